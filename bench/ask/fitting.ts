import { CERTAIN, certaintyOf, type Signs } from '../../src/ask/certainty.ts';
import type { Measures } from '../../src/ask/measures.ts';
import { type Measured, RANK, type Ranked, ranked, softmax, type Weights } from '../../src/ask/rank.ts';
import type { Example, Origin } from './training.ts';

export type RankWeights = Weights<keyof typeof RANK>;
export type CertaintyWeights = Weights<keyof typeof CERTAIN>;

/** How much an example counts: questions as people wrote them more than those made of parts. */
const COUNTS: Record<Origin, number> = {
  asked: 0.3,
  elsewhere: 0.3,
  unanswered: 0.5,
  'own-words': 2,
  paraphrased: 2,
  unanswerable: 2,
};

const ROUNDS = 150;
const STEP = 0.1;
/** Adam's decay of the mean and of the square of the slope (Kingma and Ba, "Adam", 2015). */
const DECAY = { mean: 0.9, square: 0.999 };

/** Goes downhill from zero: `slope` fills in the slope at some weights. */
function descended(size: number, slope: (at: Float64Array, into: Float64Array) => void): Float64Array {
  const [at, mean, square, now] = Array.from({ length: 4 }, () => new Float64Array(size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let round = 1; round <= ROUNDS; round++) {
    now.fill(0);
    slope(at, now);
    for (let key = 0; key < size; key++) {
      mean[key] = DECAY.mean * mean[key]! + (1 - DECAY.mean) * now[key]!;
      square[key] = DECAY.square * square[key]! + (1 - DECAY.square) * now[key]! ** 2;
      const [steady, spread] = [mean[key]! / (1 - DECAY.mean ** round), square[key]! / (1 - DECAY.square ** round)];
      at[key]! -= (STEP * steady) / (Math.sqrt(spread) + 1e-8);
    }
  }
  return at;
}

const dot = (weights: Float64Array, row: Float64Array, from = 0) => {
  let sum = 0;
  for (let key = 0; key < weights.length; key++) sum += weights[key]! * row[from + key]!;
  return sum;
};

const rowOf = <Key extends string>(keys: readonly Key[], measures: Readonly<Record<Key, number>>) =>
  Float64Array.from(keys, (key) => measures[key]);

const named = <Key extends string>(keys: readonly Key[], weights: Float64Array) =>
  Object.fromEntries(keys.map((key, at) => [key, weights[at]!])) as Record<Key, number>;

/** Pulls weights towards nothing where the examples do not say otherwise. */
const SHRINK = 0.0005;

/** Weights under which the right facts are ranked first: a conditional logit, found by maximum likelihood. */
export function fitRank(examples: readonly Example[]): RankWeights {
  const keys = Object.keys(RANK) as (keyof typeof RANK)[];
  const answerable = examples.filter(({ right }) => right.size > 0);
  const rows = answerable.map(({ measured, right, origin }) => ({
    facts: measured.map(({ measures }) => rowOf<keyof Measures & keyof typeof RANK>(keys, measures)),
    right: measured.map((one: Measured) => right.has(one)),
    count: COUNTS[origin] / answerable.length,
  }));
  const weights = descended(keys.length, (at, into) => {
    for (const { facts, right, count } of rows) {
      const shares = softmax(facts.map((row) => dot(at, row)));
      const rightShare = shares.reduce((sum, share, fact) => sum + (right[fact] ? share : 0), 0);
      for (const [fact, row] of facts.entries()) {
        const error = count * (shares[fact]! - (right[fact] ? shares[fact]! / rightShare : 0));
        for (let key = 0; key < keys.length; key++) into[key]! += error * row[key]!;
      }
    }
    for (let key = 0; key < keys.length; key++) into[key]! += SHRINK * at[key]!;
  });
  return named(keys, weights);
}

/** The best fact of an example under some weights, its signs, and whether it is right. */
function bestOf({ measured, right, signsOf }: Example, weights: RankWeights): { signs: Signs; isRight: boolean } {
  const [best] = ranked(measured, weights) as [Ranked, ...Ranked[]];
  return { signs: signsOf(best), isRight: [...right].some(({ fact }) => fact === best.fact) };
}

interface Scale {
  readonly mean: number;
  readonly spread: number;
}

/** By how much each column varies; one that does not is left as it is. */
function scalesOf(rows: readonly Float64Array[], size: number): Scale[] {
  return Array.from({ length: size }, (_, key) => {
    const mean = rows.reduce((sum, row) => sum + row[key]!, 0) / rows.length;
    const spread = Math.sqrt(rows.reduce((sum, row) => sum + (row[key]! - mean) ** 2, 0) / rows.length);
    return spread > 0 ? { mean, spread } : { mean: 0, spread: 1 };
  });
}

/** Weights by which the certainty of the best fact is how often such facts are right: logistic regression. */
export function fitCertainty(examples: readonly Example[], rank: RankWeights): CertaintyWeights {
  const keys = Object.keys(CERTAIN) as (keyof typeof CERTAIN)[];
  const bests = examples.map((example) => ({ ...bestOf(example, rank), count: COUNTS[example.origin] }));
  const raw = bests.map(({ signs }) => rowOf(keys, signs));
  const scales = scalesOf(raw, keys.length);
  const rows = raw.map((row) => row.map((value, key) => (value - scales[key]!.mean) / scales[key]!.spread));
  const weights = descended(keys.length, (at, into) => {
    for (const [index, row] of rows.entries()) {
      const { isRight, count } = bests[index]!;
      const error = (count / rows.length) * (1 / (1 + Math.exp(-dot(at, row))) - Number(isRight));
      for (let key = 0; key < keys.length; key++) into[key]! += error * row[key]!;
    }
    for (let key = 0; key < keys.length; key++) into[key]! += SHRINK * at[key]!;
  });
  const unscaled = weights.map((weight, key) => weight / scales[key]!.spread);
  const least = keys.indexOf('least');
  unscaled[least]! -= scales.reduce((sum, { mean }, key) => sum + (key === least ? 0 : mean * unscaled[key]!), 0);
  return named(keys, unscaled);
}

/** How sure each example's best fact is by some weights, and whether it is right. */
export function judged(examples: readonly Example[], rank: RankWeights, certainty: CertaintyWeights) {
  return examples.map((example) => {
    const { signs, isRight } = bestOf(example, rank);
    return { example, isRight, evidence: certaintyOf(signs, certainty) };
  });
}
