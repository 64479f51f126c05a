import type { Attribute } from '../knowledge/attributes.ts';
import type { Entry, PlacedFact } from '../knowledge/entry.ts';
import type { Library } from '../knowledge/library.ts';
import { type Candidates, createCandidates } from './candidates.ts';
import { certaintyOf, type Signs, signsOf } from './certainty.ts';
import { createFactIndex, type FactIndex } from './facts.ts';
import { createGrammar, type Grammar } from './grammar.ts';
import { createLanguage, type Language } from './language.ts';
import { createMeasuring } from './measures.ts';
import { createNames } from './names.ts';
import { type Measured, type Ranked, ranked, saysTheSame } from './rank.ts';
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

/** Certainty from which on a fact answers, by language: where one wrong answer in fifty is left in the development half. */
const ENOUGH = { latin: 0.66, han: 0.6 };
/** Facts that differ by less than this in score, of which the other is half as likely, are shown together. */
const TIE = 0.7;
const MOST = 3;
/** Words that a question must have which names nothing. */
const LEAST_WORDS = 2;
const MOST_NEAR = 5;

/** Facts nearly as good as the best, which say something else. */
function tiesOf([best, ...rest]: readonly [Ranked, ...Ranked[]]): Ranked[] {
  return rest.filter((other) => best.score - other.score < TIE && !saysTheSame(best, other));
}

/** Whether two sources say different things about the same: the one is not shown without the other. */
const disagree = ({ entry, placed: one }: Answering, { entry: entryOfOther, placed: other }: Answering) =>
  entry === entryOfOther &&
  [one, other].every(({ fact }) => fact.confidence === 'disputed' && fact.attr === one.fact.attr && !fact.replaced);

function answersOf(weighed: readonly [Ranked, ...Ranked[]]): [Answering, ...Answering[]] {
  const [{ fact: best }, ...rest] = weighed;
  const disagreeing = rest.filter(({ fact }) => disagree(best, fact));
  const ties = tiesOf(weighed).filter(({ fact }) => fact.entry === best.entry);
  const others = [...new Set([...disagreeing, ...ties])].slice(0, MOST - 1);
  const answering = ({ entry, placed }: Answering) => ({ entry, placed });
  return [answering(best), ...others.map(({ fact }) => answering(fact))];
}

/** What questions are made of, and how facts are asked for: learned from a library, used for all that stand on it. */
interface Ground {
  grammar: Grammar;
  language: Language;
  index: FactIndex;
}

/** Whether a word or two is all that is said, and not of what. */
const isHint = ({ named, content, units }: Understanding): boolean =>
  named.known.length === 0 && new Set(content.map((at) => units[at]!.stem)).size < LEAST_WORDS;

/** All that is needed to answer questions about one library. */
export interface Answerer {
  answer(question: string): Outcome;
  ground: Ground;
  /** The steps by themselves, for measuring. */
  understand(question: string): Understanding;
  measure(understanding: Understanding): Measured[];
  signs(understanding: Understanding, best: Ranked): Signs;
}

/**
 * Builds the indexes of a library once; answering is synchronous and takes a millisecond or so. The few entries of a
 * guild are asked about on the `ground` of a library that is large enough to learn from.
 */
export function createAnswerer(library: Library, ground?: Ground): Answerer {
  const { vocabulary, entries } = library;
  const grammar = ground?.grammar ?? createGrammar(vocabulary);
  const index = createFactIndex(entries, vocabulary, grammar.read, ground?.index);
  const language = ground?.language ?? createLanguage(index, vocabulary, grammar.read);
  const names = createNames(entries, grammar.words, ({ raw, text }) => index.has(raw) || index.has(text));
  const understand = createUnderstanding(index, names, grammar);
  const measuring = createMeasuring(index, language, vocabulary);
  const candidates: Candidates = createCandidates(library, index);

  function measure(understanding: Understanding): Measured[] {
    const measured = measuring(understanding);
    const current = candidates(understanding).filter(
      ({ fact }) => understanding.isEarlier || !fact.placed.fact.replaced,
    );
    return current.map((candidate) => ({ fact: candidate.fact, measures: measured(candidate) }));
  }

  function signs(understanding: Understanding, best: Ranked): Signs {
    return signsOf(best, understanding.content.length);
  }

  function declined({ named, wanted }: Understanding, evidence: number): Outcome {
    const [unknown] = named.unknown;
    if (unknown) return { type: 'declined', because: 'unknown-entry', near: unknown.near, evidence };
    const near = [...new Set(named.known.flatMap((span) => span.entries))].slice(0, MOST_NEAR);
    if (near.length === 0) return { type: 'declined', because: 'off-topic', near, evidence };
    const attribute = vocabulary.attributes.get(wanted ?? '');
    const isHere = near.some((entry) => index.of(entry).some(({ placed }) => placed.fact.attr === attribute?.id));
    const because = isHere ? 'unsure' : 'no-fact';
    return { type: 'declined', because, near, evidence, ...(attribute && { attribute }) };
  }

  function answer(question: string): Outcome {
    const understanding = understand(question);
    const { named, content, kind } = understanding;
    const entry = named.known[0]?.entries[0];
    const isBare = entry && named.unknown.length === 0 && content.length === 0 && kind === undefined;
    if (isBare) return { type: 'named', entry };
    if (isHint(understanding)) return declined(understanding, 0);
    const [best, ...rest] = ranked(measure(understanding));
    const evidence = best ? certaintyOf(signs(understanding, best)) : 0;
    const enough = understanding.units.some(({ han }) => han) ? ENOUGH.han : ENOUGH.latin;
    if (!best || evidence < enough) return declined(understanding, evidence);
    return { type: 'answered', answers: answersOf([best, ...rest]), evidence };
  }

  return { answer, ground: ground ?? { grammar, language, index }, understand, measure, signs };
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
    const near = [...new Set([...own.near, ...shared.near])].filter(isSeen).slice(0, MOST_NEAR);
    return { ...(shared.because === 'off-topic' ? own : shared), near };
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

  function answererOf(library: Library, ground?: Ground): Answerer {
    return keep(library, answerers.get(library) ?? createAnswerer(library, ground));
  }

  return function ask(library: Library, question: string): Outcome {
    const { over } = library.parts;
    if (!over) return answererOf(library).answer(question);
    const base = answererOf(over.base);
    return betterOf(library, answererOf(over.own, base.ground).answer(question), base.answer(question));
  };
}
