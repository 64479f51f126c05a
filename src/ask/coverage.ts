import type { Entry } from '../knowledge/entry.ts';
import { type FactIndex, type IndexedFact, sameTerm, termsOf } from './facts.ts';
import type { Understanding } from './understand.ts';
import { isNumber } from './units.ts';

/** How much of a question a fact covers. */
export interface Coverage {
  /** Share of the weight of all that was asked, 0…1. */
  readonly share: number;
  /** A number in the question is not in the fact. */
  readonly lacksNumber: boolean;
  /** The question asks for something that no fact of any entry tells, and this one does not either. */
  readonly lacksTopic: boolean;
  /** Another entry that is named is not in the fact. */
  readonly lacksName: boolean;
  /** A body such as Mars is named, of which its entry does not speak. */
  readonly lacksBody: boolean;
}

/** What a unit of the question weighs: a Han character; a word's least, the rest by how much it tells; another name. */
const HAN = 0.4;
const WORD = 0.7;
const NAME = 0.8;

/** The terms by which a unit is met: the word itself, or the pairs of Han characters that it is part of. */
function termsWith({ units }: Understanding, at: number): string[] {
  const [before, unit, after] = [units[at - 1], units[at]!, units[at + 1]];
  if (!unit.han) return [unit.stem];
  return [...(after?.han ? [unit.stem + after.stem] : []), ...(before?.han ? [before.stem + unit.stem] : [])];
}

/** Makes the measure of what facts cover of one question; `byPhrase` are places that a fact's attribute was asked by. */
export function createCoverage(index: FactIndex, understanding: Understanding) {
  const { units, named, asked, same, content } = understanding;
  const weightOf = (at: number): number => {
    const unit = units[at]!;
    if (unit.han) return HAN;
    return isNumber(unit) ? 1 : WORD + (1 - WORD) * index.weight(unit.stem);
  };
  const weights = content.map(weightOf);
  const wanted = content.map((at) => termsWith(understanding, at));
  const covers = (terms: { has(term: string): boolean }, order: number) =>
    wanted[order]!.some((term) => terms.has(term));
  const topics = asked.filter(({ means }) => !index.hasAttribute(means)).flatMap(({ places }) => places);
  const isTopic = new Set(topics);

  const bodies = same.flatMap(({ means }) => (index.isApart(means) ? [sameTerm(means)] : []));
  const speaksOf = (entry: Entry) => (term: string) =>
    index.of(entry).some((fact) => fact.terms.has(term) || fact.subject.has(term));

  function otherNames(entry: Entry): (readonly string[])[] {
    const spans = named.known.filter(({ entries }) => !entries.includes(entry));
    return spans.map(({ from, to }) => termsOf(units.slice(from, to).map((unit) => ({ ...unit, stem: unit.raw }))));
  }

  return function coverageOf(fact: IndexedFact, byPhrase: ReadonlySet<number>): Coverage {
    const bySame = new Set(same.flatMap(({ means, places }) => (fact.terms.has(sameTerm(means)) ? places : [])));
    let lacksName = false;
    const sum = { total: 0, covered: 0, lacksNumber: false, lacksTopic: false };
    for (const [order, at] of content.entries()) {
      const weight = weights[order]!;
      const meant = covers(fact.terms, order) || byPhrase.has(at) || bySame.has(at);
      const isSubject = !isNumber(units[at]!) && covers(fact.subject, order);
      sum.total += weight;
      sum.covered += meant || isSubject ? weight : 0;
      sum.lacksNumber ||= !meant && isNumber(units[at]!);
      sum.lacksTopic ||= !meant && isTopic.has(at);
    }
    for (const terms of otherNames(fact.entry)) {
      const isTold = terms.every((term) => fact.terms.has(term));
      sum.total += NAME;
      sum.covered += isTold ? NAME : 0;
      lacksName ||= !isTold;
    }
    const share = sum.total > 0 ? sum.covered / sum.total : byPhrase.size > 0 ? 1 : 0;
    return { ...sum, share, lacksName, lacksBody: bodies.some((term) => !speaksOf(fact.entry)(term)) };
  };
}
