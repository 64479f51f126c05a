import type { Queries } from '../store/store.ts';
import type { Locale } from '../text.ts';
import { type Topic, topicOf, topicText } from './candidates.ts';
import type { Schedule, Slot } from './schedule.ts';

/** What moderators set for a channel. */
export interface Settings {
  schedule: Schedule;
  topic: Topic;
  locale: Locale;
  /** Pinged by each post. */
  role?: string | undefined;
  /** Each post opens a thread. */
  thread: boolean;
}

/**
 * Why a channel gets no posts for now: the bot was removed, the channel is gone, a permission is missing, or Discord
 * refuses posts although nothing seems to be missing.
 */
export const causes = ['removed', 'channel', 'permissions', 'refused'] as const;
export type Cause = (typeof causes)[number];

export const results = ['sent', 'skipped', 'missed', 'refused', 'empty'] as const;
/** What became of a day: `missed` came too late to be worth sending, `empty` had no fact to tell. */
export type Result = (typeof results)[number];

export interface Last {
  result: Result;
  /** Local date. */
  date: string;
  /** Milliseconds since 1970. */
  at: number;
  /** Discord's error code. */
  code?: number;
  message?: string;
}

/** A channel that gets a fact a day. */
export interface Subscription extends Settings {
  guild: string;
  channel: string;
  /** When it began, in milliseconds since 1970. */
  since: number;
  /** Changes with the settings. */
  version: number;
  next: Slot;
  /** The last local date that is done with. */
  done?: string;
  paused?: Cause;
  last?: Last;
}

export interface Row {
  channel: string;
  guild: string;
  zone: string;
  time: string;
  days: string;
  topic: string;
  language: Locale;
  role: string | null;
  thread: number;
  since: number;
  version: number;
  next_date: string;
  next_at: number;
  done_date: string | null;
  paused: Cause | null;
  last_date: string | null;
  last_at: number | null;
  last_result: Result | null;
  last_code: number | null;
  last_message: string | null;
}

function lastOf({ last_result: result, last_date: date, last_at: at, last_code, last_message }: Row): Last | undefined {
  if (result === null || date === null || at === null) return undefined;
  return { result, date, at, ...(last_code && { code: last_code }), ...(last_message && { message: last_message }) };
}

/** A row as the rest of the house knows it. */
export function subscriptionOf(row: Row): Subscription {
  const { channel, guild, zone, time, since, version, role, done_date, paused } = row;
  const last = lastOf(row);
  return {
    ...{ channel, guild, since, version, locale: row.language, thread: row.thread === 1 },
    schedule: { zone, time, days: [...row.days].map(Number) },
    topic: topicOf(row.topic) ?? { all: true },
    next: { date: row.next_date, at: row.next_at },
    ...(role && { role }),
    ...(done_date && { done: done_date }),
    ...(paused && { paused }),
    ...(last && { last }),
  };
}

/** All of a guild's, the oldest first. */
export async function ofGuild(on: Queries, guild: string): Promise<Subscription[]> {
  const rows = await on.query<Row>('select * from daily_channels where guild = $1 order by since, channel', [guild]);
  return rows.map(subscriptionOf);
}

/** Writes settings down, with the next post under them; a pause ends. */
export async function save(
  on: Queries,
  place: { guild: string; channel: string },
  { schedule, topic, locale, role, thread }: Settings,
  next: Slot,
  now: number,
): Promise<Subscription> {
  const rows = await on.query<Row>(
    `insert into daily_channels (channel, guild, zone, time, days, topic, language, role, thread, since, version, next_date, next_at, leased_until)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $11, $12, 0)
     on conflict (channel) do update set guild = excluded.guild, zone = excluded.zone, time = excluded.time,
       days = excluded.days, topic = excluded.topic, language = excluded.language, role = excluded.role,
       thread = excluded.thread, version = daily_channels.version + 1, next_date = excluded.next_date,
       next_at = excluded.next_at, leased_until = 0, paused = null, noticed = null
     returning *`,
    [
      ...[place.channel, place.guild, schedule.zone, schedule.time, schedule.days.join(''), topicText(topic)],
      ...[locale, role ?? null, thread ? 1 : 0, now, next.date, next.at],
    ],
  );
  return subscriptionOf(rows[0]!);
}

/** Ends a channel's posts; what it was told stays, for the day it begins again. */
export async function remove(on: Queries, guild: string, channel: string): Promise<void> {
  await on.query('delete from daily_channels where channel = $1 and guild = $2', [channel, guild]);
}

/** Ends or begins a pause; somebody is to be told where that is news. */
export async function pause(on: Queries, channel: string, cause: Cause | undefined): Promise<void> {
  await on.query('update daily_channels set paused = $1, version = version + 1 where channel = $2', [
    cause ?? null,
    channel,
  ]);
}

/** Writes down what became of a day. */
export async function writeLast(
  on: Queries,
  channel: string,
  { date, at, result, code, message }: Last,
): Promise<void> {
  await on.query(
    `update daily_channels set last_date = $1, last_at = $2, last_result = $3, last_code = $4, last_message = $5
     where channel = $6`,
    [date, at, result, code ?? null, message ?? null, channel],
  );
}
