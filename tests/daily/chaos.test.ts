import { expect, test } from 'vitest';
import { runChaos } from '../../bench/chaos/daily.ts';
import { type Engine, engines } from '../store/databases.ts';

const small = { channels: 40, kills: 2, lateEvery: 20, lease: 2000, timeout: 1000 };

test.concurrent.each<[Engine, number]>([
  ['sqlite', 1],
  ['postgres', 3],
])(
  '%s, %d processes that are killed: every channel has its post, and one',
  async (engine, processes) => {
    const database = await engines[engine]();
    const row = await runChaos({ ...small, database: database.url, processes });
    await database.drop();
    expect(row).toMatchObject({ posts: 40, kills: 2, missed: 0, doubled: 0 });
    expect(row['sent again']).toBeGreaterThan(0);
  },
  60_000,
);
