import type { Queries, Store } from '../store/store.ts';
import { narrowed } from './candidates.ts';
import type { Feed, Override, Told } from './choose.ts';
import { createShelves, type LibraryOf } from './shelf.ts';
import type { Subscription } from './subscriptions.ts';

type FeedOwner = Pick<Subscription, 'guild' | 'channel' | 'topic' | 'locale' | 'since'>;

/** What a channel was told, oldest first. */
async function toldTo(on: Queries, channel: string): Promise<Told[]> {
  return on.query<Told>('select fact as key, round, date from daily_told where channel = $1 order by date', [channel]);
}

/** The last local date for which a channel was told something. */
export async function lastTold(on: Queries, channel: string): Promise<string | undefined> {
  const sql = 'select date from daily_told where channel = $1 order by date desc limit 1';
  return (await on.query<{ date: string }>(sql, [channel]))[0]?.date;
}

/** What moderators decided about days to come. */
async function overridesOf(on: Queries, channel: string): Promise<Map<string, Override>> {
  const rows = await on.query<{ date: string; decision: string }>(
    'select date, decision from daily_overrides where channel = $1',
    [channel],
  );
  return new Map(rows.map(({ date, decision }) => [date, JSON.parse(decision) as Override]));
}

/** Decides about a day, or takes a decision back. */
export async function decide(
  on: Queries,
  channel: string,
  date: string,
  override: Override | undefined,
): Promise<void> {
  if (!override)
    return void (await on.query('delete from daily_overrides where channel = $1 and date = $2', [channel, date]));
  await on.query(
    `insert into daily_overrides (channel, date, decision) values ($1, $2, $3)
     on conflict (channel, date) do update set decision = excluded.decision`,
    [channel, date, JSON.stringify(override)],
  );
}

/** A fact has been told; decisions about days until then are of no use any more. */
export async function remember(on: Queries, channel: string, { key, round, date }: Told): Promise<void> {
  await on.query(
    `insert into daily_told (channel, fact, round, date) values ($1, $2, $3, $4)
     on conflict (channel, fact) do update set round = excluded.round, date = excluded.date`,
    [channel, key, round, date],
  );
  await on.query('delete from daily_overrides where channel = $1 and date <= $2', [channel, date]);
}

/** What was to be told on a day has not been: it may come again in this round. */
export async function forget(on: Queries, channel: string, date: string): Promise<void> {
  await on.query('update daily_told set round = round - 1 where channel = $1 and date = $2', [channel, date]);
  await on.query('delete from daily_told where channel = $1 and date = $2 and round = 0', [channel, date]);
}

/** Everything that the choice of a channel's facts depends on, from the library as it is now. */
export function createMemory(store: Store, libraryOf: LibraryOf) {
  const shelfOf = createShelves(store, libraryOf);
  return {
    /** Sees what everybody's library has, so that what comes later is known to be new. */
    look: async (now: number): Promise<void> => void (await shelfOf(undefined, now)),
    async feedOf({ guild, channel, topic, locale, since }: FeedOwner, now: number): Promise<Feed> {
      const { candidates, seen } = await shelfOf(guild, now);
      return {
        candidates: narrowed(candidates, topic, locale),
        told: await toldTo(store, channel),
        overrides: await overridesOf(store, channel),
        fresh: new Set(candidates.filter(({ key }) => (seen(key) ?? 0) > since).map(({ key }) => key)),
        seed: channel,
      };
    },
  };
}

export type Memory = ReturnType<typeof createMemory>;
