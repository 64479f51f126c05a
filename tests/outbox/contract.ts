import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  type Claim,
  type Claiming,
  claim,
  nonceOf,
  plan,
  postpone,
  prune,
  settle,
  withdraw,
} from '../../src/outbox.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { type Database, type Engine, engines } from '../store/databases.ts';
import { until } from '../store/until.ts';
import { NOON, postOf } from './posts.ts';

const rate = 1000;
const claiming: Claiming = { now: NOON, limit: 100, lease: 60_000, rate };

/** What the outbox promises on every engine. */
export function contract(engine: Engine): void {
  let database: Database;
  let stores: [Store, Store];

  beforeAll(async () => {
    database = await engines[engine]();
    stores = [await openStore(database.url), await openStore(database.url)];
    await migrate(stores[0]);
  });
  afterEach(async () => {
    await stores[0].query('delete from outbox');
    await stores[0].query('delete from budgets');
  });
  afterAll(async () => {
    for (const store of stores ?? []) await store.close();
    await database?.drop();
  });

  const planned = async (...posts: Parameters<typeof plan>[1][]) => {
    for (const post of posts) await plan(stores[0], post);
  };
  const claimed = (more: Partial<Claiming> = {}, store = stores[0]) => claim(store, { ...claiming, ...more });
  const keys = (claims: readonly Claim[]) => claims.map(({ key }) => key);

  describe('planning', () => {
    test('once for each key', async () => {
      expect(await plan(stores[0], postOf('a'))).toBe(true);
      expect(await plan(stores[1], postOf('a', { due: 1 }))).toBe(false);
      expect(await claimed()).toMatchObject([{ ...postOf('a'), attempts: 1, refusals: 0, triedAt: NOON }]);
    });

    test('within the transaction of what it comes from', async () => {
      await stores[0]
        .transaction(async (within) => {
          await plan(within, postOf('a'));
          throw new Error('no');
        })
        .catch(() => {});
      expect(await claimed()).toEqual([]);
    });

    test('refuses what Discord would refuse, or what could not be found again', async () => {
      await expect(plan(stores[0], postOf('a', { message: { content: 'x'.repeat(2001) } }))).rejects.toThrow();
      await expect(plan(stores[0], postOf('a', { marker: 'other' }))).rejects.toThrow(/marker/);
      expect(await plan(stores[0], postOf('a', { marker: 'post a' }))).toBe(true);
    });

    test('can be taken back until somebody tries to send it', async () => {
      await planned(postOf('a'), postOf('b'));
      expect(await withdraw(stores[0], 'test:a')).toBe(true);
      expect(keys(await claimed())).toEqual(['test:b']);
      expect(await withdraw(stores[0], 'test:b')).toBe(false);
    });
  });

  describe('claiming', () => {
    test('what is due alone, the most overdue first', async () => {
      await planned(
        postOf('late', { due: NOON - 1 }),
        postOf('next', { due: NOON + 1 }),
        postOf('later', { due: NOON - 9 }),
      );
      expect(keys(await claimed({ limit: 1 }))).toEqual(['test:later']);
      expect(keys(await claimed())).toEqual(['test:late']);
      expect(keys(await claimed({ now: NOON - 3_600_000 }))).toEqual([]);
      expect(keys(await claimed({ now: NOON + 1 }))).toEqual(['test:next']);
    });

    test('each by one of many rivals', async () => {
      await planned(...Array.from({ length: 60 }, (_, at) => postOf(String(at))));
      const rivals = Array.from({ length: 12 }, (_, at) => claimed({ limit: 10 }, stores[at % 2]));
      const all = [...(await Promise.all(rivals)).flat(), ...(await claimed())];
      expect(new Set(keys(all)).size).toBe(60);
      expect(all).toHaveLength(60);
      expect(new Set(all.map(({ lease }) => lease)).size).toBeGreaterThanOrEqual(6);
    });

    test('again when the lease has ended, knowing that it is not the first time', async () => {
      await planned(postOf('a'));
      const [first] = await claimed({ lease: 50 });
      let again: Claim[] = [];
      await until(async () => {
        again = await claimed({ now: NOON + 5 });
        return again.length > 0;
      });
      expect(again).toMatchObject([{ key: 'test:a', attempts: 2, triedAt: NOON }]);
      expect(again[0]!.lease).not.toBe(first!.lease);
    });

    test('no lease is longer than a minute', async () => {
      await planned(postOf('a'));
      await claimed({ lease: 10 * 60_000 });
      const [row] = await stores[0].query<{ leased_until: number }>('select leased_until from outbox');
      expect(row!.leased_until - (await stores[0].now())).toBeLessThanOrEqual(60_000);
    });

    test('one budget for all: turns follow each other, and none is given far ahead', async () => {
      await planned(...Array.from({ length: 120 }, (_, at) => postOf(String(at))));
      const rivals = await Promise.all([0, 1, 0, 1].map((at) => claimed({ rate: 40, limit: 50 }, stores[at])));
      const total = rivals.flat();
      expect(total.length).toBeGreaterThanOrEqual(75);
      expect(total.length).toBeLessThan(90);
      expect(Math.max(...total.map(({ wait }) => wait))).toBeLessThanOrEqual(2000);
      const [batch] = rivals.filter(({ length }) => length > 1);
      const gaps = batch!.slice(1).map(({ wait }, at) => wait - batch![at]!.wait);
      expect(new Set(gaps)).toEqual(new Set([25]));
    });

    test('goes on after the database’s clock was set back', async () => {
      await planned(postOf('a'));
      const future = (await stores[0].now()) + 3_600_000;
      await stores[0].query('update outbox set leased_until = $1, retry_at = $2', [future, NOON + 3_600_000]);
      await stores[0].query(`insert into budgets (name, next) values ('send', $1)`, [future]);
      expect(await claimed()).toMatchObject([{ key: 'test:a', wait: 0 }]);
    });
  });

  describe('settling', () => {
    test('once; what was sent is sent, whoever has the lease by now', async () => {
      await planned(postOf('a'));
      const [first] = await claimed({ lease: 1 });
      await until(async () => (await claimed()).length > 0);
      expect(await settle(stores[0], first!, { result: 'refused', code: 50013 }, NOON)).toBe(false);
      expect(await settle(stores[0], first!, { result: 'sent', message: '7' }, NOON)).toBe(true);
      expect(await settle(stores[1], first!, { result: 'sent', message: '7' }, NOON)).toBe(false);
      expect(await stores[0].query('select state, message_id, code from outbox')).toEqual([
        { state: 'sent', message_id: '7', code: null },
      ]);
      expect(await plan(stores[0], postOf('a'))).toBe(false);
    });

    test('or given back, to be claimed again at a later time', async () => {
      await planned(postOf('a'));
      const [first] = await claimed();
      await postpone(stores[0], { ...first!, refusals: 1 }, NOON + 2000);
      expect(await claimed({ now: NOON + 1999 })).toEqual([]);
      expect(await claimed({ now: NOON + 2000 })).toMatchObject([{ attempts: 2, refusals: 1 }]);
      await postpone(stores[0], first!, NOON);
      expect(await claimed({ now: NOON + 2000 })).toEqual([]);
    });

    test('what was settled long ago is forgotten', async () => {
      await planned(postOf('a'), postOf('b'));
      const [first] = await claimed({ limit: 1 });
      await settle(stores[0], first!, { result: 'expired' }, NOON);
      await prune(stores[0], NOON);
      expect(await stores[0].query('select key from outbox order by key')).toHaveLength(2);
      await prune(stores[0], NOON + 1);
      expect(await stores[0].query('select key from outbox')).toEqual([{ key: 'test:b' }]);
    });
  });

  test('a nonce fits Discord and is the same for the same post', () => {
    expect(nonceOf('daily:1:2026-11-22')).toMatch(/^[\w-]{25}$/);
    expect(nonceOf('daily:1:2026-11-22')).toBe(nonceOf('daily:1:2026-11-22'));
    expect(nonceOf('daily:1:2026-11-22')).not.toBe(nonceOf('daily:1:2026-11-23'));
  });
}
