import { createHash, randomUUID } from 'node:crypto';
import { Message as Body } from './limits.ts';
import { bodyOf, type Message } from './reply/messenger.ts';
import type { Queries, Store } from './store/store.ts';

/** A message that is to be sent once. */
export interface Post {
  /** What it is, so that it is planned once: `daily:<channel>:<local date>`. */
  key: string;
  /** Whose it is: `daily`, `review`, … */
  kind: string;
  /** A channel's id, or `user:ID`. */
  channel: string;
  message: Message;
  /** The custom id of one of its buttons, or its content: by this and nothing else is it known in the channel's history. */
  marker: string;
  /** Milliseconds since 1970. */
  due: number;
  /** Not sent any more after this, in milliseconds since 1970. */
  expires?: number;
}

/** A post that this process alone may send until its lease ends. */
export interface Claim extends Post {
  lease: string;
  /** How often it was claimed, this time included. */
  attempts: number;
  /** How often Discord has refused it. */
  refusals: number;
  /** When it was first claimed, in milliseconds since 1970. */
  triedAt: number;
  /** Milliseconds from the claim to its turn. */
  wait: number;
}

/** What has become of a post in the end. */
export type Outcome =
  | { result: 'sent'; message: string }
  /** Discord refuses it for good; `code` is its JSON error code. */
  | { result: 'refused'; code: number }
  | { result: 'expired' };

export interface Claiming {
  /** The time that posts are due by: the clock service's. */
  now: number;
  /** At most so many. */
  limit: number;
  /** Milliseconds, at most 60,000. */
  lease: number;
  /** Messages a second, over all processes; Discord allows a bot 50 requests. */
  rate: number;
}

/** The longest lease, and the longest pause after a failure: what is held for longer was held by a clock since set back. */
export const LONGEST_HOLD = 60_000;
/** Turns are given this far ahead. */
const HORIZON = 2000;

const isMarked = ({ content, components = [] }: Message, marker: string): boolean =>
  content === marker ||
  components.some((row) => row.components.some((part) => 'custom_id' in part && part.custom_id === marker));

/**
 * Plans a post, in the transaction of what it comes from; false if there is one with its key already. Throws where the
 * message breaks one of Discord's limits or does not carry its marker.
 */
export async function plan(on: Queries, post: Post): Promise<boolean> {
  const { key, kind, channel, message, marker, due, expires = null } = post;
  Body.parse(bodyOf(message));
  if (!isMarked(message, marker)) throw new Error(`a post of kind ${kind} does not carry its marker`);
  const planned = await on.query(
    `insert into outbox (key, kind, channel, message, marker, due, expires, state, attempts, refusals, retry_at, leased_until)
     values ($1, $2, $3, $4, $5, $6, $7, 'planned', 0, 0, 0, 0) on conflict do nothing returning key`,
    [key, kind, channel, JSON.stringify(message), marker, due, expires],
  );
  return planned.length > 0;
}

/** Takes back a post that nobody has tried to send yet; false if it is too late. */
export async function withdraw(on: Queries, key: string): Promise<boolean> {
  const rows = await on.query(
    `delete from outbox where key = $1 and state = 'planned' and attempts = 0 returning key`,
    [key],
  );
  return rows.length > 0;
}

/** 25 characters that are the same for the same post: what Discord knows a repeated message by. */
export const nonceOf = (key: string): string => createHash('sha256').update(key).digest('base64url').slice(0, 25);

interface Turns {
  first: number;
  count: number;
  interval: number;
}

/** The next free turns within the horizon, by the database's clock; its row keeps other claims waiting until the commit. */
async function turnsFrom(within: Queries, now: number, { limit, rate }: Claiming): Promise<Turns> {
  const [budget] = await within.query<{ next: number }>(
    `insert into budgets (name, next) values ('send', $1) on conflict (name) do update
     set next = case when budgets.next between $1 and $2 then budgets.next else excluded.next end returning next`,
    [now, now + 2 * HORIZON],
  );
  const interval = Math.ceil(1000 / rate);
  const free = Math.floor((now + HORIZON - budget!.next) / interval);
  return { first: budget!.next, count: Math.max(0, Math.min(limit, free)), interval };
}

