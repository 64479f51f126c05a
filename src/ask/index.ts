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

/** Evidence from which on a fact answers: with its entry named, and without. */
const ENOUGH = 0.7;
const ENOUGH_UNNAMED = 0.95;
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
    const scale = scales(understanding);
    return candidates(understanding)
      .map(({ fact, bm25, related }) => scale(fact, bm25, related))
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
    if (named.unknown[0])
      return { type: 'declined', because: 'unknown-entry', near: named.unknown[0].near, evidence: 0 };
    const entry = named.known[0]?.entries[0];
    if (entry && content.length === 0 && kind === undefined) return { type: 'named', entry };
    const [best, ...rest] = weigh(understanding);
    const enough = named.known.length > 0 ? ENOUGH : ENOUGH_UNNAMED;
    if (!best || best.evidence < enough) return declined(understanding, best?.evidence ?? 0);
    return { type: 'answered', answers: equals([best, ...rest]), evidence: best.evidence };
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
