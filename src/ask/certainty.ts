import type { Weighed } from './evidence.ts';

/**
 * Weights of a logistic regression: how likely the best fact is the right one. Found on 1,700 questions that facts are
 * said to answer, each left out of the index when it was asked, 900 of them asked of entries that have no such fact, and
 * the development half of the benchmark; never on its test half.
 */
const WEIGHTS = {
  least: -2.44,
  share: 0.29,
  shareSquared: 1.61,
  likeAttribute: 1.4,
  likeOther: -1.51,
  asked: 0.25,
  fits: 0.17,
  misfits: -0.36,
  lacksNumber: -1.26,
  lacksTopic: -1.4,
  related: -1.93,
  unnamed: -0.73,
  margin: 0.93,
  notAsked: -0.64,
};

const MOST_MARGIN = 2;

/** Whether two facts say the same: of one attribute, with one value. */
export const saysTheSame = ({ fact: { placed: one } }: Weighed, { fact: { placed: other } }: Weighed): boolean =>
  one.fact.attr === other.fact.attr && JSON.stringify(one.fact.value) === JSON.stringify(other.fact.value);

/** By how much the best is better than the next fact that says something else. */
function marginOf([best, ...rest]: readonly [Weighed, ...Weighed[]]): number {
  const rival = rest.find((other) => !saysTheSame(best, other));
  return rival ? Math.min(MOST_MARGIN, best.score - rival.score) : MOST_MARGIN;
}

/** How likely the best of some facts, the first, is the right answer, 0…1. */
export function certaintyOf(weighed: readonly [Weighed, ...Weighed[]]): number {
  const { share, likeAttribute, likeOther, lead, asked, fits, lacksNumber, lacksTopic, related, named, notAsked } =
    weighed[0].measures;
  const sum =
    WEIGHTS.least +
    WEIGHTS.share * share +
    WEIGHTS.shareSquared * share ** 2 +
    WEIGHTS.likeAttribute * likeAttribute +
    WEIGHTS.likeOther * likeOther +
    WEIGHTS.asked * lead * Math.min(1, asked) +
    WEIGHTS.fits * Math.max(0, fits) +
    WEIGHTS.misfits * Number(fits < 0) +
    WEIGHTS.lacksNumber * Number(lacksNumber) +
    WEIGHTS.lacksTopic * Number(lacksTopic) +
    WEIGHTS.related * Number(related) +
    WEIGHTS.unnamed * Number(!named) +
    WEIGHTS.margin * marginOf(weighed) +
    WEIGHTS.notAsked * Number(notAsked);
  return 1 / (1 + Math.exp(-sum));
}
