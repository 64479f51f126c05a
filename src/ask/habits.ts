import type { Attribute, Vocabulary } from '../knowledge/attributes.ts';
import type { Entry } from '../knowledge/entry.ts';
import type { FactIndex, IndexedFact, Read } from './facts.ts';

/** Of some questions the share that has each term, 0…1. */
export type Shares = ReadonlyMap<string, number>;

/** The words that people use when they ask for something here, by what they ask for, and for what nobody here knows. */
export interface Habits {
  readonly any: Shares;
  readonly byAttribute: ReadonlyMap<string, Shares>;
  readonly byFamily: ReadonlyMap<string, Shares>;
  readonly byEntry: ReadonlyMap<Entry, Shares>;
  /** Of questions that nothing here answers, by language. */
  readonly unanswered: readonly Shares[];
}

/** What an entry is called says as much of it as half of its facts. */
const CALLED = 0.5;

/** What attributes have in common: `launch` of `launch.date` and `launch.site`. */
export const familyOf = (attribute: string): string => attribute.split('.')[0]!;

function meanOf(shares: readonly Shares[]): Map<string, number> {
  const mean = new Map<string, number>();
  for (const one of shares) {
    for (const [term, share] of one) mean.set(term, (mean.get(term) ?? 0) + share / shares.length);
  }
  return mean;
}

const sharesOf = (questions: readonly (readonly string[])[]): Shares =>
  meanOf(questions.map((terms) => new Map(terms.map((term) => [term, 1]))));

const meanOfFacts = (facts: readonly IndexedFact[]) => meanOf(facts.map(({ terms }) => terms));

function meansBy<Key>(facts: readonly IndexedFact[], keyOf: (fact: IndexedFact) => Key): Map<Key, Map<string, number>> {
  return new Map([...Map.groupBy(facts, keyOf)].map(([key, group]) => [key, meanOfFacts(group)]));
}

function meansByEntry(facts: readonly IndexedFact[]): Map<Entry, Shares> {
  const means = meansBy(facts, ({ entry }) => entry);
  const subjects = new Map(facts.map(({ entry, subject }) => [entry, subject]));
  for (const [entry, shares] of means) {
    for (const term of subjects.get(entry)!) shares.set(term, (shares.get(term) ?? 0) + CALLED);
  }
  return means;
}

/** Of each attribute: its facts, and the phrases that ask for it, which count as one fact more. */
function meansByAttribute(facts: readonly IndexedFact[], { attributes }: Vocabulary, read: Read): Map<string, Shares> {
  const groups = Map.groupBy(facts, ({ placed }) => placed.fact.attr);
  const meanFor = ({ id, ask }: Attribute) =>
    meanOf([sharesOf([...ask.en, ...ask.zh].map(read)), ...(groups.get(id) ?? []).map(({ terms }) => terms)]);
  return new Map(Array.from(attributes.values(), (attribute) => [attribute.id, meanFor(attribute)]));
}

/** Learns from the facts of a library, and from what it says is unanswered, how people ask. */
export function learnHabits({ all }: FactIndex, vocabulary: Vocabulary, read: Read): Habits {
  return {
    any: meanOfFacts(all),
    byAttribute: meansByAttribute(all, vocabulary, read),
    byFamily: meansBy(all, ({ placed }) => familyOf(placed.fact.attr)),
    byEntry: meansByEntry(all),
    unanswered: Object.values(vocabulary.unanswered).map((questions) => sharesOf(questions.map(read))),
  };
}
