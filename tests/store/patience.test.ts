import { once } from 'node:events';
import { createServer } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { fileOf } from '../../src/store/sqlite.ts';
import { StoreUnavailable } from '../../src/store/store.ts';
import { engines } from './databases.ts';

test.concurrent('a file that another process holds: this one waits, does other things, and gives up in the end', async () => {
  const { url, drop } = await engines.sqlite();
  const store = await openStore(url);
  await store.query('create table things (name text primary key)');
  const other = new DatabaseSync(fileOf(url));
  other.exec('begin immediate');
  let ticks = 0;
  const ticking = setInterval(() => ticks++, 10);
  await expect(store.query(`insert into things (name) values ('blocked')`)).rejects.toThrow(StoreUnavailable);
  clearInterval(ticking);
  expect(ticks).toBeGreaterThan(20);
  const waiting = store.transaction((within) => within.query(`insert into things (name) values ('patient')`));
  await new Promise((resolve) => setTimeout(resolve, 50));
  other.exec('commit');
  other.close();
  await waiting;
  expect(await store.query('select name from things')).toEqual([{ name: 'patient' }]);
  await store.close();
  await drop();
});

test.concurrent('a server that never answers is given up on', async () => {
  const server = createServer(() => {}).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await expect(openStore(`postgres://127.0.0.1:${port}/silent`)).rejects.toThrow(StoreUnavailable);
  server.close();
});
