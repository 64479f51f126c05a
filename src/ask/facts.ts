import type { Attribute, Vocabulary } from '../knowledge/attributes.ts';
import { type Entry, factsOf, type PlacedFact } from '../knowledge/entry.ts';
import { textsOf } from '../knowledge/passages.ts';
import { createMatcher, type Matcher } from './patterns.ts';
import { createLexicon, createTally, type Lexicon, type Shares } from './shares.ts';
import { folded, type Stem, type Unit, unitsOf } from './units.ts';

/** A fact, its entry, and what its words are for comparing. */
export interface IndexedFact {
  readonly id: number;
  readonly entry: Entry;
  readonly placed: PlacedFact;
  /** Terms of what its entry is: names, type, operator. They say nothing beyond it. */
  readonly subject: ReadonlySet<string>;
  /**
   * Stems of words, pairs of Han characters, and numbers of the fact's texts, its dates and the questions that it is said
   * to answer; with each the share of these questions that have it.
   */
  readonly terms: Shares;
  /** Those of the fact's texts and dates alone. */
  readonly told: Shares;
  /** Whether it is said which questions it answers. */
  readonly isTaught: boolean;
}

/** The facts of a library, ready to be compared with questions. */
export interface FactIndex {
  readonly all: readonly IndexedFact[];
  readonly lexicon: Lexicon;
  of(entry: Entry): readonly IndexedFact[];
  /** What is known of an attribute. */
  attribute(id: string): Attribute | undefined;
  /** Whether any fact is of the attribute, here or in what it stands on. */
  hasAttribute(id: string): boolean;
  /** Whether what a set of phrases means is never meant by its like. */
  isApart(set: number): boolean;
  /** Whether any fact has the term. */
  has(term: string): boolean;
  /** How much a term tells, 0…1: 1 for one that few facts have, or none. */
  weight(term: string): number;
  /** How many entries have the term in a fact. */
  spread(term: string): number;
  /** All facts that have all of the terms. */
  having(terms: readonly string[]): readonly IndexedFact[];
  /** BM25 by id of all facts that have one of the terms. */
  near(terms: readonly string[]): ReadonlyMap<number, number>;
}

/** The term of a set of phrases that mean the same. */
export const sameTerm = (set: number): string => `=${set}`;

/** The terms that begin at a unit: its stem, and a pair for two Han characters that stand together. */
export function termsAt(units: readonly Unit[], at: number): string[] {
  const [unit, next] = [units[at]!, units[at + 1]];
  if (!unit.han) return [unit.stem];
  return next?.han && next.from === unit.to ? [unit.stem, unit.stem + next.stem] : [unit.stem];
}

/** All terms of units. */
export const termsOf = (units: readonly Unit[]): string[] => units.flatMap((_, at) => termsAt(units, at));

const dated = ({ fact: { when, asOf } }: PlacedFact): string =>
  [when, asOf]
    .flatMap((date) => date?.match(/\d+/g) ?? [])
    .map((digits) => String(Number(digits)))
    .join(' ');

/** Phrases that mean the same, by the number of their set. */
export function sameMatcher({ questions }: Vocabulary, stemOf: Stem) {
  const phrases = questions.same.flatMap(({ en, zh }, set) => [...en, ...zh].map((phrase) => [phrase, set] as const));
  return createMatcher(phrases, stemOf);
}

const subjectTexts = ({ names, type, operator }: Entry): string[] => [
  names.en,
  names.zh,
  ...names.aliases,
  ...[type, operator].flatMap((text) => (text ? [text.en, text.zh] : [])),
];

/** The terms of a text. */
export type Read = (text: string) => string[];

/** Makes the function that reads the terms of a text, phrases that mean the same (`same`) among them. */
export function createReader(same: Matcher<number>, stemOf: Stem): Read {
  return (text) => {
    const units = unitsOf(folded(text), stemOf);
    const terms = termsOf(units);
    for (const { means } of same(units, [])) terms.push(sameTerm(means));
    return terms;
  };
}

/** What a term is worth that the fact itself has, beside the share of its questions; and where there are none. */
const TOLD = { beside: 0.1, alone: 0.5 };

/** Half of the questions are in each language: a term of one is in at most half of all. */
const LANGUAGES = 2;

