import type { Attribute } from '../knowledge/attributes.ts';
import type { Entry, PlacedFact } from '../knowledge/entry.ts';
import type { Library } from '../knowledge/library.ts';
import { type Candidates, createCandidates } from './candidates.ts';
import { certaintyOf, saysTheSame } from './certainty.ts';
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
  /** `no-fact`: the entry is here, what was asked of it is not; `unsure`: it may be, but no fact fits for sure. */
  because: 'unknown-entry' | 'no-fact' | 'unsure' | 'off-topic';
  near: readonly Entry[];
  /** What was asked for, where that was understood. */
  attribute?: Attribute;
}

/**
 * What a question gets: one fact, at most three where they are equals; the entry that is all it names; or the reason
 * why nothing. `evidence` is how likely the best fact is the right one, 0…1, whether or not that was enough.
 */
export type Outcome =
  | { type: 'answered'; answers: readonly [Answering, ...Answering[]]; evidence: number }
  | { type: 'named'; entry: Entry }
  | ({ type: 'declined'; evidence: number } & Declined);

/** Certainty from which on a fact answers. */
const ENOUGH = 0.65;
/** Facts that differ by less than this in score are equally good answers. */
const TIE = 0.15;
const MOST = 3;
const MOST_NEAR = 5;

/** Facts as good as the best: those of its entry are shown with it, one of another entry would make it a guess. */
function tiesOf([best, ...rest]: readonly [Weighed, ...Weighed[]]): Weighed[] {
  return rest.filter(
    (other) => best.score - other.score < TIE && !other.fact.placed.fact.replaced && !saysTheSame(best, other),
  );
}

/** Whether two sources say different things about the same: the one is not shown without the other. */
const disagree = ({ entry, placed: one }: Answering, { entry: entryOfOther, placed: other }: Answering) =>
  entry === entryOfOther &&
  [one, other].every(({ fact }) => fact.confidence === 'disputed' && fact.attr === one.fact.attr && !fact.replaced);

function answersOf(weighed: readonly [Weighed, ...Weighed[]]): [Answering, ...Answering[]] {
  const [{ fact: best }, ...rest] = weighed;
  const disagreeing = rest.filter(({ fact }) => disagree(best, fact));
  const ties = tiesOf(weighed).filter(({ fact }) => fact.entry === best.entry);
  const others = [...new Set([...disagreeing, ...ties])].slice(0, MOST - 1);
  const answering = ({ entry, placed }: Answering) => ({ entry, placed });
  return [answering(best), ...others.map(({ fact }) => answering(fact))];
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
    const isHere = near.some((entry) => index.of(entry).some(({ placed }) => placed.fact.attr === attribute?.id));
    const because = isHere ? 'unsure' : 'no-fact';
    return { type: 'declined', because, near, evidence, ...(attribute && { attribute }) };
  }

  function answer(question: string): Outcome {
    const understanding = understand(question);
    const { named, content, kind } = understanding;
    const [unknown, entry] = [named.unknown[0], named.known[0]?.entries[0]];
    if (unknown) return { type: 'declined', because: 'unknown-entry', near: unknown.near, evidence: 0 };
    if (entry && content.length === 0 && kind === undefined) return { type: 'named', entry };
    const [best, ...rest] = weigh(understanding);
    const evidence = best ? certaintyOf([best, ...rest]) : 0;
    if (!best || evidence < ENOUGH) return declined(understanding, evidence);
    return { type: 'answered', answers: answersOf([best, ...rest]), evidence };
  }

  return { answer, understand, weigh };
}

const entriesOf = (outcome: Outcome): readonly Entry[] => {
  if (outcome.type === 'named') return [outcome.entry];
  return outcome.type === 'answered' ? outcome.answers.map(({ entry }) => entry) : outcome.near;
};

/** Libraries that are ready to be asked: those asked least lately are made anew. */
const MOST_KEPT = 100;

const strength = (outcome: Outcome): number => (outcome.type === 'answered' ? 1 + outcome.evidence : 0);
const isNamed = ({ type }: Outcome): boolean => type === 'named';

/** Of what the two sides of an overlay say, the better; of what is covered or hidden in it nothing is said. */
function betterOf(library: Library, own: Outcome, shared: Outcome): Outcome {
  const isSeen = (entry: Entry) => library.get(entry.id) === entry;
  const seen = entriesOf(shared).every(isSeen);
  if (shared.type === 'declined') {
    if (own.type !== 'declined') return own;
    return { ...shared, near: [...new Set([...own.near, ...shared.near])].filter(isSeen).slice(0, MOST_NEAR) };
  }
  if (!seen || strength(own) >= Math.max(1, strength(shared))) return own;
  return isNamed(own) && !isNamed(shared) ? own : shared;
}

/**
 * Answers questions about any library, building what one needs when it is first asked about. Of an overlay only its own
 * entries are indexed anew: what lies under it is shared by all.
 */
export function createAnswers(): (library: Library, question: string) => Outcome {
  const answerers = new Map<Library, Answerer>();

  function keep(library: Library, answerer: Answerer): Answerer {
    answerers.delete(library);
    answerers.set(library, answerer);
    if (answerers.size > MOST_KEPT) answerers.delete(answerers.keys().next().value!);
    return answerer;
  }

  function ask(library: Library, question: string): Outcome {
    const { over } = library.parts;
    if (over) return betterOf(library, ask(over.own, question), ask(over.base, question));
    return keep(library, answerers.get(library) ?? createAnswerer(library)).answer(question);
  }
  return ask;
}
