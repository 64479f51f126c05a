import { getEventListeners } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { repeat } from '../src/loop.ts';

/** A clock on which nobody waits. */
const clock = {
  now: () => 0,
  after(_: number, task: () => void) {
    const timer = setImmediate(task);
    return () => clearImmediate(timer);
  },
};

function logged() {
  const lines: string[] = [];
  return { lines, log: pino({ messageKey: 'text' }, { write: (line) => void lines.push(JSON.parse(line).text) }) };
}

test('rounds leave nothing behind on the signal that ends them', async () => {
  const listeners: number[] = [];
  const round = async (ending: AbortSignal) => void listeners.push(getEventListeners(ending, 'abort').length);
  const { stop } = repeat([{ failure: '', every: 1, round }], { clock, log: logged().log });
  await expect.poll(() => listeners.length).toBeGreaterThan(20);
  await stop();
  expect(new Set(listeners)).toEqual(new Set([0]));
});

test('what goes on failing is logged once, and again after it went well', async () => {
  const { lines, log } = logged();
  let rounds = 0;
  const round = async () => {
    rounds++;
    if (rounds !== 10) throw new Error('no');
  };
  const { stop } = repeat([{ failure: 'it failed', every: 1, round }], { clock, log });
  await expect.poll(() => rounds).toBeGreaterThan(20);
  await stop();
  expect(lines).toEqual(['it failed', 'it failed']);
});

test('stop waits for the round under way, and none begins after it', async () => {
  let begun = 0;
  let done = 0;
  const round = async () => {
    begun++;
    await turn();
    done++;
  };
  const { stop } = repeat([{ failure: '', every: 1, round }], { clock, log: logged().log });
  await stop();
  await turn();
  expect([begun, done]).toEqual([1, 1]);
});
