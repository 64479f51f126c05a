import type { Clock } from '../clock.ts';
import type { Library } from '../knowledge/library.ts';
import { Message as Body } from '../limits.ts';
import type { Logger } from '../log.ts';
import { LONGEST_HOLD, type Post, plan as planPost } from '../outbox.ts';
import { type DailyPost, dailyMarker, dailyMessage } from '../reply/daily.ts';
import { bodyOf } from '../reply/messenger.ts';
import { type Queries, type Store, StoreUnavailable } from '../store/store.ts';
import type { Candidate } from './candidates.ts';
import { type Chosen, pick, type Told } from './choose.ts';
import { type Memory, remember } from './memory.ts';
import { CATCH_UP, type Slot, slotAfter, slotAfterChange, slotToSend } from './schedule.ts';
import { type Result, type Row, type Subscription, subscriptionOf, writeLast } from './subscriptions.ts';

export interface Planning {
  store: Store;
  /** What posts are due by. */
  clock: Clock;
  memory: Memory;
  /** What a guild can see, as it is now. */
  libraryOf(guild: string | undefined): Library | Promise<Library>;
  log: Logger;
  /** Counts what became of a day. */
  count(result: Result): void;
  /** Milliseconds for which a channel is one process's; 30,000 unless told. */
  lease?: number;
}

/** Few enough that making their posts holds nothing else up. */
const BATCH = 20;
const LEASE = 30_000;
/** Posts of one minute do not all leave in its first second. */
const JITTER = 5000;

/** The posts of one channel for one date have this key, whoever plans them. */
const postKey = (channel: string, date: string): string => `daily:${channel}:${date}`;

/** What is to be written down for a channel that is due. */
interface Planned {
  subscription: Subscription;
  next: Slot;
  /** The day that is done with. */
  done: string;
  post?: Post;
  told?: Told;
  result?: Result;
}

const CLAIM = `update daily_channels set leased_until = $3 where channel in (
    select channel from daily_channels where next_at <= $1 and paused is null
      and (leased_until <= $2 or leased_until > $2 + ${2 * LONGEST_HOLD})
    order by next_at, channel limit ${BATCH} for update skip locked)
  returning *`;

/** The most overdue channels, for this process alone until the lease ends by the database's clock. */
async function claimDue({ store, lease = LEASE }: Planning, now: number): Promise<Subscription[]> {
  const isDue = 'select channel from daily_channels where next_at <= $1 and paused is null limit 1';
  if ((await store.query(isDue, [now])).length === 0) return [];
  const rows = await store.transaction(async (within) => {
    const databaseNow = await within.now();
    return within.query<Row>(CLAIM, [now, databaseNow, databaseNow + lease]);
  });
  return rows.map(subscriptionOf);
}

/** A fact of a channel, as its post on a date tells it. */
export function postOf(
  { channel, role, thread }: Pick<Subscription, 'channel' | 'role' | 'thread'>,
  { entry, placed, key, day }: Candidate,
  { date, anniversary }: Chosen,
): DailyPost {
  return { entry, placed, key, channel, date, role, thread, ...(anniversary && { anniversary: day!.slice(0, 4) }) };
}

/** The same few seconds for a channel each day. */
const jitterOf = (channel: string) => Number(BigInt(channel) % BigInt(JITTER));

async function outboxPost(
  { libraryOf }: Planning,
  subscription: Subscription,
  slot: Slot,
  post: DailyPost,
  now: number,
) {
  const { guild, channel, locale } = subscription;
  const { vocabulary } = await libraryOf(guild);
  const message = dailyMessage(post, { locale, vocabulary, now });
  Body.parse(bodyOf(message));
  return {
    ...{ key: postKey(channel, slot.date), kind: 'daily', channel, marker: dailyMarker(post) },
    message,
    due: slot.at + jitterOf(channel),
    expires: slot.at + CATCH_UP,
  };
}

async function planDay(planning: Planning, subscription: Subscription, slot: Slot, now: number): Promise<Planned> {
  const [chosen] = pick(await planning.memory.feedOf(subscription, now), [slot.date]) as [Chosen];
  const planned = { subscription, next: slotAfter(subscription.schedule, slot.date), done: slot.date };
  if (!chosen.fact) return { ...planned, result: chosen.skipped ? 'skipped' : 'empty' };
  const post = await outboxPost(planning, subscription, slot, postOf(subscription, chosen.fact, chosen), now);
  return { ...planned, post, told: { key: chosen.fact.key, round: chosen.round, date: slot.date } };
}

async function planChannel(planning: Planning, subscription: Subscription, now: number): Promise<Planned> {
  const { schedule, next: due } = subscription;
  const slot = slotToSend(schedule, due, now);
  if (slot) return planDay(planning, subscription, slot, now);
  const next = slotAfterChange(schedule, now, { next: due, last: due.date });
  return { subscription, next, done: due.date, result: 'missed' };
}

/** A post that cannot be made costs its channel a day, and nobody else anything. */
async function planOrGiveUp(planning: Planning, subscription: Subscription, now: number): Promise<Planned> {
  try {
    return await planChannel(planning, subscription, now);
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    const { channel, schedule, next } = subscription;
    planning.log.error({ channel, date: next.date, error }, 'a daily post could not be made');
    return { subscription, next: slotAfter(schedule, next.date), done: next.date, result: 'empty' };
  }
}

/** Moves a channel on to its next post; false where somebody has changed its settings meanwhile. */
async function moveOn(on: Queries, { subscription, next, done }: Planned): Promise<boolean> {
  const { channel, version, next: due } = subscription;
  const rows = await on.query(
    `update daily_channels set next_date = $1, next_at = $2, done_date = $3, leased_until = 0
     where channel = $4 and version = $5 and next_date = $6 and paused is null returning channel`,
    [next.date, next.at, done, channel, version, due.date],
  );
  return rows.length > 0;
}

async function writeDown(on: Queries, planned: Planned, now: number): Promise<boolean> {
  const { subscription, post, told, done, result } = planned;
  const { channel } = subscription;
  if (!(await moveOn(on, planned))) return false;
  if (result) await writeLast(on, channel, { result, date: done, at: now });
  if (post && told && (await planPost(on, post))) await remember(on, channel, told);
  return true;
}

/**
 * Fills the outbox with the posts that are due, the most overdue first, and moves each channel on to its next day.
 * Resolves to how many channels were dealt with. Any number of processes may call it. Throws `StoreUnavailable`.
 */
export async function planDue(planning: Planning): Promise<number> {
  const { store, clock, log, count } = planning;
  const now = clock.now();
  const due = await claimDue(planning, now);
  if (due.length === 0) return 0;
  const plans: Planned[] = [];
  for (const subscription of due) plans.push(await planOrGiveUp(planning, subscription, now));
  const written = await store.transaction(async (within) => {
    const done: Planned[] = [];
    for (const planned of plans) if (await writeDown(within, planned, now)) done.push(planned);
    return done;
  });
  for (const { result, subscription, done } of written) {
    if (!result) continue;
    count(result);
    log.info({ channel: subscription.channel, date: done, result }, 'a day without a daily post');
  }
  return due.length;
}
