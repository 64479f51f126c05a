import type { Entry } from '../knowledge/entry.ts';
import type { Library } from '../knowledge/library.ts';
import { type FactIndex, type IndexedFact, termsOf } from './facts.ts';
import type { Understanding } from './understand.ts';

/** A fact that may answer: its BM25, and whether it is not of an entry that was named but of one about it. */
export interface Candidate {
  readonly fact: IndexedFact;
  readonly bm25: number;
  readonly related: boolean;
}

export type Candidates = (understanding: Understanding) => Candidate[];

const MOST_UNNAMED = 200;

/** Makes the choice of facts to weigh: those of the entries named and of findings about them, or those with its words. */
export function createCandidates(library: Library, index: FactIndex): Candidates {
  function aboutThem(named: ReadonlySet<Entry>): Entry[] {
    return [...named].flatMap(library.findingsOf).filter((entry) => !named.has(entry));
  }

  return ({ named, units, content }) => {
    const terms = termsOf(content.map((at) => units[at]!)).filter(index.has);
    const own = new Set(named.known.flatMap(({ entries }) => entries));
    const related = new Set(aboutThem(own));
    const bm25 = index.near(terms, ({ entry }) => own.size === 0 || own.has(entry) || related.has(entry));
    const of = (entries: Iterable<Entry>, isRelated: boolean) =>
      [...entries].flatMap(index.of).map((fact) => ({ fact, bm25: bm25.get(fact.id) ?? 0, related: isRelated }));
    if (own.size > 0) return [...of(own, false), ...of(related, true)];
    return [...bm25]
      .slice(0, MOST_UNNAMED)
      .map(([id, score]) => ({ fact: index.all[id]!, bm25: score, related: false }));
  };
}
