import type { Entry } from '../knowledge/entry.ts';
import type { Library } from '../knowledge/library.ts';
import { type FactIndex, type IndexedFact, termsOf } from './facts.ts';
import type { Understanding } from './understand.ts';

/** A fact that may answer: its BM25 as a share of the best, and whether it is not of an entry that was named but of one about it. */
export interface Candidate {
  readonly fact: IndexedFact;
  readonly bm25: number;
  readonly related: boolean;
}

export type Candidates = (understanding: Understanding) => Candidate[];

const MOST_UNNAMED = 60;

/** Makes the choice of facts to weigh: those of the entries named and of findings about them, or those with its words. */
export function createCandidates(library: Library, index: FactIndex): Candidates {
  function aboutThem(named: ReadonlySet<Entry>): Entry[] {
    return [...named].flatMap(library.findingsOf).filter((entry) => !named.has(entry));
  }

  return ({ named, units, content }) => {
    const terms = termsOf(content.map((at) => units[at]!)).filter(index.has);
    const own = new Set(named.known.flatMap(({ entries }) => entries));
    const bm25 = index.near(terms);
    if (own.size === 0)
      return withShares(
        nearest(bm25).map((id) => ({ fact: index.all[id]!, related: false })),
        bm25,
      );
    const of = (entries: Iterable<Entry>, related: boolean) =>
      [...entries].flatMap(index.of).map((fact) => ({ fact, related }));
    return withShares([...of(own, false), ...of(new Set(aboutThem(own)), true)], bm25);
  };
}

function nearest(bm25: ReadonlyMap<number, number>): number[] {
  const best = [...bm25].toSorted(([, one], [, other]) => other - one);
  return best.slice(0, MOST_UNNAMED).map(([id]) => id);
}

function withShares(facts: readonly Omit<Candidate, 'bm25'>[], bm25: ReadonlyMap<number, number>): Candidate[] {
  const scores = facts.map(({ fact }) => bm25.get(fact.id) ?? 0);
  const best = Math.max(1, ...scores);
  return facts.map((one, at) => ({ ...one, bm25: scores[at]! / best }));
}
