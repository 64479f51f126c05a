import { type FactIndex, sameTerm, termsOf } from './facts.ts';
import type { Understanding } from './understand.ts';
import type { Unit } from './units.ts';

/** How like a question is to those that facts are said to answer, 0…1. */
export interface Likeness {
  /** The likest of the fact's own questions. */
  toFact(id: number): number;
  /** The likest question of any fact of the attribute. */
  toAttribute(id: string): number;
  /** The likest question of any fact. */
  readonly most: number;
}

interface Question {
  readonly fact: number;
  readonly attr: string;
  readonly terms: ReadonlySet<string>;
}

/** Terms of what is asked, the names of entries left out. */
function termsAsked({ units, same }: Understanding): Set<string> {
  const written = units.filter((unit: Unit) => unit.stem !== '');
  return new Set([...termsOf(written), ...same.map(({ means }) => sameTerm(means))]);
}

function raise<Key>(best: Map<Key, number>, key: Key, likeness: number): void {
  if (likeness > (best.get(key) ?? 0)) best.set(key, likeness);
}

/** The questions that have a term. */
function postingsOf(questions: readonly Question[]): Map<string, number[]> {
  const postings = new Map<string, number[]>();
  for (const [at, { terms }] of questions.entries()) {
    for (const term of terms) {
      const known = postings.get(term);
      if (known) known.push(at);
      else postings.set(term, [at]);
    }
  }
  return postings;
}

/** Compares a question with all questions that facts are said to answer: the cosine of their terms, rare ones counting more. */
export function createLikeness({ all }: FactIndex): (understanding: Understanding) => Likeness {
  const questions: Question[] = all.flatMap(({ id, placed, questions: asked }) =>
    asked.map((terms) => ({ fact: id, attr: placed.fact.attr, terms })),
  );
  const postings = postingsOf(questions);
  const worth = (term: string) => Math.log(1 + questions.length / (1 + (postings.get(term)?.length ?? 0))) ** 2;
  const lengths = questions.map(({ terms }) => Math.sqrt([...terms].reduce((sum, term) => sum + worth(term), 0)));
  const shared = new Float64Array(questions.length);

  return (understanding) => {
    const met: number[] = [];
    let total = 0;
    for (const term of termsAsked(understanding)) {
      const weight = worth(term);
      total += weight;
      for (const at of postings.get(term) ?? []) {
        if (shared[at] === 0) met.push(at);
        shared[at]! += weight;
      }
    }
    const byFact = new Map<number, number>();
    const byAttribute = new Map<string, number>();
    for (const at of met) {
      const likeness = shared[at]! / (lengths[at]! * Math.sqrt(total));
      shared[at] = 0;
      raise(byFact, questions[at]!.fact, likeness);
      raise(byAttribute, questions[at]!.attr, likeness);
    }
    return {
      toFact: (id) => byFact.get(id) ?? 0,
      toAttribute: (id) => byAttribute.get(id) ?? 0,
      most: Math.max(0, ...byAttribute.values()),
    };
  };
}
