import type { Entry } from '../knowledge/entry.ts';
import { memo } from '../knowledge/later.ts';
import type { Library } from '../knowledge/library.ts';
import { textsOf } from '../knowledge/passages.ts';
import { type FactIndex, type IndexedFact, termsOf } from './facts.ts';
import type { Understanding } from './understand.ts';
import { folded, isNumber, type Unit, unitsOf } from './units.ts';

/**
 * A fact that may answer: of an entry that is named, of a finding about one, of one that has otherwise to do with it, or
 * any that tells of a name which is of no entry here.
 */
export interface Candidate {
  readonly fact: IndexedFact;
  readonly relation: 'named' | 'finding' | 'kin' | 'told';
}

export type Candidates = (understanding: Understanding) => Candidate[];

/** Facts that are weighed: those furthest off by their words are never the answer. */
const MOST_UNNAMED = 40;
const MOST_NAMED = 32;
/** What it is worth in BM25 that a question asks for the attribute outright. */
const ASKED = 5;
/** What others are compared with, or come after, is another's story. */
const APART = ['compares-with', 'succeeds'];

/** Entries that have to do with one: its target, its rocket, its samples' findings, … */
function kinOf(entry: Entry, { relatedTo }: Library): Entry[] {
  const joins = (one: Entry, other: Entry) =>
    one.relations.some(({ type, to }) => to.endsWith(`:${other.id}`) && !APART.includes(type));
  return relatedTo(entry).filter((other) => joins(entry, other) || joins(other, entry));
}

/** The terms by which facts are near to what is asked. */
const wordsOf = ({ units, content }: Understanding, index: FactIndex): string[] =>
  termsOf(content.map((at) => units[at]!)).filter(index.has);

/** Facts with the words of a question. */
function withWords(understanding: Understanding, index: FactIndex): Candidate[] {
  const near = index.near(wordsOf(understanding, index));
  const worded = index.all.filter(({ id }) => near[id]! > 0);
  const nearest = worded.toSorted((one, other) => near[other.id]! - near[one.id]!);
  return nearest.slice(0, MOST_UNNAMED).map((fact) => ({ fact, relation: 'named' }));
}

/** Makes the choice of facts of what is named, and of what has to do with it where they have its words: the nearest. */
function createAbout(library: Library, index: FactIndex) {
  const kin = memo((entry: Entry) => kinOf(entry, library));
  return (named: ReadonlySet<Entry>, understanding: Understanding): Candidate[] => {
    const near = index.near(wordsOf(understanding, index));
    const isAsked = new Set(understanding.asked.map(({ means }) => means));
    const others = [...new Set([...named].flatMap(kin))].filter((entry) => !named.has(entry));
    const worded = others.flatMap(index.of).filter(({ id }) => near[id]! > 0);
    const nearness = ({ id, placed }: IndexedFact) => near[id]! + (isAsked.has(placed.fact.attr) ? ASKED : 0);
    return [
      ...[...named].flatMap(index.of).map((fact) => ({ fact, relation: 'named' as const })),
      ...worded.map((fact) => ({ fact, relation: fact.entry.kind === 'finding' ? 'finding' : 'kin' }) as const),
    ]
      .toSorted((one, other) => nearness(other.fact) - nearness(one.fact))
      .slice(0, MOST_NAMED);
  };
}

/** Words in a row, with a space before and after each. */
const wordsIn = (units: readonly Unit[]): string => ` ${units.map(({ text }) => text).join(' ')} `;

/** Makes the choice of facts that say a name which is of no entry; a series without a number, of which `near` are, may be any's. */
function createTelling({ vocabulary }: Library, index: FactIndex) {
  const saidBy = memo(({ placed }: IndexedFact) =>
    textsOf(placed, vocabulary)
      .map((text) => wordsIn(unitsOf(folded(text))))
      .join(),
  );
  return (name: readonly Unit[], isSeries: boolean): Candidate[] => {
    if (isSeries && !name.some(isNumber)) return [];
    const terms = termsOf(name.map((unit) => ({ ...unit, stem: unit.raw })));
    const written = wordsIn(name);
    const isTold = (fact: IndexedFact) => terms.every((term) => fact.told.has(term)) && saidBy(fact).includes(written);
    return index
      .having(terms)
      .filter(isTold)
      .map((fact) => ({ fact, relation: 'told' }));
  };
}

/**
 * Makes the choice of facts to weigh: those of the entries named and of what has to do with them, or those with its
 * words. A name that is of no entry here must be told in the fact itself.
 */
export function createCandidates(library: Library, index: FactIndex): Candidates {
  const [about, telling] = [createAbout(library, index), createTelling(library, index)];
  return (understanding) => {
    const { named, units } = understanding;
    const [unknown] = named.unknown;
    if (unknown) return telling(units.slice(unknown.from, unknown.to), unknown.near.length > 0);
    const known = new Set(named.known.flatMap(({ entries }) => entries));
    return known.size > 0 ? about(known, understanding) : withWords(understanding, index);
  };
}