interface Row {
  key: string;
  kind: string;
  channel: string;
  message: string;
  marker: string;
  due: number;
  expires: number | null;
  attempts: number;
  refusals: number;
  tried_at: number;
}

/** Due by the clock service (`$1`), and neither paused nor leased (`$2`, by the database's clock). */
const OPEN = `state = 'planned' and due <= $1 and (retry_at <= $1 or retry_at > $1 + ${2 * LONGEST_HOLD})
  and (leased_until <= $2 or leased_until > $2 + ${2 * LONGEST_HOLD})`;

const CLAIM = `with chosen as materialized (
    select key from outbox where ${OPEN} order by due, key limit $5 for update skip locked)
  update outbox set leased_until = $3, lease = $4, attempts = attempts + 1, tried_at = coalesce(tried_at, $1)
  where key in (select key from chosen)
  returning key, kind, channel, message, marker, due, expires, attempts, refusals, tried_at`;

function claimOf({ expires, message, tried_at, ...row }: Row, lease: string, wait: number): Claim {
  return { ...row, ...(expires !== null && { expires }), message: JSON.parse(message), triedAt: tried_at, lease, wait };
}

const isSooner = (one: Row, other: Row) => one.due - other.due || (one.key < other.key ? -1 : 1);

/**
 * The most overdue posts, each with its turn within the rate. A lease goes by the database's clock: when it has ended
 * without an outcome, the post can be claimed again. Any number of processes may claim.
 */
export async function claim(store: Store, claiming: Claiming): Promise<Claim[]> {
  const isOpen = `select key from outbox where ${OPEN} limit 1`;
  if ((await store.query(isOpen, [claiming.now, await store.now()])).length === 0) return [];
  return store.transaction(async (within) => {
    const now = await within.now();
    const { first, count, interval } = await turnsFrom(within, now, claiming);
    if (count === 0) return [];
    const lease = randomUUID();
    const until = now + Math.min(claiming.lease, LONGEST_HOLD);
    const rows = await within.query<Row>(CLAIM, [claiming.now, now, until, lease, count]);
    await within.query(`update budgets set next = $1 where name = 'send'`, [first + rows.length * interval]);
    return rows.sort(isSooner).map((row, turn) => claimOf(row, lease, first - now + turn * interval));
  });
}

/**
 * Writes down what has become of a post; false if that is known already, or if it is somebody else's by now (what was
 * sent is sent, whosever it is).
 */
export async function settle(within: Queries, { key, lease }: Claim, outcome: Outcome, now: number): Promise<boolean> {
  const rows = await within.query(
    `update outbox set state = $1, message_id = $2, code = $3, settled_at = $4
     where key = $5 and state = 'planned' and ($1 = 'sent' or lease = $6) returning key`,
    [
      outcome.result,
      outcome.result === 'sent' ? outcome.message : null,
      outcome.result === 'refused' ? outcome.code : null,
      now,
      key,
      lease,
    ],
  );
  return rows.length > 0;
}

/** Gives a post back, to be claimed again from `retryAt` (by the clock service) on. */
export async function postpone(on: Queries, claimed: Claim, retryAt: number): Promise<void> {
  const { key, lease, refusals } = claimed;
  await on.query(
    `update outbox set leased_until = 0, lease = null, retry_at = $1, refusals = $2
     where key = $3 and state = 'planned' and lease = $4`,
    [retryAt, refusals, key, lease],
  );
}

/** Forgets posts that were settled before a time. */
export async function prune(on: Queries, before: number): Promise<void> {
  await on.query(`delete from outbox where state <> 'planned' and settled_at < $1`, [before]);
}
