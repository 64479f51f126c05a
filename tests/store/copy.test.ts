import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plan } from '../../src/outbox.ts';
import { backupStore, CopyFailed, copyStore } from '../../src/store/copy.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { makeFolder } from '../folders.ts';
import { postOf } from '../outbox/posts.ts';
import { type Engine, engines } from './databases.ts';

const drops: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const drop of drops) await drop();
});

async function fresh(engine: Engine): Promise<string> {
  const { url, drop } = await engines[engine]();
  drops.push(drop);
  return url;
}

async function within<T>(url: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(url);
  await migrate(store);
  return work(store).finally(store.close);
}

const rowsIn = (url: string) =>
  within(url, async (store) => {
    const rows = await store.query<{ key: string }>('select * from outbox');
    return rows.sort((one, other) => (one.key < other.key ? -1 : 1));
  });

const ROWS = 1203;
const text = '天问 "问天" \\ \n \u2028 😀';
let source: string;

beforeAll(async () => {
  source = await fresh('sqlite');
  await within(source, (store) =>
    store.transaction(async (transaction) => {
      for (let at = 0; at < ROWS; at++) await plan(transaction, postOf(`${text} ${at}`, { due: 2 ** 52 + at }));
      await transaction.query(`insert into budgets (name, next) values ('send', 7)`);
    }),
  );
});

test('from SQLite to PostgreSQL and back: every row, and the same checksums', async () => {
  const [postgres, sqlite] = [await fresh('postgres'), await fresh('sqlite')];
  const there = await copyStore(source, postgres);
  expect(there.get('outbox')?.rows).toBe(ROWS);
  expect(await copyStore(postgres, sqlite)).toEqual(there);
  expect(await rowsIn(sqlite)).toEqual(await rowsIn(source));
});

test.each<Engine>(['sqlite', 'postgres'])(
  'a target that is not empty is refused and left as it is: %s',
  async (engine) => {
    const target = await fresh(engine);
    await within(target, (store) => plan(store, postOf('mine')));
    await expect(copyStore(source, target)).rejects.toThrow('the target is not empty: it has rows in outbox');
    expect(await rowsIn(target)).toHaveLength(1);
  },
);

test('a source that is not there is refused, not made', async () => {
  const missing = 'file:/nowhere/store.sqlite';
  await expect(copyStore(missing, await fresh('sqlite'))).rejects.toThrow(
    new CopyFailed('there is no /nowhere/store.sqlite'),
  );
});

test.each<Engine>(['sqlite', 'postgres'])(
  'what does not arrive as it was is noticed, and nothing kept: %s',
  async (engine) => {
    const target = await fresh(engine);
    await within(target, async (store) => {
      // A target that changes what it is given, as a faulty disk or a trigger would.
      await store.query('alter table outbox add column extra integer default 1');
    });
    await expect(copyStore(source, target)).rejects.toThrow(/^outbox: 1203 rows \(\w+\) became 1203 \(\w+\)/);
    expect(await rowsIn(target)).toEqual([]);
  },
);

test('a backup is whole while others write, and never overwrites', async () => {
  const url = await fresh('sqlite');
  const target = join(makeFolder(), 'backup.sqlite');
  await within(url, async (store) => {
    for (let at = 0; at < 50; at++) await plan(store, postOf(String(at)));
    const writing = Promise.all(Array.from({ length: 50 }, (_, at) => plan(store, postOf(`later ${at}`))));
    backupStore(url, target);
    await writing;
  });
  expect((await rowsIn(`file:${target}`)).length).toBeGreaterThanOrEqual(50);
  expect(() => backupStore(url, target)).toThrow(CopyFailed);
  expect(() => backupStore('file:/nowhere/store.sqlite', `${target}2`)).toThrow('there is no /nowhere/store.sqlite');
  expect(() => backupStore('postgres://127.0.0.1/x', `${target}2`)).toThrow(/pg_dump/);
});
