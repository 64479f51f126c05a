import type { Claim, Outcome } from '../outbox.ts';
import type { Queries } from '../store/store.ts';
import { forget } from './memory.ts';
import { type Cause, pause, type Result, writeLast } from './subscriptions.ts';

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json; 0 comes where Discord names none. */
const causes: Readonly<Record<number, Cause>> = {
  0: 'refused',
  10003: 'channel',
  10004: 'removed',
  50001: 'permissions',
  50013: 'permissions',
};

const resultOf: Record<Outcome['result'], Result> = { sent: 'sent', refused: 'refused', expired: 'missed' };

/**
 * Writes down what became of a daily post, in the transaction that settles it; posts that Discord will not have, for a
 * reason that people can mend, are paused.
 */
export async function settleDaily(
  within: Queries,
  { key, channel }: Claim,
  outcome: Outcome,
  now: number,
  count: (result: Result) => void,
): Promise<void> {
  const result = resultOf[outcome.result];
  const date = key.slice(-'YYYY-MM-DD'.length);
  const code = outcome.result === 'refused' ? { code: outcome.code } : {};
  const message = outcome.result === 'sent' ? { message: outcome.message } : {};
  await writeLast(within, channel, { result, date, at: now, ...code, ...message });
  if (outcome.result !== 'sent') await forget(within, channel, date);
  const cause = outcome.result === 'refused' ? causes[outcome.code] : undefined;
  if (cause) await pause(within, channel, cause);
  count(result);
}
