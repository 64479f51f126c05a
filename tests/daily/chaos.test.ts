import { expect, test } from 'vitest';
import { runChaos } from '../../bench/chaos/daily.ts';
import { type Engine, engines } from '../store/databases.ts';

const small = { channels: 30, kills: 1, lateEvery: 10, lease: 2000, timeout: 1000, soon: 0 };

test.concurrent.each<[Engine, number]>([
  ['sqlite', 1],
  ['postgres', 3],
])(
  '%s, %d processes that are killed: every channel has its post, and one',
  async (engine, processes) => {
    const database = await engines[engine]();
    const row = await runChaos({ ...small, database: database.url, processes });
    await database.drop();
    expect(row).toMatchObject({ posts: 30, kills: 1, missed: 0, doubled: 0 });
    expect(row.requests).toBeGreaterThan(30);
  },
  60_000,
);
