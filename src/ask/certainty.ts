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
  least: -6.213,
  odds: 0.335,
  share: 0.157,
  shareSquared: 0.851,
  lead: 0.086,
  fits: 0.438,
  misfits: -0.686,
  lacksName: -2.146,
  saysName: 0.439,
  lacksBody: -2.822,
  lacksNumber: -1.502,
  lacksTopic: -1.539,
  ofFinding: 0.177,
  ofKin: -1.18,
  told: -0.602,
  unnamed: -0.021,
  notAsked: -0.149,
  wording: 0.019,
  wordingMean: -0.71,
  wordingAgainst: 0.185,
  unanswered: -0.858,
  unansweredOf: -1.904,
  words: -0.17,
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
