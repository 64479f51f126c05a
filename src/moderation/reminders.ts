import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import { repeat } from '../loop.ts';
import { plan } from '../outbox.ts';
import type { Store } from '../store/store.ts';
import { localeOf } from '../text.ts';
import { reminderPost } from './cards.ts';

const LONG = 2 * 24 * 60 * 60 * 1000;
const EVERY = 10 * 60 * 1000;
const AT_ONCE = 200;

interface Waiting {
  guild: string;
  channel: string;
  language: string | null;
  count: number;
  since: number;
}

const OVERDUE = `select s.guild as guild, g.review_channel as channel, g.language as language, count(*) as count,
    cast(min(s.at) as bigint) as since
  from suggestions s join guilds g on g.guild = s.guild
  where s.state = 'waiting' and s.at <= $1 and g.review_channel is not null
  group by s.guild, g.review_channel, g.language order by since limit ${AT_ONCE}`;

const OLDEST = `select id from suggestions where guild = $1 and state = 'waiting' and at = $2 order by id limit 1`;

async function remindOne(store: Store, waiting: Waiting, now: number): Promise<boolean> {
  const { guild, channel, language, count, since } = waiting;
  const [first] = await store.query<{ id: string }>(OLDEST, [guild, since]);
  if (!first) return false;
  const place = { guild, channel, language: localeOf(language ?? 'en') };
  const turn = Math.floor((now - since) / LONG);
  return plan(store, reminderPost(place, { count, oldest: first.id, since, turn }, now));
}

/**
 * Plans a reminder for each guild with suggestions that have waited for two days, and again every two days. Resolves to
 * how many were planned. Throws `StoreUnavailable`.
 */
export async function remind(store: Store, now: number): Promise<number> {
  const overdue = await store.query<Waiting>(OVERDUE, [now - LONG]);
  let planned = 0;
  for (const waiting of overdue) if (await remindOne(store, waiting, now)) planned++;
  return planned;
}

/** Reminds from now on, every ten minutes; `stop` waits for what is under way. */
export function startReminders(parts: { store: Store; clock: Clock; log: Logger }): { stop(): Promise<void> } {
  const { store, clock } = parts;
  const round = () => remind(store, clock.now());
  return repeat([{ failure: 'reminders could not be planned', every: EVERY, round }], parts);
}
