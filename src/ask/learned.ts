import { type Entry, factsOf, type PlacedFact } from '../knowledge/entry.ts';
import type { Library } from '../knowledge/library.ts';
import { textsOf } from '../knowledge/passages.ts';
import { type AskedIn, questionsFor } from '../knowledge/taught.ts';
import { designationsIn } from './designations.ts';
import { createLexicon, createTally, type Lexicon, type Packed } from './shares.ts';

/** The terms of a text. */
export type Read = (text: string) => string[];

/** How texts are read; `isFiller`: whether an English word by itself says nothing. */
export interface Reading {
  readonly read: Read;
  isFiller(word: string): boolean;
}

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
  /** Words before a number in what is called so: `apollo`. */
  readonly called: readonly string[];
}

/** What a term is worth that the fact itself has, beside the share of its questions; and where there are none. */
const TOLD = { beside: 0.1, alone: 0.5 };

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

/** Makes the functions that say what each term is worth to a fact, or among some questions. */
export function createWorth(lexicon: Lexicon, read: Read) {
  const tally = createTally(lexicon);
  const idsOf = (text: string) => read(text).map(lexicon.idOf);

  /** The share that has each term, of the questions in its language. */
  function addQuestions(questions: AskedIn): void {
    for (const inLocale of Object.values(questions)) {
      for (const question of inLocale) for (const id of new Set(idsOf(question))) tally.add(id, 1 / inLocale.length);
    }
  }

  function worthOf(texts: readonly string[], questions: AskedIn): Worth {
    const own = new Set(texts.flatMap(idsOf));
    const isTaught = Object.values(questions).some((inLocale) => inLocale.length > 0);
    for (const id of own) tally.add(id, 1);
    const told = tally.take();
    for (const id of own) tally.add(id, isTaught ? TOLD.beside : TOLD.alone);
    addQuestions(questions);
    return { told, terms: tally.take(), isTaught };
  }

  function sharesOf(questions: AskedIn): Packed {
    addQuestions(questions);
    return tally.take();
  }

  return { worthOf, sharesOf };
}

const together = (questions: readonly AskedIn[]): AskedIn => ({
  en: questions.flatMap(({ en }) => en),
  zh: questions.flatMap(({ zh }) => zh),
});

/** Learns from the facts of a library, and from what it knows of questions, how people ask. */
export function learn({ entries, vocabulary, taught: taughtBy }: Library, { read, isFiller }: Reading): Learned {
  const [taught, lexicon] = [taughtBy(), createLexicon([])];
  const { worthOf, sharesOf } = createWorth(lexicon, read);
  const textsIn = ({ placed }: Placed) => textsOf(placed, vocabulary);
  const placed = placedIn(entries);
  const facts = placed.map((one) => {
    const phase = one.placed.phase ? [one.placed.phase.names.en, one.placed.phase.names.zh] : [];
    const texts = [...textsIn(one), ...phase, dated(one.placed)];
    return worthOf(texts, questionsFor(taught, one.entry, one.placed.fact));
  });
  const inVain = together([...taught.unanswered.values()]);
  return {
    facts,
    unanswered: sharesOf(inVain),
    unansweredOf: entries.map(({ id }) => sharesOf(taught.unanswered.get(id) ?? together([]))),
    called: designationsIn([...placed.flatMap(textsIn), ...inVain.en], isFiller),
    terms: lexicon.terms(),
  };
}
