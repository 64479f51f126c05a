import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Row as Rows } from '../../src/search/index.ts';
import type { Row } from '../runner/benchmark.ts';
import type { Answer, Peer } from './peers.ts';
import type { Query } from './query.ts';

/** What every system is asked, in this order. */
export interface Questions {
  readonly queries: readonly Query[];
  readonly negatives: readonly string[];
  readonly traps: readonly string[];
}

/** How one system did: its line of the table, and the places of right answers by query. */
export interface Result {
  readonly row: Row;
  readonly places: readonly number[];
  readonly p50: number;
  readonly p99: number;
}

setFlagsFromString('--expose_gc');
const collectGarbage = runInNewContext('gc') as () => void;

function memory(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

const quantile = (sorted: Float64Array, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

interface Asked {
  answers: Answer[];
  times: number[];
}

/** Asks one after another until the cap is spent; three first questions only warm up. */
function ask(find: (text: string) => Answer, texts: readonly string[], cap: number, warm: boolean): Asked {
  const asked: Asked = { answers: [], times: [] };
  for (const text of texts.slice(0, warm ? 500 : 0)) find(text);
  const end = performance.now() + cap;
  for (const text of texts) {
    const start = performance.now();
    if (start > end) break;
    asked.answers.push(find(text));
    asked.times.push(performance.now() - start);
  }
  return asked;
}

const share = (count: number, all: number): number | string => (all === 0 ? '–' : count / all);

function recalls(queries: readonly Query[], places: readonly number[]): Row {
  const kinds = [...new Set(queries.map(({ kind }) => kind))];
  const first = (kind: string) => {
    const of = places.filter((_, at) => queries[at]!.kind === kind);
    return [kind, share(of.filter((place) => place === 1).length, of.length)];
  };
  return {
    'R@1': share(places.filter((place) => place === 1).length, places.length),
    'R@5': share(places.filter((place) => place > 0).length, places.length),
    MRR: share(
      places.reduce((sum, place) => sum + (place > 0 ? 1 / place : 0), 0),
      places.length,
    ),
    ...Object.fromEntries(kinds.map(first)),
  };
}

const refused = (answers: readonly Answer[]): number | string =>
  share(answers.filter(({ answers: any }) => !any).length, answers.length);

/** Builds one system, asks it everything and sums up. */
export function measure(peer: Peer, rows: readonly Rows[], { queries, negatives, traps }: Questions): Result {
  const before = memory();
  const start = performance.now();
  const find = peer.build(rows);
  const build = performance.now() - start;
  const heap = memory() - before;
  const [cap, warm] = [peer.cap ?? Number.POSITIVE_INFINITY, peer.cap === undefined];
  const main = ask(
    find,
    queries.map(({ text }) => text),
    cap,
    warm,
  );
  const [foreign, near] = [negatives, traps].map((texts) => ask(find, texts, cap / 4, false)) as [Asked, Asked];
  const places = main.answers.map(({ ids }, at) => ids.findIndex((id) => queries[at]!.isRight(id)) + 1);
  const times = Float64Array.from([...main.times, ...foreign.times, ...near.times]).sort();
  const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)];
  const row = {
    system: peer.name,
    asked: `${times.length}/${queries.length + negatives.length + traps.length}`,
    ...recalls(queries, places),
    negatives: refused(foreign.answers),
    traps: refused(near.answers),
    p50,
    p99,
    longest: times.at(-1) ?? 0,
    build,
    heap,
  };
  return { row, places, p50, p99 };
}
