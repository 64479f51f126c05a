import { pino } from 'pino';
import { afterAll } from 'vitest';
import { createStoredGaps, type StoredGaps } from '../src/moderation/gaps.ts';
import { migrate } from '../src/store/migrate.ts';
import { openStore } from '../src/store/open.ts';
import { engines } from './store/databases.ts';

/** Gaps in an empty database of the test file's own. */
export async function openGaps(): Promise<StoredGaps> {
  const database = await engines.sqlite();
  const store = await openStore(database.url);
  await migrate(store);
  let now = 0;
  const clock = { now: () => now++, after: () => () => {} };
  const gaps = createStoredGaps({ store, clock, log: pino({ level: 'silent' }) });
  afterAll(async () => {
    await gaps.stop();
    await store.close();
    await database.drop();
  });
  return gaps;
}
