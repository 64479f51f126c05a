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
  least: -6.142,
  odds: 0.313,
  share: 0.106,
  shareSquared: 0.809,
  lead: 0.01,
  fits: 0.391,
  misfits: -0.677,
  lacksName: -2.173,
  saysName: 0.651,
  lacksBody: -2.998,
  lacksNumber: -1.482,
  lacksTopic: -1.296,
  ofFinding: 0.281,
  ofKin: -1.214,
  told: -0.487,
  unnamed: -0.175,
  notAsked: -0.275,
  wording: 0.021,
  wordingMean: -0.719,
  wordingAgainst: 0.208,
  unanswered: -0.908,
  unansweredOf: -1.918,
  words: -0.189,
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