/** Makes the function that says what each term is worth to a fact. */
function createWorth(lexicon: Lexicon) {
  const tally = createTally(lexicon);
  const idsOf = (terms: readonly string[]) => new Set(terms.map(lexicon.idOf));

  return function worthOf(told: readonly string[], questions: readonly (readonly string[])[]) {
    const own = idsOf(told);
    for (const id of own) tally.add(id, 1);
    const toldAlone = tally.take();
    for (const id of own) tally.add(id, questions.length > 0 ? TOLD.beside : TOLD.alone);
    const share = LANGUAGES / Math.max(LANGUAGES, questions.length);
    for (const terms of questions) {
      for (const id of idsOf(terms)) tally.add(id, share);
    }
    return { told: toldAlone, terms: tally.take() };
  };
}

function indexed(entries: readonly Entry[], vocabulary: Vocabulary, read: Read, lexicon: Lexicon): IndexedFact[] {
  const placed = entries.flatMap((entry) => factsOf(entry).map((one) => ({ entry, placed: one })));
  const subjects = new Map(entries.map((entry) => [entry, new Set(subjectTexts(entry).flatMap(read))]));
  const worthOf = createWorth(lexicon);
  return placed.map((one, id) => {
    const phase = one.placed.phase ? [one.placed.phase.names.en, one.placed.phase.names.zh] : [];
    const { en = [], zh = [] } = one.placed.fact.asked ?? {};
    const told = [...textsOf(one.placed, vocabulary), ...phase, dated(one.placed)].flatMap(read);
    const questions = [...en, ...zh].map(read);
    const isTaught = questions.length > 0;
    return { id, ...one, subject: subjects.get(one.entry)!, ...worthOf(told, questions), isTaught };
  });
}

const NOWHERE = new Uint32Array();

/** Makes the function that finds the facts of a term; they lie one term's after the other's. */
function createPostings(facts: readonly IndexedFact[], lexicon: Lexicon): (term: string) => Uint32Array {
  const { size } = lexicon;
  const ends = new Uint32Array(size + 1);
  for (const { terms } of facts) {
    for (const id of terms.ids) ends[id + 1]!++;
  }
  for (let id = 0; id < size; id++) ends[id + 1]! += ends[id]!;
  const next = ends.slice();
  const places = new Uint32Array(ends[size]!);
  for (const { id, terms } of facts) {
    for (const term of terms.ids) places[next[term]!++] = id;
  }
  return (term) => {
    const id = lexicon.find(term);
    return id === undefined || id >= size ? NOWHERE : places.subarray(ends[id], ends[id + 1]);
  };
}

/** How much the length of a fact counts in BM25, and how soon a term's repetitions stop to: each is there once. */
const B = 0.75;
const K = 1.2;

/**
 * Indexes all facts by their terms, for what a fact covers and, by BM25, which of several is nearest; `base` is what a
 * guild's own stand on.
 */
export function createFactIndex(
  entries: readonly Entry[],
  vocabulary: Vocabulary,
  read: Read,
  base?: FactIndex,
): FactIndex {
  const lexicon = createLexicon();
  const all = indexed(entries, vocabulary, read, lexicon);
  const byEntry = Map.groupBy(all, ({ entry }) => entry);
  const used = new Set(all.map(({ placed }) => placed.fact.attr));
  const withTerm = createPostings(all, lexicon);
  const average = all.reduce((sum, { terms }) => sum + terms.ids.length, 0) / Math.max(1, all.length);
  const shares = all.map(({ terms }) => (K + 1) / (1 + K * (1 - B + (B * terms.ids.length) / average)));
  const rarity = (term: string) => Math.log(1 + all.length / (1 + withTerm(term).length));
  const most = Math.log(1 + all.length);
  return {
    all,
    lexicon,
    of: (entry) => byEntry.get(entry) ?? [],
    attribute: (id) => vocabulary.attributes.get(id),
    hasAttribute: (id) => used.has(id) || (base?.hasAttribute(id) ?? false),
    isApart: (set) => vocabulary.questions.same[set]?.apart ?? false,
    has: (term) => withTerm(term).length > 0,
    weight: (term) => rarity(term) / most,
    spread: (term) => new Set(Array.from(withTerm(term), (id) => all[id]!.entry)).size,
    having(terms) {
      const rarest = terms.toSorted((one, other) => rarity(other) - rarity(one))[0] ?? '';
      const facts = Array.from(withTerm(rarest), (id) => all[id]!);
      return facts.filter((fact) => terms.every((term) => fact.terms.has(term)));
    },
    near(terms) {
      const scores = new Map<number, number>();
      for (const term of new Set(terms)) {
        const worth = rarity(term);
        for (const id of withTerm(term)) scores.set(id, (scores.get(id) ?? 0) + worth * shares[id]!);
      }
      return scores;
    },
  };
}
