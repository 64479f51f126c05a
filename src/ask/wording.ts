import type { Entry } from '../knowledge/entry.ts';
import { memo } from '../knowledge/later.ts';
import { hasHan } from '../search/fold.ts';
import { type IndexedFact, sameTerm, termsAt } from './facts.ts';
import { familyOf, type Habits } from './habits.ts';
import type { Shares } from './shares.ts';
import type { Understanding } from './understand.ts';

/** How much likelier the words of a question are in one about a certain fact than in one about anything. */
export interface Wording {
  /** Logarithms of ratios, summed over its terms; a term on average; and those that speak against it alone. */
  readonly wording: number;
  readonly wordingMean: number;
  readonly wordingAgainst: number;
  /** The same by the fact's own words alone. */
  readonly wordingOwn: number;
  /** How much likelier still a term is, on average, in a question that nothing here answers; or in one about its entry. */
  readonly unanswered: number;
  readonly unansweredOf: number;
}

/** Of what the likelihood of a term is mixed: questions for the fact, its attribute, its family, its entry, anything. */
const MIXED = { fact: 2, attribute: 0.35, family: 0.1, entry: 0.15, any: 0.1 };
const OWN = { fact: 0.8, any: 0.2 };
/** Likelihood of a term that no question had. */
const UNSEEN = 0.0002;
/** Share of questions that are taken to have the words which ask for an attribute outright, for a fact that has none. */
const MEANT = 0.8;
/** Of what is asked in vain of an entry, what counts for it alone; the rest is what is so asked of anything. */
const OF_ENTRY = 0.5;
/** A Han character counts alone and in pairs with its neighbours. */
const HAN = 0.5;

/** A term of a question: the places of the units it is made of, and how often it is in any question, and in unanswered ones. */
interface Term {
  readonly term: string;
  readonly places: readonly number[];
  readonly weight: number;
  readonly usual: number;
  readonly unanswered: number;
}

/** Terms of what is asked, the names of entries left out, each once. */
function termsAsked({ units, same }: Understanding, { any, unanswered }: Habits): Term[] {
  const written = units.flatMap((unit, place) => (unit.stem === '' ? [] : [{ ...unit, place }]));
  const single = written.flatMap(({ stem, place }, at) =>
    termsAt(written, at).map((term) => ({ term, places: term === stem ? [place] : [place, place + 1] })),
  );
  const all = [...single, ...same.map(({ means, places }) => ({ term: sameTerm(means), places }))];
  const each = new Map(all.toReversed().map((one) => [one.term, one]));
  return Array.from(each.values(), ({ term, places }) => ({
    ...{ term, places, weight: hasHan(term) ? HAN : 1, usual: any.get(term) },
    unanswered: unanswered.get(term),
  }));
}

/** For each term, the part of its likelihood that is the same for all facts of an attribute in an entry. */
function sharedOf(terms: readonly Term[], { byAttribute, byFamily, byEntry }: Habits) {
  const sharesIn = (shares: Shares | undefined) => Float64Array.from(terms, ({ term }) => shares?.get(term) ?? 0);
  const inAttribute = memo((id: string) => sharesIn(byAttribute.get(id)));
  const inFamily = memo((id: string) => sharesIn(byFamily.get(id)));
  const inEntry = memo((entry: Entry) => sharesIn(byEntry.get(entry)));
  return ({ placed, entry }: IndexedFact): ((at: number) => number) => {
    const { attr } = placed.fact;
    const [attribute, family, ofEntry] = [inAttribute(attr), inFamily(familyOf(attr)), inEntry(entry)];
    return (at) =>
      MIXED.attribute * attribute[at]! +
      MIXED.family * family[at]! +
      MIXED.entry * ofEntry[at]! +
      MIXED.any * terms[at]!.usual;
  };
}

const ratio = (likelihood: number, usual: number) => Math.log((likelihood + UNSEEN) / (usual + UNSEEN));

/**
 * How often questions for a fact have a term. One that has no questions is asked for by its own words, by its attribute's
 * phrases, at `meant`, and otherwise as anything is.
 */
function shareOf({ terms, isTaught }: IndexedFact, { term, places, usual }: Term, meant: ReadonlySet<number>): number {
  const own = terms.get(term);
  if (isTaught) return own;
  return Math.max(own, usual, places.every((place) => meant.has(place)) ? MEANT : 0);
}

/**
 * Makes the measure of how a question is worded, fact by fact; `meant` are the places of words that ask for the fact's
 * attribute outright.
 */
export function createWording(understanding: Understanding, habits: Habits) {
  const terms = termsAsked(understanding, habits);
  const total = Math.max(
    1,
    terms.reduce((sum, { weight }) => sum + weight, 0),
  );
  const shared = sharedOf(terms, habits);

  return function wordingOf(fact: IndexedFact, meant: ReadonlySet<number>): Wording {
    const others = shared(fact);
    const sums = { wording: 0, wordingAgainst: 0, wordingOwn: 0, unanswered: 0, unansweredOf: 0 };
    const ofEntry = habits.unansweredOf.get(fact.entry);
    for (const [at, term] of terms.entries()) {
      const { weight, usual, unanswered } = term;
      const share = shareOf(fact, term, meant);
      const likelihood = MIXED.fact * share + others(at);
      const gain = weight * ratio(likelihood, usual);
      sums.wording += gain;
      sums.wordingAgainst += Math.min(0, gain);
      sums.wordingOwn += weight * ratio(OWN.fact * share + OWN.any * usual, usual);
      const most = Math.max(usual, likelihood);
      sums.unanswered += weight * ratio(unanswered, most);
      sums.unansweredOf +=
        weight * ratio(OF_ENTRY * (ofEntry?.get(term.term) ?? 0) + (1 - OF_ENTRY) * unanswered, most);
    }
    const means = { unanswered: sums.unanswered / total, unansweredOf: sums.unansweredOf / total };
    return { ...sums, ...means, wordingMean: sums.wording / total };
  };
}
