import { renameSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { fileOf } from '../../src/store/sqlite.ts';
import { type Store, StoreUnavailable } from '../../src/store/store.ts';
import { askServer, type Engine, engines } from './databases.ts';
import { proxyTo } from './proxy.ts';
import { until } from './until.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function database(engine: Engine) {
  const { url, drop } = await engines[engine]();
  cleanups.push(drop);
  return url;
}

async function opened(url: string): Promise<Store> {
  const store = await openStore(url);
  cleanups.push(store.close);
  await store.query('create table things (name text primary key)');
  await store.query(`insert into things (name) values ('kept')`);
  return store;
}

const add = (store: Store, name: string) => store.query('insert into things (name) values ($1)', [name]);
const namesIn = async (store: Store) =>
  (await store.query<{ name: string }>('select name from things order by name')).map(({ name }) => name);

describe('SQLite', () => {
  test('a full disk refuses writing, not reading, and is over when there is room', async () => {
    const store = await opened(await database('sqlite'));
    const [pages] = await store.query<{ page_count: number }>('pragma page_count');
    await store.query(`pragma max_page_count = ${pages!.page_count + 2}`);
    const fill = store.transaction(async (within) => {
      for (let at = 0; at < 100; at++)
        await within.query('insert into things (name) values ($1)', [`${at}`.repeat(1000)]);
    });
    await expect(fill).rejects.toThrow(StoreUnavailable);
    expect(await namesIn(store)).toEqual(['kept']);
    await store.query('pragma max_page_count = 1000000');
    await add(store, 'more');
    expect(await namesIn(store)).toEqual(['kept', 'more']);
  });

  test('a file that is moved away, and put back or replaced', async () => {
    const url = await database('sqlite');
    const store = await opened(url);
    const path = fileOf(url);
    const heard: unknown[] = [];
    store.listen('things', (payload) => heard.push(payload));
    renameSync(path, `${path}.away`);
    await expect(add(store, 'lost')).rejects.toThrow(StoreUnavailable);
    expect(await store.healthy()).toBe(false);
    renameSync(`${path}.away`, path);
    expect(await store.healthy()).toBe(true);
    await add(store, 'back');
    expect(await namesIn(store)).toEqual(['back', 'kept']);
    await until(() => heard.length >= 2);
    expect(new Set(heard)).toEqual(new Set([undefined]));
  });

  test('what is no database cannot be opened, what is closed not asked', async () => {
    const url = await database('sqlite');
    await expect(openStore('file:/dev/null/store.sqlite')).rejects.toThrow(StoreUnavailable);
    await expect(openStore('file:/')).rejects.toThrow(StoreUnavailable);
    const store = await opened(url);
    await store.close();
    await expect(store.query('select 1')).rejects.toThrow(StoreUnavailable);
  });
});

describe('PostgreSQL', () => {
  test('out of reach for a while: said so at once, nothing half-written, and on again by itself', async () => {
    const proxy = await proxyTo(await database('postgres'));
    cleanups.push(proxy.cut);
    const store = await opened(proxy.url);
    const heard: unknown[] = [];
    cleanups.push(store.listen('things', (payload) => heard.push(payload)));
    await until(() => heard.length === 1);
    const interrupted = store.transaction(async (within) => {
      await within.query(`insert into things (name) values ('half')`);
      await proxy.cut();
      await within.query(`insert into things (name) values ('other half')`);
    });
    await expect(interrupted).rejects.toThrow(StoreUnavailable);
    await expect(add(store, 'lost')).rejects.toThrow(StoreUnavailable);
    await expect(store.transaction(async () => 'never')).rejects.toThrow(StoreUnavailable);
    expect(await store.healthy()).toBe(false);
    await proxy.mend();
    await until(() => store.healthy());
    await add(store, 'back');
    expect(await namesIn(store)).toEqual(['back', 'kept']);
    await until(() => heard.length === 2);
    expect(heard).toEqual([undefined, undefined]);
    await store.notify('things', 'heard again');
    await until(() => heard.length === 3);
    expect(heard[2]).toBe('heard again');
  });

  test('connections that the server ends are replaced, the listener’s too', async () => {
    const url = await database('postgres');
    const store = await opened(url);
    const heard: unknown[] = [];
    cleanups.push(store.listen('things', (payload) => heard.push(payload)));
    await until(() => heard.length === 1);
    await askServer(
      url,
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    await until(() => heard.length === 2);
    await until(() => store.healthy());
    await add(store, 'more');
    expect(await namesIn(store)).toEqual(['kept', 'more']);
  });

  test('nobody there, nobody let in, no such database', async () => {
    const url = new URL(await database('postgres'));
    await expect(openStore('postgres://127.0.0.1:1/none')).rejects.toThrow(/^PostgreSQL: .*ECONNREFUSED/);
    url.pathname = 'no-such-database';
    await expect(openStore(url.href)).rejects.toThrow(StoreUnavailable);
    url.username = 'nobody-knows';
    const refused = openStore(url.href);
    await expect(refused).rejects.toThrow(StoreUnavailable);
  });
});
