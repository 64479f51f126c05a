import { type Entry, factsOf, type PlacedFact } from '../knowledge/entry.ts';
import type { Library } from '../knowledge/library.ts';
import { textsOf } from '../knowledge/passages.ts';
import { type AskedIn, questionsFor } from '../knowledge/taught.ts';
import { createLexicon, createTally, type Lexicon, type Packed } from './shares.ts';

/** The terms of a text. */
export type Read = (text: string) => string[];

/** What a fact's terms are worth. */
interface Worth {
  /** Of the fact's texts and dates alone. */
  readonly told: Packed;
  /** Of the questions that it answers too, each term by the share of them that have it. */
  readonly terms: Packed;
  /** Whether any question is known that it answers. */
  readonly isTaught: boolean;
}

/** What was learned of how people ask, in plain values that can be kept: it takes a second or two. */
export interface Learned {
  /** All terms, in the order of their numbers. */
  readonly terms: readonly string[];
  /** Of each fact, in the order of the library's. */
  readonly facts: readonly Worth[];
  /** Of all questions that nothing answers; and of those about each entry, in the order of the library's. */
  readonly unanswered: Packed;
  readonly unansweredOf: readonly Packed[];
}

/** What a term is worth that the fact itself has, beside the share of its questions; and where there are none. */
const TOLD = { beside: 0.1, alone: 0.5 };

/** Half of the questions are in each language: a term of one is in at most half of all. */
const LANGUAGES = 2;

/** A fact, and whose it is. */
export interface Placed {
  readonly entry: Entry;
  readonly placed: PlacedFact;
}

/** All facts of a library, in their order. */
export const placedIn = (entries: readonly Entry[]): Placed[] =>
  entries.flatMap((entry) => factsOf(entry).map((placed) => ({ entry, placed })));

const dated = ({ fact: { when, asOf } }: PlacedFact): string =>
  [when, asOf]
    .flatMap((date) => date?.match(/\d+/g) ?? [])
    .map((digits) => String(Number(digits)))
    .join(' ');

/** Makes the function that says what each term is worth to a fact which says `texts` and answers `questions`. */
function createWorth(lexicon: Lexicon, read: Read) {
  const tally = createTally(lexicon);
  const idsOf = (texts: readonly string[]) => new Set(texts.flatMap((text) => read(text).map(lexicon.idOf)));

  return function worthOf(texts: readonly string[], questions: readonly string[]): Worth {
    const own = idsOf(texts);
    for (const id of own) tally.add(id, 1);
    const told = tally.take();
    for (const id of own) tally.add(id, questions.length > 0 ? TOLD.beside : TOLD.alone);
    const share = LANGUAGES / Math.max(LANGUAGES, questions.length);
    for (const question of questions) {
      for (const id of idsOf([question])) tally.add(id, share);
    }
    return { told, terms: tally.take(), isTaught: questions.length > 0 };
  };
}

/** The share of some questions that has each term; of those in several `languages`, each term is in those of one. */
export function sharesOf(questions: readonly string[][], lexicon: Lexicon, languages = 1): Packed {
  const tally = createTally(lexicon);
  for (const terms of questions) {
    for (const term of new Set(terms)) tally.add(lexicon.idOf(term), languages / Math.max(languages, questions.length));
  }
  return tally.take();
}

/** Learns from the facts of a library, and from what it knows of questions, how people ask. */
export function learn({ entries, vocabulary, taught: taughtBy }: Library, read: Read): Learned {
  const [taught, lexicon] = [taughtBy(), createLexicon([])];
  const worthOf = createWorth(lexicon, read);
  const facts = placedIn(entries).map(({ entry, placed }) => {
    const phase = placed.phase ? [placed.phase.names.en, placed.phase.names.zh] : [];
    return worthOf([...textsOf(placed, vocabulary), ...phase, dated(placed)], questionsFor(taught, entry, placed.fact));
  });
  const inBoth = ({ en, zh }: AskedIn) => [...en, ...zh].map(read);
  const unanswered = new Map(Array.from(taught.unanswered, ([id, questions]) => [id, inBoth(questions)]));
  const shareIn = (questions: string[][]) => sharesOf(questions, lexicon, LANGUAGES);
  return {
    facts,
    unanswered: shareIn([...unanswered.values()].flat()),
    unansweredOf: entries.map(({ id }) => shareIn(unanswered.get(id) ?? [])),
    terms: lexicon.terms(),
  };
}
