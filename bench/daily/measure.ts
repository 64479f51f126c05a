import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../src/clock.ts';
import { createMemory } from '../../src/daily/memory.ts';
import { type Planning, planDue } from '../../src/daily/plan.ts';
import { deliver } from '../../src/delivery.ts';
import type { Library } from '../../src/knowledge/library.ts';
import { createLog } from '../../src/log.ts';
import { claim } from '../../src/outbox.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import type { Row } from '../runner/benchmark.ts';
import { fill } from './fill.ts';

const part = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

/** Wall-clock and processor time of a task, in milliseconds. */
async function timed(task: () => Promise<unknown>): Promise<{ wall: number; cpu: number }> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  await task();
  const { user, system } = process.cpuUsage(before);
  return { wall: performance.now() - start, cpu: (user + system) / 1000 };
}

async function open(url: string): Promise<Store> {
  const store = await openStore(url);
  await migrate(store);
  return store;
}

const clockAt = (at: number): Clock => ({ now: () => at, after: () => () => {} });

async function planningOf(store: Store, library: Library, clock: Clock): Promise<Planning> {
  const libraryOf = () => library;
  const memory = createMemory(store, libraryOf);
  return { store, clock, memory, libraryOf, log: await createLog('error'), count: () => {} };
}

/** Planning for all channels of a database at once, and then claiming from an outbox of that size. */
export async function planAndClaim(
  url: string,
  library: Library,
  channels: number,
  told: readonly string[],
): Promise<Row> {
  const store = await open(url);
  const now = Date.now();
  await fill(store, channels, now, told);
  const planning = await planningOf(store, library, clockAt(now));
  const blocks: number[] = [];
  const { wall, cpu } = await timed(async () => {
    for (let planned = -1; planned !== 0; ) {
      const start = performance.now();
      planned = await planDue(planning);
      blocks.push(performance.now() - start);
    }
  });
  const claims: number[] = [];
  for (let round = 0; round < 50; round++) {
    const start = performance.now();
    await claim(store, { now: now + 60_000, limit: 40, lease: 30_000, rate: 1000 });
    claims.push(performance.now() - start);
  }
  await store.close();
  return {
    channels,
    'told before': told.length,
    'all planned, s': wall / 1000,
    'cpu a post': cpu / channels,
    'batch of 20 p50': part(blocks, 0.5),
    'batch p99': part(blocks, 0.99),
    'claim of 40 p50': part(claims, 0.5),
    'claim p99': part(claims, 0.99),
  };
}

/** Posts that are due together, sent at the rate that Discord allows to a messenger that answers at once. */
export async function lateness(url: string, library: Library, channels: number): Promise<Row> {
  const store = await open(url);
  const at = Date.now();
  await fill(store, channels, at);
  const clock: Clock = { now: Date.now, after: () => () => {} };
  const planning = await planningOf(store, library, clock);
  const late: number[] = [];
  const messenger = {
    send: async () => ({ id: String(late.push(Date.now() - at)) }),
    find: async () => undefined,
  };
  const delivery = { store, messenger, clock, log: await createLog('error') };
  const { cpu } = await timed(async () => {
    const plan = async () => {
      while ((await planDue(planning)) > 0);
    };
    const send = async () => {
      while (late.length < channels) if ((await deliver(delivery)) === 0) await sleep(100);
    };
    await Promise.all([plan(), send(), send()]);
  });
  await store.close();
  const seconds = Math.max(...late) / 1000;
  return {
    channels,
    'a second': channels / seconds,
    'late p50, s': part(late, 0.5) / 1000,
    'late p99, s': part(late, 0.99) / 1000,
    'cpu a post, planned and sent': cpu / channels,
  };
}
