import type { Library } from '../knowledge/library.ts';
import { type Candidate, createCandidates } from './candidates.ts';
import { certaintyOf, type Signs, signsOf } from './certainty.ts';
import { createFactIndex, type FactIndex } from './facts.ts';
import { createGrammar, type Grammar } from './grammar.ts';
import { type Habits, habitsOf } from './habits.ts';
import { type Learned, learn } from './learned.ts';
import { createMeasuring } from './measures.ts';
import { createNames } from './names.ts';
import { answersOf, MOST_NEAR, type Outcome } from './outcome.ts';
import { type Measured, type Ranked, ranked } from './rank.ts';
import { createUnderstanding, type Understanding } from './understand.ts';
import type { Unit } from './units.ts';

/**
 * Certainty from which on a fact answers, by script: by cross-validation one question in eighty is then answered wrongly;
 * those by new readers are half as often again, which leaves one in fifty.
 */
const ENOUGH = { latin: 0.65, han: 0.55 };
/**
 * Share of a question which names nothing that a fact and the questions for it need not have. In a few words (`short`, by
 * weight) one that they do not have may be an unknown name: "when was Dawn launched".
 */
const STRANGE = { short: 2.6, few: 0.1, many: 0.5 };
/** Words that a question must have which names nothing. */
const LEAST_WORDS = 2;

/** Where what was learned may be kept: gives what is there, or else what `make` makes. */
export type Keep = (make: () => Learned) => Learned;

/** What questions are made of, and how facts are asked for: learned from a library, used for all that stand on it. */
export interface Ground {
  grammar: Grammar;
  habits: Habits;
  index: FactIndex;
}

/** Whether a word or two is all that is said, and not of what. */
const isHint = ({ named, content, units }: Understanding): boolean =>
  named.known.length + named.unknown.length === 0 && new Set(content.map((at) => units[at]!.stem)).size < LEAST_WORDS;

/** Whether nothing is said but the name of an entry; or no more than "what is" before it. */
const isBare = ({ named, content, kind }: Understanding, open: Understanding['kind']): boolean =>
  named.known.length > 0 && named.unknown.length === 0 && content.length === 0 && kind === open;

/** Whether a question that names no entry tells by other words which fact is meant. */
const isDescribed = ({ measures: { unnamed, lacksProper, lacksNation, share, weight } }: Ranked): boolean =>
  unnamed === 0 ||
  (lacksProper + lacksNation === 0 && 1 - share <= (weight < STRANGE.short ? STRANGE.few : STRANGE.many));

/** Whether a fact may answer at all, however well it fits: what is asked is of nothing that it has nothing to do with. */
const mayAnswer = (best: Ranked): boolean =>
  best.measures.lacksBody === 0 && best.measures.strangeName === 0 && isDescribed(best);

const enoughFor = ({ units }: Understanding): number => (units.some(({ han }) => han) ? ENOUGH.han : ENOUGH.latin);

/** Why a question gets no answer, and what to offer instead. */
function declinedFor({ named, wanted }: Understanding, index: FactIndex, evidence: number): Outcome {
  const [unknown] = named.unknown;
  if (unknown) return { type: 'declined', because: 'unknown-entry', near: unknown.near, evidence };
  const near = [...new Set(named.known.flatMap((span) => span.entries))].slice(0, MOST_NEAR);
  if (near.length === 0) return { type: 'declined', because: 'off-topic', near, evidence };
  const isHere = near.some((entry) => index.of(entry).some(({ placed }) => placed.fact.attr === wanted));
  const because = isHere ? 'unsure' : 'no-fact';
  return { type: 'declined', because, near, evidence, ...(wanted && { attribute: index.attribute(wanted)! }) };
}

/** The steps by which questions about one library are answered. */
interface Steps {
  ground: Ground;
  understand(question: string): Understanding;
  measure(understanding: Understanding): Measured[];
  signs(understanding: Understanding, best: Ranked): Signs;
}

/** All that is needed to answer questions about one library; the steps are for measuring. */
export interface Answerer extends Steps {
  answer(question: string): Outcome;
}

function createSteps(library: Library, given: Ground | undefined, keep: Keep): Steps & { index: FactIndex } {
  const grammar = given?.grammar ?? createGrammar(library.vocabulary);
  const learned = keep(() => learn(library, grammar));
  const index = createFactIndex(library, learned, grammar.read, given?.index);
  const habits = given?.habits ?? habitsOf(library, index, learned, grammar.read);
  const isWord = ({ raw, text }: Unit) => index.has(raw) || index.has(text);
  const names = createNames(library.entries, grammar, learned.called, isWord);
  const measuring = createMeasuring(library, index, habits);
  const candidates = createCandidates(library, index);

  function measure(understanding: Understanding): Measured[] {
    const measured = measuring(understanding);
    const isWanted = ({ fact }: Candidate) => understanding.isEarlier || !fact.placed.fact.replaced;
    const wanted = candidates(understanding).filter(isWanted);
    return wanted.map((candidate) => ({ fact: candidate.fact, measures: measured(candidate) }));
  }

  const signs = ({ content }: Understanding, best: Ranked) => signsOf(best, content.length);
  const understand = createUnderstanding(index, names, grammar);
  return { ground: given ?? { grammar, habits, index }, understand, measure, signs, index };
}

/**
 * Builds the indexes of a library once; answering is synchronous and takes a millisecond or so. The few entries of a
 * guild are asked about on the `ground` of a library that is large enough to learn from.
 */
export function createAnswerer(library: Library, ground?: Ground, keep: Keep = (make) => make()): Answerer {
  const { index, ...steps } = createSteps(library, ground, keep);

  function answer(question: string): Outcome {
    const understanding = steps.understand(question);
    const named = () => ({ type: 'named', entry: understanding.named.known[0]!.entries[0]! }) as const;
    if (isBare(understanding, undefined)) return named();
    if (isHint(understanding)) return declinedFor(understanding, index, 0);
    const [best, ...rest] = ranked(steps.measure(understanding));
    const evidence = best ? certaintyOf(steps.signs(understanding, best)) : 0;
    const isSure = best && mayAnswer(best) && evidence >= enoughFor(understanding);
    if (!isSure) return isBare(understanding, 'which') ? named() : declinedFor(understanding, index, evidence);
    return { type: 'answered', answers: answersOf([best, ...rest]), evidence };
  }

  return { ...steps, answer };
}
