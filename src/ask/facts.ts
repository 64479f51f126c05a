import MiniSearch from 'minisearch';
import type { Vocabulary } from '../knowledge/attributes.ts';
import { type Entry, factsOf, type PlacedFact } from '../knowledge/entry.ts';
import { textsOf } from '../knowledge/passages.ts';
import { createMatcher } from './patterns.ts';
import { type Forms, folded, type Unit, unitsOf } from './units.ts';

/** A fact, its entry, and what its words are for comparing. */
export interface IndexedFact {
  readonly id: number;
  readonly entry: Entry;
  readonly placed: PlacedFact;
  /** Stems of words, pairs of Han characters, and numbers of the fact's texts and dates. */
  readonly terms: ReadonlySet<string>;
}

/** The facts of a library, ready to be compared with questions. */
export interface FactIndex {
  readonly all: readonly IndexedFact[];
  of(entry: Entry): readonly IndexedFact[];
  /** Whether any fact has the term. */
  has(term: string): boolean;
  /** How much a term tells, 0…1: 1 for one that few facts have, or none. */
  weight(term: string): number;
  /** BM25 of facts that pass, by id. */
  near(terms: readonly string[], passes: (fact: IndexedFact) => boolean): ReadonlyMap<number, number>;
}

/** The term of a set of phrases that mean the same. */
export const sameTerm = (set: number): string => `=${set}`;

/** The terms of units: a stem a word, a pair for each two Han characters that stand together, and single ones too. */
export function termsOf(units: readonly Unit[]): string[] {
  return units.flatMap((unit, at) => {
    const next = units[at + 1];
    if (!unit.han) return [unit.stem];
    return next?.han && next.from === unit.to ? [unit.stem, unit.stem + next.stem] : [unit.stem];
  });
}

const dated = ({ fact: { when, asOf } }: PlacedFact): string =>
  [when, asOf]
    .flatMap((date) => date?.match(/\d+/g) ?? [])
    .map((digits) => String(Number(digits)))
    .join(' ');

/** Phrases that mean the same, by the number of their set. */
export function sameMatcher({ questions }: Vocabulary) {
  const phrases = questions.same.flatMap(({ en, zh }, set) => [...en, ...zh].map((phrase) => [phrase, set] as const));
  return createMatcher(phrases, questions.forms);
}

type Read = (text: string) => string[];

function reader(vocabulary: Vocabulary): Read {
  const match = sameMatcher(vocabulary);
  const forms: Forms = vocabulary.questions.forms;
  return (text) => {
    const units = unitsOf(folded(text), forms);
    return [...termsOf(units), ...match(units, []).map(({ means }) => sameTerm(means))];
  };
}

function indexed(entries: readonly Entry[], vocabulary: Vocabulary): IndexedFact[] {
  const read = reader(vocabulary);
  const placed = entries.flatMap((entry) => factsOf(entry).map((one) => ({ entry, placed: one })));
  return placed.map((one, id) => {
    const phase = one.placed.phase ? [one.placed.phase.names.en, one.placed.phase.names.zh] : [];
    const texts = [...textsOf(one.placed, vocabulary), ...phase, dated(one.placed)];
    return { id, ...one, terms: new Set(texts.flatMap(read)) };
  });
}

function frequencies(facts: readonly IndexedFact[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { terms } of facts) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

/** Indexes all facts by their terms: sets for what a fact covers, BM25 for which of several is nearest. */
export function createFactIndex(entries: readonly Entry[], vocabulary: Vocabulary): FactIndex {
  const all = indexed(entries, vocabulary);
  const byEntry = Map.groupBy(all, ({ entry }) => entry);
  const counts = frequencies(all);
  const search = new MiniSearch({
    fields: ['terms'],
    tokenize: (terms) => terms.split(' '),
    processTerm: (term) => term,
  });
  search.addAll(all.map(({ id, terms }) => ({ id, terms: [...terms].join(' ') })));
  const most = Math.log(1 + all.length);
  return {
    all,
    of: (entry) => byEntry.get(entry) ?? [],
    has: (term) => counts.has(term),
    weight: (term) => Math.log(1 + all.length / (1 + (counts.get(term) ?? 0))) / most,
    near(terms, passes) {
      if (terms.length === 0) return new Map();
      const found = search.search(terms.join(' '), { filter: ({ id }) => passes(all[id as number]!) });
      return new Map(found.map(({ id, score }) => [id as number, score]));
    },
  };
}
