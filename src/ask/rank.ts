import type { IndexedFact } from './facts.ts';
import type { Measures } from './measures.ts';

/** A fact measured against a question. */
export interface Measured {
  readonly fact: IndexedFact;
  readonly measures: Measures;
}

/** A fact with its rank: `likelihood` is how likely it is the one, 0…1, if any of those weighed with it is. */
export interface Ranked extends Measured {
  readonly score: number;
  readonly likelihood: number;
}

/** Numbers by name, to be multiplied with measures of the same names. */
export type Weights<Key extends string> = Readonly<Record<Key, number>>;

/** The sum of measures, each by its weight. */
export function weighted<Key extends string>(weights: Weights<Key>, measures: Readonly<Record<Key, number>>): number {
  const names = Object.keys(weights) as Key[];
  return names.reduce((sum, name) => sum + weights[name] * measures[name], 0);
}

/** Weights of a conditional logit, found by `bench/weights.ts`. */
export const RANK = {
  share: 0.774,
  shareSquared: 0.843,
  asked: 0.88,
  fits: 1.302,
  misfits: -1.161,
  lacksName: -2.419,
  saysName: 0.674,
  lacksBody: -0.064,
  lacksNumber: -0.605,
  ofFinding: -0.878,
  ofKin: -2.631,
  wording: 0.253,
  wordingMean: 0.325,
  wordingOwn: 0.081,
} satisfies Partial<Weights<keyof Measures>>;

/** What a fact says; sources that disagree about a thing say it together. */
function sayingOf({ fact: { entry, placed } }: Measured): string {
  const { attr, value, confidence } = placed.fact;
  return JSON.stringify([attr, confidence === 'disputed' ? entry.id : value]);
}

/** Whether two facts say the same: of one attribute, with one value, or with values that are disputed. */
export const saysTheSame = (one: Measured, other: Measured): boolean => sayingOf(one) === sayingOf(other);

/** Shares of some scores in the sum of their exponentials. */
export function softmax(scores: readonly number[]): number[] {
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

/** Facts in the order in which they are likely to be the answer; how likely those are that say the same is added up. */
export function ranked(measured: readonly Measured[], weights: Weights<keyof typeof RANK> = RANK): Ranked[] {
  const scored = measured.map((one) => ({ ...one, score: weighted(weights, one.measures) }));
  const shares = softmax(scored.map(({ score }) => score));
  const bySaying = new Map<string, number>();
  for (const [at, one] of scored.entries()) {
    const saying = sayingOf(one);
    bySaying.set(saying, (bySaying.get(saying) ?? 0) + shares[at]!);
  }
  return scored
    .map((one) => ({ ...one, likelihood: bySaying.get(sayingOf(one))! }))
    .toSorted((one, other) => other.score - one.score);
}
