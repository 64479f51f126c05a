import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/open.ts';
import { type Queries, type Store, StoreUnavailable } from '../../src/store/store.ts';
import { type Database, type Engine, engines } from './databases.ts';
import { until } from './until.ts';

const insert = 'insert into things (name, count, big) values ($1, $2, $3)';

/** What every engine of the store does in the same way. */
export function contract(engine: Engine): void {
  let database: Database;
  let store: Store;
  let other: Store;

  beforeAll(async () => {
    database = await engines[engine]();
    store = await openStore(database.url);
    await store.query('create table things (name text primary key, count integer, big bigint)');
    other = await openStore(database.url);
  });
  afterAll(async () => {
    await other?.close();
    await store?.close();
    await database?.drop();
  });

  const all = (on: Queries = store) => on.query('select * from things order by name');
  const names = async (on: Queries = store) => (await all(on)).map(({ name }) => name);

  describe('statements', () => {
    test('give back what was put in', async () => {
      const row = { name: '天问 \'); drop table things; -- $1 "', count: -7, big: 1_795_305_600_000 };
      expect(await store.query(insert, [row.name, row.count, row.big])).toEqual([]);
      expect(await all()).toEqual([row]);
      expect(await store.query('delete from things returning name, big')).toEqual([{ name: row.name, big: row.big }]);
    });

    test('know nothing, bigints and the same value twice', async () => {
      await store.query(insert, ['a', null, 12n]);
      expect(
        await store.query('select name from things where $1 = name and big = $2 and name = $1', ['a', 12]),
      ).toEqual([{ name: 'a' }]);
      expect(await all()).toEqual([{ name: 'a', count: null, big: 12 }]);
      await store.query('delete from things');
    });

    test('insert or update by the natural key, and say what stands now', async () => {
      const upsert = `insert into things (name, count) values ($1, 1)
        on conflict (name) do update set count = things.count + excluded.count returning count`;
      expect(await store.query(upsert, ['u'])).toEqual([{ count: 1 }]);
      expect(await store.query(upsert, ['u'])).toEqual([{ count: 2 }]);
      const none = 'insert into things (name) values ($1) on conflict do nothing returning name';
      expect(await store.query(none, ['u'])).toEqual([]);
      expect(await store.query('select count(*) as rows, cast(sum(count) as bigint) as total from things')).toEqual([
        { rows: 1, total: 2 },
      ]);
      await store.query('delete from things');
    });

    test('a broken rule of a table is the statement’s own error', async () => {
      await store.query(insert, ['a', 1, 1]);
      const twice = store.query(insert, ['a', 1, 1]);
      await expect(twice).rejects.toThrow(/unique/i);
      await expect(twice).rejects.not.toBeInstanceOf(StoreUnavailable);
      await expect(store.query('select * from nowhere')).rejects.not.toBeInstanceOf(StoreUnavailable);
      await store.query('delete from things');
    });

    test.each([['a\0b'], [1.5], [Number.NaN], [2 ** 60], [undefined as never]])('%j is refused', async (value) => {
      await expect(store.query('select name from things where name = $1', [value])).rejects.toThrow(TypeError);
    });

    test('a number that JavaScript would round is refused, not rounded', async () => {
      await store.query(insert, ['big', 0, 2n ** 60n]);
      await expect(all()).rejects.toThrow(RangeError);
      await store.query('delete from things');
    });

    test('the clock is about now', async () => {
      expect(Math.abs((await store.now()) - Date.now())).toBeLessThan(60_000);
    });

    test('it is healthy', async () => {
      expect(await store.healthy()).toBe(true);
    });
  });

  describe('transactions', () => {
    test('are kept whole', async () => {
      const value = await store.transaction(async (within) => {
        await within.query(insert, ['a', 1, 1]);
        await within.query(insert, ['b', 2, 2]);
        expect(await names(within)).toEqual(['a', 'b']);
        return 'done';
      });
      expect(value).toBe('done');
      expect(await names(other)).toEqual(['a', 'b']);
      await store.query('delete from things');
    });

    test('or not at all', async () => {
      const failing = store.transaction(async (within) => {
        await within.query(insert, ['a', 1, 1]);
        throw new Error('never mind');
      });
      await expect(failing).rejects.toThrow('never mind');
      const broken = store.transaction(async (within) => {
        await within.query(insert, ['a', 1, 1]);
        await within.query(insert, ['a', 1, 1]);
      });
      await expect(broken).rejects.toThrow(/unique/i);
      expect(await names()).toEqual([]);
    });

    test('are seen by nobody before they are over', async () => {
      let seen: unknown[] = ['nothing was asked'];
      const asked = store.transaction(async (within) => {
        await within.query(insert, ['a', 1, 1]);
        seen = await names(other);
      });
      await asked;
      expect(seen).toEqual([]);
      await store.query('delete from things');
    });

    test('count right when many want the same row at once', async () => {
      await store.query(insert, ['n', 0, 0]);
      const add = (on: Store) =>
        on.transaction(async (within) => {
          const [row] = await within.query<{ count: number }>(`select count from things where name = 'n' for update`);
          await within.query(`update things set count = $1 where name = 'n'`, [row!.count + 1]);
        });
      await Promise.all(Array.from({ length: 40 }, (_, at) => add(at % 2 ? store : other)));
      expect(await store.query('select count from things')).toEqual([{ count: 40 }]);
      await store.query('delete from things');
    });

    test('with the same lock run one after another', async () => {
      let inside = 0;
      let most = 0;
      const work = async (within: Queries) => {
        inside++;
        most = Math.max(most, inside);
        await within.query('select 1');
        inside--;
      };
      await Promise.all(
        Array.from({ length: 20 }, (_, at) => (at % 2 ? store : other).transaction(work, { lock: 'l' })),
      );
      expect(most).toBe(1);
    });

    test('that take too long are rolled back, and their stragglers refused', async () => {
      let late: Promise<unknown> | undefined;
      const endless = store.transaction(
        async (within) => {
          await within.query(insert, ['a', 1, 1]);
          await new Promise((done) => setTimeout(done, 100));
          late = within.query(insert, ['b', 1, 1]);
          await late;
        },
        { limit: 20 },
      );
      await expect(endless).rejects.toThrow(StoreUnavailable);
      await until(() => late !== undefined);
      await expect(late).rejects.toThrow(StoreUnavailable);
      expect(await names()).toEqual([]);
    });
  });

  describe('notices', () => {
    test('come to whoever listens to their channel, after a first "reload"', async () => {
      const heard: unknown[] = [];
      const stop = store.listen('Some "channel"', (payload) => heard.push(payload));
      await until(() => heard.length > 0);
      expect(heard).toEqual([undefined]);
      await store.notify('Some "channel"', '天问');
      await store.notify('another', 'no');
      await store.notify('Some "channel"', '');
      await until(() => heard.length === 3);
      expect(heard).toEqual([undefined, '天问', '']);
      stop();
      await store.notify('Some "channel"', 'late');
      await store.query('select 1');
      expect(heard).toHaveLength(3);
    });

    test('of a transaction come when it is kept, and only then', async () => {
      const heard: unknown[] = [];
      const stop = store.listen('kept', (payload) => heard.push(payload));
      await until(() => heard.length > 0);
      await store
        .transaction(async (within) => {
          await within.notify('kept', 'lost');
          throw new Error('no');
        })
        .catch(() => {});
      await store.transaction(async (within) => {
        await within.notify('kept', 'first');
        await within.query(insert, ['a', 1, 1]);
        expect(heard).toEqual([undefined]);
      });
      await until(() => heard.length > 1);
      expect(heard).toEqual([undefined, 'first']);
      stop();
      await store.query('delete from things');
    });

    test('of another process are heard, or it is known that there were some', async () => {
      const heard: unknown[] = [];
      const stop = store.listen('shared', (payload) => heard.push(payload));
      await until(() => heard.length > 0);
      await other.query(insert, ['a', 1, 1]);
      await other.notify('shared', 'a');
      await until(() => heard.length > 1);
      expect(heard[1]).toBe(engine === 'postgres' ? 'a' : undefined);
      stop();
      await store.query('delete from things');
    });
  });

  describe('migrations', () => {
    test('run once, however many start at the same time', async () => {
      await Promise.all([migrate(store), migrate(other), migrate(store), migrate(other)]);
      await migrate(store);
      const tables = await store.tables();
      expect(tables.slice(0, 2)).toEqual([
        { name: 'things', key: ['name'] },
        { name: 'migrations', key: ['name'] },
      ]);
      expect(tables.filter(({ key }) => key.length === 0)).toEqual([]);
      expect(tables.map(({ name }) => name)).toContain('outbox');
    });

    test('a database of a newer version is refused in one line, and left alone', async () => {
      await store.query(`insert into migrations (name) values ('9999-from-the-future')`);
      const refused = migrate(store);
      await expect(refused).rejects.toThrow(
        /^the database is of a newer version \(it has 9999-from-the-future\)[^\n]+$/,
      );
      await store.query(`delete from migrations where name = '9999-from-the-future'`);
      await migrate(store);
    });
  });
}
