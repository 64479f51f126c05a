import type { Measures } from './measures.ts';
import { type Ranked, type Weights, weighted } from './rank.ts';

/** What tells whether the best fact answers at all. */
export interface Signs extends Measures {
  readonly least: 1;
  /** Logarithm of the odds that it is the best fact rather than another. */
  readonly odds: number;
  /** How many words say what is asked for, at most six. */
  readonly words: number;
}

/** Weights of a logistic regression, found by `bench/ask/train.ts`. */
export const CERTAIN = {
  least: -1.539,
  odds: 0.33,
  share: 0.094,
  shareSquared: 1.479,
  lead: 0.309,
  fits: 0.094,
  misfits: -0.779,
  lacksName: -0.621,
  lacksBody: -2.953,
  lacksNumber: -1.97,
  lacksTopic: -1.804,
  ofFinding: -0.463,
  ofKin: -2.639,
  told: -2.151,
  unnamed: -0.163,
  notAsked: -0.086,
  wording: 0.032,
  wordingMean: -0.702,
  wordingAgainst: 0.342,
  unanswered: -1.33,
  words: -0.21,
} satisfies Partial<Weights<keyof Signs>>;

const MOST_WORDS = 6;
const EVEN = 0.001;

/** The signs of the best fact; `words` is how many say what is asked for. */
export function signsOf({ measures, likelihood }: Ranked, words: number): Signs {
  return {
    ...measures,
    least: 1,
    odds: Math.log((likelihood + EVEN) / (1 - likelihood + EVEN)),
    words: Math.min(MOST_WORDS, words),
  };
}

/** How likely a fact with these signs is the right answer, 0…1. */
export const certaintyOf = (signs: Signs, weights: Weights<keyof typeof CERTAIN> = CERTAIN): number =>
  1 / (1 + Math.exp(-weighted(weights, signs)));
