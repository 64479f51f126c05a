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

/** Weights of a logistic regression, found by `bench/weights.ts`. */
export const CERTAIN = {
  least: -1.447,
  odds: 0.332,
  share: -0.06,
  shareSquared: 1.386,
  lead: 0.157,
  fits: 0.096,
  misfits: -0.889,
  lacksName: -0.92,
  lacksBody: -2.954,
  lacksNumber: -1.886,
  lacksTopic: -1.419,
  ofFinding: -0.238,
  ofKin: -1.964,
  told: -2.156,
  unnamed: -0.268,
  notAsked: -0.229,
  wording: 0.028,
  wordingMean: -0.763,
  wordingAgainst: 0.378,
  unanswered: -1.531,
  unansweredOf: 0,
  words: -0.197,
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
