import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Library } from '../src/knowledge/library.ts';
import type { Store } from '../src/store/store.ts';
import type { Benchmark, Row, Table } from './runner/benchmark.ts';
import {
  baseLibrary,
  filled,
  guildOf,
  moderationOn,
  nameOf,
  type Place,
  personOf,
  postgres,
  proposalOf,
  quantile,
  sqlite,
} from './store/moderation.ts';

const ADDED = 200;
const GUILDS = 100_000;
const EACH = 10;

const timesOf = (name: string, times: readonly number[]): Row => ({
  what: name,
  times: times.length,
  p50: quantile(times, 0.5),
  p99: quantile(times, 0.99),
  longest: Math.max(...times),
});

/** From the call that adds an entry until its name is found. */
async function addToSearchable(store: Store, base: Library, guild: string, from: number): Promise<number[]> {
  const own = moderationOn(store, base);
  const times: number[] = [];
  await own.view(guild);
  for (let number = from; number < from + ADDED; number++) {
    const start = performance.now();
    await own.add(personOf(guild), { kind: 'body', proposal: proposalOf(number) });
    const { library } = await own.view(guild);
    if (!library.meaning(nameOf(number)).entry) throw new Error(`${nameOf(number)} is not found`);
    times.push(performance.now() - start);
  }
  own.stop();
  return times;
}

async function measured(place: Place, base: Library, guilds: number, each: number): Promise<Row> {
  const store = await filled(place, guilds, each);
  try {
    const name = `${place.name}, ${each} in the guild, ${guilds * each} in all`;
    return timesOf(name, await addToSearchable(store, base, guildOf(0), 1_000_000));
  } finally {
    await store.close();
    await place.drop();
  }
}

const SIZES = [
  [1, 10],
  [1, 1000],
  [10_000, 10],
] as const;

async function adding(base: Library): Promise<Table> {
  const rows: Row[] = [];
  for (const [guilds, each] of SIZES) {
    rows.push(await measured(sqlite(), base, guilds, each));
    rows.push(await measured(await postgres(), base, guilds, each));
  }
  return { title: 'Add to searchable, in the same process (ms)', rows, notes: ['PostgreSQL runs without fsync here.'] };
}

async function foundBy(other: ChildProcess, name: string): Promise<number> {
  for (;;) {
    const [message] = (await once(other, 'message')) as [{ name: string; at: number }];
    if (message.name === name) return message.at;
  }
}

/** From the commit in one process until the other finds it. */
async function acrossProcesses(place: Place, base: Library): Promise<Row> {
  const guild = guildOf(0);
  const store = await filled(place, 1, EACH);
  const own = moderationOn(store, base);
  const other = fork(new URL('store/other.ts', import.meta.url), [place.url, guild]);
  await once(other, 'message');
  const times: number[] = [];
  for (let number = 0; number < ADDED; number++) {
    const name = nameOf(2_000_000 + number);
    other.send(name);
    const found = foundBy(other, name);
    await own.add(personOf(guild), { kind: 'body', proposal: proposalOf(2_000_000 + number) });
    const committed = performance.timeOrigin + performance.now();
    times.push(Math.max(0, (await found) - committed));
  }
  other.disconnect();
  own.stop();
  await store.close();
  await place.drop();
  return timesOf(`${place.name}, two processes`, times);
}

const megabytes = (bytes: number) => bytes / 1e6;

function memory(what: string, guilds: number): Row {
  globalThis.gc?.();
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
  return { what, guilds, heap: megabytes(heapUsed), buffers: megabytes(arrayBuffers), rss: megabytes(rss) };
}

/** Every guild is looked at once, and a name searched for in it. */
async function manyGuilds(base: Library): Promise<Table> {
  const place = sqlite();
  const store = await filled(place, GUILDS, EACH);
  const own = moderationOn(store, base);
  const rows = [memory('before', 0)];
  const times: number[] = [];
  for (let guild = 0; guild < GUILDS; guild++) {
    const start = performance.now();
    const { library } = await own.view(guildOf(guild));
    library.meaning(nameOf(guild % EACH));
    times.push(performance.now() - start);
    if (guild === 999 || guild === 9999) rows.push(memory('one after another', guild + 1));
  }
  rows.push(memory('one after another', GUILDS));
  own.stop();
  await store.close();
  await place.drop();
  const first = `first look at a guild: p50 ${quantile(times, 0.5).toFixed(2)} ms, p99 ${quantile(times, 0.99).toFixed(2)} ms`;
  const notes = [`${GUILDS} guilds of ${EACH} entries each, in one SQLite file; ${first}.`];
  return { title: 'Memory of guilds in use (MB)', rows, notes };
}

const benchmark: Benchmark = {
  describe: 'entries of guilds: how soon an added one is found, and what many guilds cost',
  async *run() {
    const base = baseLibrary();
    yield await adding(base);
    const rows = [await acrossProcesses(await postgres(), base), await acrossProcesses(sqlite(), base)];
    yield { title: 'From the commit to found in another process (ms)', rows };
    yield await manyGuilds(base);
  },
};

export default benchmark;
