import type { Attribute, Vocabulary } from '../knowledge/attributes.ts';
import type { Entry } from '../knowledge/entry.ts';
import type { Library } from '../knowledge/library.ts';
import { type Learned, type Placed, placedIn, type Read } from './learned.ts';
import { createMatcher, type Matcher } from './patterns.ts';
import { createLexicon, createShares, type Lexicon, type Shares } from './shares.ts';
import { folded, type Stem, type Unit, unitsOf } from './units.ts';

/** A fact, its entry, and what its words are for comparing. */
export interface IndexedFact extends Placed {
  readonly id: number;
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
  /** The terms of nations. */
  readonly nations: readonly string[];
  /** Whether any fact has the term. */
  has(term: string): boolean;
  /** How much a term tells, 0…1: 1 for one that few facts have, or none. */
  weight(term: string): number;
  /** How many entries have the term in a fact. */
  spread(term: string): number;
  /** All facts that have all of the terms. */
  having(terms: readonly string[]): readonly IndexedFact[];
  /** BM25 of each fact by its id; 0 for those that have none of the terms. */
  near(terms: readonly string[]): Float64Array;
}

/** The term of a set of phrases that mean the same. */
export const sameTerm = (set: number): string => `=${set}`;

/** The terms that begin at a unit: its stem, and the pair with the next, if that is a word too or a Han character beside it. */
export function termsAt(units: readonly Unit[], at: number): string[] {
  const [unit, next] = [units[at]!, units[at + 1]];
  if (!next || next.han !== unit.han) return [unit.stem];
  if (unit.han) return next.from === unit.to ? [unit.stem, unit.stem + next.stem] : [unit.stem];
  return unit.stem === '' || next.stem === '' ? [unit.stem] : [unit.stem, pairOf(unit.stem, next.stem)];
}

const PAIRED = ' ';
const pairOf = (one: string, other: string) => one + PAIRED + other;

/** Whether a term is of two words. */
export const isPair = (term: string): boolean => term.includes(PAIRED);

/** All terms of units. */
export const termsOf = (units: readonly Unit[]): string[] => units.flatMap((_, at) => termsAt(units, at));

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

/** Makes the function that reads the terms of a text, phrases that mean the same (`same`) among them. */
export function createReader(same: Matcher<number>, stemOf: Stem): Read {
  return (text) => {
    const units = unitsOf(folded(text), stemOf);
    const terms = termsOf(units);
    for (const { means } of same(units, [])) terms.push(sameTerm(means));
    return terms;
  };
}

function indexed(entries: readonly Entry[], { facts }: Learned, read: Read, lexicon: Lexicon): IndexedFact[] {
  const subjects = new Map(entries.map((entry) => [entry, new Set(subjectTexts(entry).flatMap(read))]));
  return placedIn(entries).map((one, id) => {
    const { told, terms, isTaught } = facts[id]!;
    const shares = { told: createShares(lexicon, told), terms: createShares(lexicon, terms) };
    return { id, ...one, ...shares, subject: subjects.get(one.entry)!, isTaught };
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

type Terms = Pick<FactIndex, 'has' | 'weight' | 'spread' | 'having' | 'near'>;

/** What terms tell of facts, found by the terms. */
function createTerms(all: readonly IndexedFact[], lexicon: Lexicon): Terms {
  const withTerm = createPostings(all, lexicon);
  const average = all.reduce((sum, { terms }) => sum + terms.ids.length, 0) / Math.max(1, all.length);
  const shares = all.map(({ terms }) => (K + 1) / (1 + K * (1 - B + (B * terms.ids.length) / average)));
  const rarity = (term: string) => Math.log(1 + all.length / (1 + withTerm(term).length));
  const most = Math.log(1 + all.length);
  return {
    has: (term) => withTerm(term).length > 0,
    weight: (term) => rarity(term) / most,
    spread: (term) => new Set(Array.from(withTerm(term), (id) => all[id]!.entry)).size,
    having(terms) {
      const rarest = terms.toSorted((one, other) => rarity(other) - rarity(one))[0] ?? '';
      const facts = Array.from(withTerm(rarest), (id) => all[id]!);
      return facts.filter((fact) => terms.every((term) => fact.terms.has(term)));
    },
    near(terms) {
      const scores = new Float64Array(all.length);
      for (const term of new Set(terms)) {
        const worth = rarity(term);
        for (const id of withTerm(term)) scores[id]! += worth * shares[id]!;
      }
      return scores;
    },
  };
}

/**
 * Indexes all facts by their terms, for what a fact covers and, by BM25, which of several is nearest; `base` is what a
 * guild's own stand on.
 */
export function createFactIndex(
  { entries, vocabulary }: Library,
  learned: Learned,
  read: Read,
  base?: FactIndex,
): FactIndex {
  const lexicon = createLexicon(learned.terms);
  const all = indexed(entries, learned, read, lexicon);
  const byEntry = Map.groupBy(all, ({ entry }) => entry);
  const used = new Set(all.map(({ placed }) => placed.fact.attr));
  return {
    all,
    lexicon,
    of: (entry) => byEntry.get(entry) ?? [],
    attribute: (id) => vocabulary.attributes.get(id),
    hasAttribute: (id) => used.has(id) || (base?.hasAttribute(id) ?? false),
    nations: vocabulary.questions.same.flatMap(({ nation }, set) => (nation ? [sameTerm(set)] : [])),
    isApart: (set) => vocabulary.questions.same[set]?.apart ?? false,
    ...createTerms(all, lexicon),
  };
}
