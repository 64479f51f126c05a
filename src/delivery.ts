import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from './clock.ts';
import type { Logger } from './log.ts';
import { repeat, type Work } from './loop.ts';
import { type Claim, claim, LONGEST_HOLD, nonceOf, type Outcome, postpone, prune, settle } from './outbox.ts';
import { type Messenger, SendRefused } from './reply/messenger.ts';
import type { Queries, Store } from './store/store.ts';

export interface Delivery {
  store: Store;
  messenger: Messenger;
  /** What posts are due by, and what polling goes by. */
  clock: Clock;
  log: Logger;
  /** Told of each outcome once, in the transaction that writes it down. */
  settled?: (within: Queries, claim: Claim, outcome: Outcome) => Promise<void>;
  /** Milliseconds to wait after so many attempts; from 2 s doubling to a minute unless told. */
  pause?: (attempts: number) => number;
  /** Milliseconds, at most 60,000, after which another process takes over from one that died; 30,000 unless told. */
  lease?: number;
}

const POLL = 1000;
const BATCH = 40;
/** Of 50 requests a second that Discord allows; the rest is for answers and for looking into histories. */
const RATE = 40;
const LEASE = 30_000;
/** No attempt goes on in the last part of its lease. */
const USED = 0.9;
/** Discord honours a nonce for "the past few minutes": after one, the history is asked. */
const NONCE_WINDOW = 60_000;
/** Our clock and Discord's may differ. */
const SKEW = 10 * 60_000;
const MOST_REFUSALS = 3;
const HOUR = 60 * 60_000;
const KEPT = 30 * 24 * HOUR;

/** Spread a little, so that what failed together does not come back together. */
const doubling = (attempts: number): number =>
  Math.min(2000 * 2 ** (attempts - 1), LONGEST_HOLD / 1.2) * (0.8 + Math.random() * 0.4);

/** A missing permission or channel can be mended; a message that Discord does not understand can not. */
const isMendable = ({ status }: SendRefused) => status === 403 || status === 404;

interface Retry {
  result: 'retry';
  refusals: number;
  error: unknown;
}

function failureOf(error: unknown, { refusals }: Claim): Outcome | Retry {
  if (!(error instanceof SendRefused)) return { result: 'retry', refusals, error };
  if (!isMendable(error) || refusals + 1 >= MOST_REFUSALS) return { result: 'refused', code: error.code };
  return { result: 'retry', refusals: refusals + 1, error };
}

/** The message of an earlier attempt that Discord may have taken without our knowing, where the nonce cannot tell any more. */
async function earlier({ messenger }: Delivery, claimed: Claim, now: number, signal: AbortSignal) {
  const { attempts, triedAt, channel, marker } = claimed;
  const isOld = Math.abs(now - triedAt) > NONCE_WINDOW || now > (claimed.expires ?? now);
  if (attempts === 1 || !isOld) return undefined;
  return messenger.find(channel, marker, Math.min(now, triedAt) - SKEW, signal);
}

async function attempt(delivery: Delivery, claimed: Claim, signal: AbortSignal): Promise<Outcome | Retry> {
  const { messenger, clock } = delivery;
  const { channel, message, key, expires = Number.POSITIVE_INFINITY } = claimed;
  try {
    const found = await earlier(delivery, claimed, clock.now(), signal);
    if (!found && clock.now() > expires) return { result: 'expired' };
    const { id } = found ?? (await messenger.send(channel, message, { nonce: nonceOf(key), signal }));
    return { result: 'sent', message: id };
  } catch (error) {
    return failureOf(error, claimed);
  }
}

async function record(delivery: Delivery, claimed: Claim, outcome: Outcome | Retry): Promise<void> {
  const { store, clock, log, pause = doubling, settled } = delivery;
  const { key, kind, channel, attempts } = claimed;
  if (outcome.result === 'retry') {
    log.warn({ key, kind, channel, attempts, error: outcome.error }, 'a post could not be sent: it is tried again');
    const { refusals } = outcome;
    return postpone(store, { ...claimed, refusals }, clock.now() + Math.round(pause(attempts)));
  }
  const isNews = await store.transaction(async (within) => {
    const isFirst = await settle(within, claimed, outcome, clock.now());
    if (isFirst) await settled?.(within, claimed, outcome);
    return isFirst;
  });
  if (isNews) log.info({ key, kind, channel, attempts, ...outcome }, 'a post is settled');
}

/** Without an outcome in the database, the lease ends and the post is claimed again: nothing to do but to say so. */
async function carryOut(delivery: Delivery, claimed: Claim, ends: number): Promise<void> {
  await sleep(claimed.wait);
  const left = Math.floor(ends - performance.now());
  if (left <= 0) return;
  try {
    await record(delivery, claimed, await attempt(delivery, claimed, AbortSignal.timeout(left)));
  } catch (error) {
    delivery.log.error({ key: claimed.key, error }, 'what became of a post could not be written down');
  }
}

/**
 * Claims what is due and sends it: each post once, whatever process dies at whatever point. Resolves to how many were
 * claimed, when all of them are dealt with. Throws `StoreUnavailable`.
 */
export async function deliver(delivery: Delivery): Promise<number> {
  const { store, clock, lease = LEASE } = delivery;
  const ends = performance.now() + lease * USED;
  const claims = await claim(store, { now: clock.now(), limit: BATCH, lease, rate: RATE });
  await Promise.all(claims.map((claimed) => carryOut(delivery, claimed, ends)));
  return claims.length;
}

/**
 * Delivers from now on, and forgets what was settled a month ago. `stop` waits for what is under way. Two batches
 * overlap, so that a slow answer of Discord's does not hold up the next turns.
 */
export function startDelivery(delivery: Delivery): { stop(): Promise<void> } {
  const { store, clock } = delivery;
  const delivering: Work = {
    failure: 'posts cannot be claimed: it is tried every second',
    every: POLL,
    async round(ending) {
      while (!ending.aborted && (await deliver(delivery)) > 0);
    },
  };
  const pruning: Work = {
    failure: 'posts of a month ago could not be forgotten',
    every: HOUR,
    round: () => prune(store, clock.now() - KEPT),
  };
  return repeat([delivering, delivering, pruning], delivery);
}
