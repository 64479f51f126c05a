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
  least: -1.553,
  odds: 0.36,
  share: -0.121,
  shareSquared: 1.534,
  lead: 0.335,
  fits: 0.103,
  misfits: -0.991,
  lacksNumber: -1.896,
  lacksTopic: -1.893,
  ofFinding: -0.739,
  ofKin: -3.149,
  told: -2.226,
  unnamed: -0.242,
  notAsked: -0.013,
  wording: 0.028,
  wordingMean: -0.831,
  wordingAgainst: 0.345,
  unanswered: -1.513,
  words: -0.2,
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
