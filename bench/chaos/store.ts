import { setTimeout as sleep } from 'node:timers/promises';
import { openStore } from '../../src/store/open.ts';
import type { Row, Table } from '../runner/benchmark.ts';
import { type Place, places } from './engines.ts';
import { kill, start } from './process.ts';

const writer = new URL('../../tests/store/writer.ts', import.meta.url);
/** So that each process's pairs have numbers of their own. */
const APART = 1_000_000;

/** What a process said it has kept before it was killed, at a moment that nobody chose. */
async function killedWriter(url: string, first: number): Promise<number[]> {
  const child = await start(writer, [url, String(first)]);
  let said = '';
  child.stdout!.on('data', (data) => (said += data));
  await sleep(Math.random() * 250);
  await kill(child);
  return said.split('\n').slice(0, -1).map(Number);
}

async function reopened(url: string): Promise<{ pairs: Map<number, number>; milliseconds: number }> {
  const from = performance.now();
  const store = await openStore(url);
  await store.query('select pair from halves limit 1');
  const milliseconds = performance.now() - from;
  const rows = await store.query<{ pair: number; halves: number }>(
    'select pair, count(*) as halves from halves group by pair',
  );
  await store.close();
  return { pairs: new Map(rows.map(({ pair, halves }) => [pair, halves])), milliseconds };
}

async function measure({ engine, url }: Place, kills: number): Promise<Row> {
  const store = await openStore(url);
  await store.query('create table halves (pair integer, half integer, primary key (pair, half))');
  await store.close();
  let longest = 0;
  let pairs = new Map<number, number>();
  const acknowledged: number[] = [];
  for (let round = 0; round < kills; round++) {
    acknowledged.push(...(await killedWriter(url, round * APART)));
    const found = await reopened(url);
    longest = Math.max(longest, found.milliseconds);
    pairs = found.pairs;
  }
  return {
    engine,
    kills,
    acknowledged: acknowledged.length,
    lost: acknowledged.filter((pair) => !pairs.has(pair)).length,
    'half-written': [...pairs.values()].filter((halves) => halves !== 2).length,
    'longest reopening ms': longest,
  };
}

/** Pairs of rows, each written in one transaction, by processes that are killed. */
export async function storeTable(kills: number): Promise<Table> {
  const rows: Row[] = [];
  for await (const place of places()) rows.push(await measure(place, kills));
  const notes = ['The writing process is killed; PostgreSQL’s own server goes on.'];
  return { title: 'Killed while writing pairs', rows, notes };
}
