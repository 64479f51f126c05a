import type { Attribute } from '../knowledge/attributes.ts';
import type { Entry, PlacedFact } from '../knowledge/entry.ts';
import { type Ranked, saysTheSame } from './rank.ts';

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

/** Facts that differ by less than this in score, of which the other is half as likely, are shown together. */
const TIE = 0.7;
const MOST = 3;
/** Entries that are offered where nothing answers. */
export const MOST_NEAR = 5;

/** Facts nearly as good as the best, which say something else. */
function tiesOf([best, ...rest]: readonly [Ranked, ...Ranked[]]): Ranked[] {
  return rest.filter((other) => best.score - other.score < TIE && !saysTheSame(best, other));
}

/** Whether two sources say different things about the same: the one is not shown without the other. */
const disagree = ({ entry, placed: one }: Answering, { entry: entryOfOther, placed: other }: Answering) =>
  entry === entryOfOther &&
  [one, other].every(({ fact }) => fact.confidence === 'disputed' && fact.attr === one.fact.attr && !fact.replaced);

/** The best fact, with those that must or may stand beside it. */
export function answersOf(weighed: readonly [Ranked, ...Ranked[]]): [Answering, ...Answering[]] {
  const [{ fact: best }, ...rest] = weighed;
  const disagreeing = rest.filter(({ fact }) => disagree(best, fact));
  const ties = tiesOf(weighed).filter(({ fact }) => fact.entry === best.entry);
  const others = [...new Set([...disagreeing, ...ties])].slice(0, MOST - 1);
  const answering = ({ entry, placed }: Answering) => ({ entry, placed });
  return [answering(best), ...others.map(({ fact }) => answering(fact))];
}
