import type { Attribute } from '../knowledge/attributes.ts';
import type { Entry, PlacedFact } from '../knowledge/entry.ts';
import type { Library } from '../knowledge/library.ts';
import { type Candidates, createCandidates } from './candidates.ts';
import { createScales, type Weighed } from './evidence.ts';
import { createFactIndex } from './facts.ts';
import { createNames } from './names.ts';
import { createUnderstanding, type Understanding } from './understand.ts';

/** One fact that answers, and whose it is. */
export interface Answering {
  entry: Entry;
  placed: PlacedFact;
}

/** Why there is no answer; `near` are the entries to offer instead. */
export interface Declined {
  /** `no-fact`: the entry is here, what was asked of it is not. */
  because: 'unknown-entry' | 'no-fact' | 'off-topic';
  near: readonly Entry[];
  /** What was asked for, where that was understood. */
  attribute?: Attribute;
}

/**
 * What a question gets: one fact, at most three where they are equals; the entry that is all it names; or the reason
 * why nothing. `evidence` is how much speaks for the fact, 0…1.35, whether or not it was enough.
 */
export type Outcome =
  | { type: 'answered'; answers: readonly [Answering, ...Answering[]]; evidence: number }
  | { type: 'named'; entry: Entry }
  | ({ type: 'declined'; evidence: number } & Declined);

/** Evidence from which on a fact answers, and what is left of it where another fact is nearly as good. */
const ENOUGH = 0.8;
const LEFT_OF_TIE = 0.75;
const TIE = 0.15;
const MOST = 3;
const MOST_NEAR = 5;
/** Facts of one attribute that differ by less than this in score say the same, or disagree. */
const EQUAL = 0.1;

/** Facts that answer as well as the best does: of the same entry and attribute, and not replaced. */
function equals([best, ...rest]: readonly [Weighed, ...Weighed[]]): [Answering, ...Answering[]] {
  const { entry, placed } = best.fact;
  const same = rest.filter(
    ({ fact, score }) =>
      fact.entry === entry &&
      fact.placed.fact.attr === placed.fact.attr &&
      !fact.placed.fact.replaced &&
      best.score - score < EQUAL,
  );
  return [{ entry, placed }, ...same.slice(0, MOST - 1).map(({ fact }) => ({ entry, placed: fact.placed }))];
}

/** The best fact's evidence: less where one that says something else is as good, so that it would be a guess. */
function surely([best, ...rest]: readonly [Weighed, ...Weighed[]]): number {
  const { attr, value } = best.fact.placed.fact;
  const rival = rest.find(
    ({ fact: { placed } }) => placed.fact.attr !== attr && JSON.stringify(placed.fact.value) !== JSON.stringify(value),
  );
  return best.evidence * (rival && best.score - rival.score < TIE ? LEFT_OF_TIE : 1);
}

/** All that is needed to answer questions about one library. */
export interface Answerer {
  answer(question: string): Outcome;
  /** The steps by themselves, for measuring. */
  understand(question: string): Understanding;
  weigh(understanding: Understanding): Weighed[];
}

/** Builds the indexes of a library once; answering is synchronous and takes a millisecond or so. */
export function createAnswerer(library: Library): Answerer {
  const { vocabulary, entries } = library;
  const index = createFactIndex(entries, vocabulary);
  const names = createNames(entries, ({ raw, text }) => index.has(raw) || index.has(text));
  const understand = createUnderstanding(index, names, vocabulary);
  const scales = createScales(index, vocabulary);
  const candidates: Candidates = createCandidates(library, index);

  function weigh(understanding: Understanding): Weighed[] {
    return candidates(understanding)
      .map(scales(understanding))
      .toSorted((a, b) => b.score - a.score);
  }

  function declined(understanding: Understanding, evidence: number): Outcome {
    const { known } = understanding.named;
    const near = [...new Set(known.flatMap((span) => span.entries))].slice(0, MOST_NEAR);
    if (near.length === 0) return { type: 'declined', because: 'off-topic', near, evidence };
    const attribute = vocabulary.attributes.get(understanding.wanted ?? '');
    return { type: 'declined', because: 'no-fact', near, evidence, ...(attribute && { attribute }) };
  }

  function answer(question: string): Outcome {
    const understanding = understand(question);
    const { named, content, kind } = understanding;
    const [unknown, entry] = [named.unknown[0], named.known[0]?.entries[0]];
    if (unknown) return { type: 'declined', because: 'unknown-entry', near: unknown.near, evidence: 0 };
    if (entry && content.length === 0 && kind === undefined) return { type: 'named', entry };
    const [best, ...rest] = weigh(understanding);
    const evidence = best ? surely([best, ...rest]) : 0;
    if (!best || evidence < ENOUGH) return declined(understanding, evidence);
    return { type: 'answered', answers: equals([best, ...rest]), evidence };
  }

  return { answer, understand, weigh };
}

/** Answers questions about any library, building what one needs when it is first asked about. */
export function createAnswers(): (library: Library, question: string) => Outcome {
  const answerers = new WeakMap<Library, Answerer>();
  return (library, question) => {
    const answerer = answerers.get(library) ?? createAnswerer(library);
    answerers.set(library, answerer);
    return answerer.answer(question);
  };
}
