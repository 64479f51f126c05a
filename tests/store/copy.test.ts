import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plan } from '../../src/outbox.ts';
import { backupStore, CopyFailed, copyStore } from '../../src/store/copy.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/open.ts';
import { type Store, StoreUnavailable } from '../../src/store/store.ts';
import { postOf } from '../outbox/posts.ts';
import { type Database, type Engine, engines } from './databases.ts';

const opened: [Store, Database][] = [];

async function empty(engine: Engine): Promise<Store> {
  const database = await engines[engine]();
  const store = await openStore(database.url);
  opened.push([store, database]);
  return store;
}

const ROWS = 1203;
const text = '天问 "问天" \\ \n \u2028 😀';
let source: Store;

beforeAll(async () => {
  source = await empty('sqlite');
  await migrate(source);
  await source.transaction(async (within) => {
    for (let at = 0; at < ROWS; at++) await plan(within, postOf(`${text} ${at}`, { due: 2 ** 52 + at }));
    await within.query(`insert into budgets (name, next) values ('send', 7)`);
  });
});
afterAll(async () => {
  for (const [store, database] of opened) {
    await store.close();
    await database.drop();
  }
});

const all = (store: Store) => store.query<{ key: string }>('select * from outbox');
const byKey = (rows: { key: string }[]) => rows.toSorted((one, other) => (one.key < other.key ? -1 : 1));

test('from SQLite to PostgreSQL and back: every row, and the same checksums', async () => {
  const postgres = await empty('postgres');
  const there = await copyStore(source, postgres);
  expect(there.get('outbox')?.rows).toBe(ROWS);
  const sqlite = await empty('sqlite');
  expect(await copyStore(postgres, sqlite)).toEqual(there);
  expect(byKey(await all(sqlite))).toEqual(byKey(await all(source)));
});

test('a target that is not empty is refused and left as it is', async () => {
  const target = await empty('postgres');
  await migrate(target);
  await plan(target, postOf('mine'));
  await expect(copyStore(source, target)).rejects.toThrow(
    new CopyFailed('the target is not empty: it has rows in outbox'),
  );
  expect(await all(target)).toHaveLength(1);
});

test.each<Engine>(['sqlite', 'postgres'])(
  'what changes while it is copied is noticed, and nothing kept: %s',
  async (engine) => {
    const from = await empty('sqlite');
    const target = await empty(engine);
    await migrate(from);
    await plan(from, postOf('a'));
    let asked = 0;
    const query: Store['query'] = async (sql, values) => {
      if (sql.startsWith('select * from outbox') && asked++ === 2) await plan(from, postOf('b'));
      return from.query(sql, values);
    };
    await expect(copyStore({ ...from, query }, target)).rejects.toThrow(/outbox: 2 rows .* became 1 .*: stop the bot/);
    expect(await all(target)).toEqual([]);
  },
);

test('a backup is whole while others write, and never overwrites', async () => {
  const database = await engines.sqlite();
  const store = await openStore(database.url);
  await migrate(store);
  for (let at = 0; at < 50; at++) await plan(store, postOf(String(at)));
  const writing = Promise.all(Array.from({ length: 50 }, (_, at) => plan(store, postOf(`later ${at}`))));
  const target = join(mkdtempSync(join(tmpdir(), 'wentian-backup-')), 'backup.sqlite');
  backupStore(database.url, target);
  await writing;
  const copy = await openStore(`file:${target}`);
  const rows = await all(copy);
  expect(rows.length).toBeGreaterThanOrEqual(50);
  await copy.close();
  expect(() => backupStore(database.url, target)).toThrow(CopyFailed);
  expect(() => backupStore('file:/nowhere/store.sqlite', target)).toThrow(StoreUnavailable);
  await store.close();
  await database.drop();
});
