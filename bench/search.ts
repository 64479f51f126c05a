import type { Benchmark, Row, Table } from './runner/benchmark.ts';
import { collectKnown } from './search/known.ts';
import { measure, type Questions, type Result } from './search/measure.ts';
import { loadNames } from './search/names.ts';
import { ceiling, peers, wentian } from './search/peers.ts';
import { makeQueries } from './search/queries.ts';
import { createRandom, type Random } from './search/random.ts';
import { makeNegatives, makeTraps } from './search/refusals.ts';

const SIZES = [500, 5_000, 50_000];
/** At this size only the engine itself is measured. */
const LARGEST = 500_000;
const OF_EACH_KIND = 200;
const NEGATIVES = 250;
const TRAPS = 250;

function makeQuestions(known: ReturnType<typeof collectKnown>, random: Random): Questions {
  return {
    queries: makeQueries(OF_EACH_KIND, known, random),
    negatives: makeNegatives(NEGATIVES, known, random),
    traps: makeTraps(TRAPS, known, random),
  };
}

const firsts = (places: readonly number[]): number => places.filter((place) => place === 1).length;

/** The engine's right first answers as a share of the ceiling's, on the queries that both were asked. */
function ofCeiling(own: Result, best: Result): number {
  return firsts(own.places.slice(0, best.places.length)) / firsts(best.places);
}

function compare(size: number, seed: number, systems: typeof peers): Table {
  const random = createRandom(seed);
  const { rows, source } = loadNames(size, random);
  const questions = makeQuestions(collectKnown(rows), random);
  const results = new Map(systems.map((peer) => [peer.name, measure(peer, rows, questions)]));
  const [own, best, fuse] = [wentian.name, ceiling.name, 'fuse.js'].map((name) => results.get(name));
  const withRatio = ({ row, p50, p99 }: Result): Row =>
    fuse ? { ...row, '× fuse p50': fuse.p50 / p50, '× fuse p99': fuse.p99 / p99 } : row;
  return {
    title: `${size} names (${source}), seed ${seed}`,
    rows: [...results.values()].map(withRatio),
    notes: [
      'By kind: share right at the first place. Negatives, traps: share without an answer. Milliseconds and MB.',
      ...(own && best
        ? [`Of the ceiling's right first answers the engine has ${ofCeiling(own, best).toFixed(3)}.`]
        : []),
      'Systems asked less than all were stopped by their time cap; queries of all kinds come in turn.',
    ],
  };
}

const benchmark: Benchmark = {
  describe: 'names to ids, against other search libraries on the same queries',
  async *run({ seed }) {
    for (const size of SIZES) yield compare(size, seed, peers);
    yield compare(LARGEST, seed, [wentian]);
  },
};

export default benchmark;
