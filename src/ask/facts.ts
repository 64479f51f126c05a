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
  /** Terms of what its entry is: names, type, operator. They say nothing beyond it. */
  readonly subject: ReadonlySet<string>;
  /** Stems of words, pairs of Han characters, and numbers of the fact's texts and dates. */
  readonly terms: ReadonlySet<string>;
  /** The same of each question that it is said to answer. */
  readonly questions: readonly ReadonlySet<string>[];
}

/** The facts of a library, ready to be compared with questions. */
export interface FactIndex {
  readonly all: readonly IndexedFact[];
  of(entry: Entry): readonly IndexedFact[];
  /** Whether any fact is of the attribute. */
  hasAttribute(id: string): boolean;
  /** Whether any fact has the term. */
  has(term: string): boolean;
  /** How much a term tells, 0…1: 1 for one that few facts have, or none. */
  weight(term: string): number;
  /** How many entries have the term in a fact. */
  spread(term: string): number;
  /** BM25 by id of all facts that have one of the terms. */
  near(terms: readonly string[]): ReadonlyMap<number, number>;
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

const subjectTexts = ({ names, type, operator }: Entry): string[] => [
  names.en,
  names.zh,
  ...names.aliases,
  ...[type, operator].flatMap((text) => (text ? [text.en, text.zh] : [])),
];

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
  const subjects = new Map(entries.map((entry) => [entry, new Set(subjectTexts(entry).flatMap(read))]));
  return placed.map((one, id) => {
    const phase = one.placed.phase ? [one.placed.phase.names.en, one.placed.phase.names.zh] : [];
    const { en = [], zh = [] } = one.placed.fact.asked ?? {};
    const texts = [...textsOf(one.placed, vocabulary), ...en, ...zh, ...phase, dated(one.placed)];
    const questions = [...en, ...zh].map((question) => new Set(read(question)));
    return { id, ...one, subject: subjects.get(one.entry)!, terms: new Set(texts.flatMap(read)), questions };
  });
}

/** The places of each term's facts. */
function postingsOf(facts: readonly IndexedFact[]): Map<string, number[]> {
  const postings = new Map<string, number[]>();
  for (const { id, terms } of facts) {
    for (const term of terms) {
      const known = postings.get(term);
      if (known) known.push(id);
      else postings.set(term, [id]);
    }
  }
  return postings;
}

/** How much the length of a fact counts in BM25, and how soon a term's repetitions stop to: each is there once. */
const B = 0.75;
const K = 1.2;

/** Indexes all facts by their terms: sets for what a fact covers, BM25 for which of several is nearest. */
export function createFactIndex(entries: readonly Entry[], vocabulary: Vocabulary): FactIndex {
  const all = indexed(entries, vocabulary);
  const byEntry = Map.groupBy(all, ({ entry }) => entry);
  const used = new Set(all.map(({ placed }) => placed.fact.attr));
  const postings = postingsOf(all);
  const average = all.reduce((sum, { terms }) => sum + terms.size, 0) / Math.max(1, all.length);
  const shares = all.map(({ terms }) => (K + 1) / (1 + K * (1 - B + (B * terms.size) / average)));
  const rarity = (term: string) => Math.log(1 + all.length / (1 + (postings.get(term)?.length ?? 0)));
  const most = Math.log(1 + all.length);
  return {
    all,
    of: (entry) => byEntry.get(entry) ?? [],
    hasAttribute: (id) => used.has(id),
    has: (term) => postings.has(term),
    weight: (term) => rarity(term) / most,
    spread: (term) => new Set((postings.get(term) ?? []).map((id) => all[id]!.entry)).size,
    near(terms) {
      const scores = new Map<number, number>();
      for (const term of new Set(terms)) {
        const worth = rarity(term);
        for (const id of postings.get(term) ?? []) scores.set(id, (scores.get(id) ?? 0) + worth * shares[id]!);
      }
      return scores;
    },
  };
}
