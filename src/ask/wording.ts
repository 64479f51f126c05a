import type { Entry } from '../knowledge/entry.ts';
import { memo } from '../knowledge/later.ts';
import { hasHan } from '../search/fold.ts';
import { type IndexedFact, isPair, sameTerm, termsAt } from './facts.ts';
import { familyOf, type Habits } from './habits.ts';
import type { Lexicon, Shares } from './shares.ts';
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
const MIXED = { fact: 3, attribute: 0.35, family: 0.1, entry: 0.15, any: 0.1 };
const OWN = { fact: 0.8, any: 0.2 };
/** Likelihood of a term that no question had. */
const UNSEEN = 0.0002;
/** Share of questions that are taken to have the words which ask for an attribute outright, for a fact that has none. */
const MEANT = 0.8;
/** How often what asks outright for a fact that nobody has asked for yet is taken to be asked in vain. */
const SELDOM = 0.05;
/** Of what is asked in vain of an entry, what counts for it alone; the rest is what is so asked of anything. */
const OF_ENTRY = 0.5;
/** Words and Han characters count alone and in pairs with their neighbours. */
const WEIGHTS = { word: 1, pair: 0.7, han: 0.5 };

function weightOf(term: string): number {
  if (hasHan(term)) return WEIGHTS.han;
  return isPair(term) ? WEIGHTS.pair : WEIGHTS.word;
}

/** A term of a question: the places of the units it is made of, and how often it is in any question, and in unanswered ones. */
interface Term {
  /** Its numbers in what facts are indexed by, and in what habits are. */
  readonly id: number | undefined;
  readonly usualId: number | undefined;
  readonly places: readonly number[];
  readonly weight: number;
  readonly usual: number;
  readonly unanswered: number;
}

/** Terms of what is asked, the names of entries left out, each once. */
function termsAsked({ units, same }: Understanding, lexicon: Lexicon, habits: Habits): Term[] {
  const written = units.flatMap((unit, place) => (unit.stem === '' ? [] : [{ ...unit, place }]));
  const single = written.flatMap(({ stem, place }, at) =>
    termsAt(written, at).map((term) => ({ term, places: term === stem ? [place] : [place, written[at + 1]!.place] })),
  );
  const all = [...single, ...same.map(({ means, places }) => ({ term: sameTerm(means), places }))];
  const each = new Map(all.toReversed().map((one) => [one.term, one]));
  return Array.from(each.values(), ({ term, places }) => {
    const usualId = habits.lexicon.find(term);
    return {
      ...{ id: lexicon.find(term), usualId, places, weight: weightOf(term) },
      ...{ usual: habits.any.at(usualId), unanswered: habits.unanswered.at(usualId) },
    };
  });
}

/** For each term, the part of its likelihood that is the same for all facts of an attribute in an entry. */
function sharedOf(terms: readonly Term[], { byAttribute, byFamily, byEntry }: Habits) {
  const sharesIn = (shares: Shares | undefined) => terms.map(({ usualId }) => shares?.at(usualId) ?? 0);
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

/** Whether a fact that has no questions is asked for outright by a term: by a phrase for its attribute, at `meant`. */
const isOutright = ({ isTaught }: IndexedFact, { places }: Term, meant: ReadonlySet<number>): boolean =>
  !isTaught && places.every((place) => meant.has(place));

/**
 * How often questions for a fact have a term. One that has no questions is asked for by its own words, outright, and
 * otherwise as anything is.
 */
function shareOf(fact: IndexedFact, term: Term, meant: ReadonlySet<number>): number {
  const own = fact.terms.at(term.id);
  return fact.isTaught ? own : Math.max(own, term.usual, isOutright(fact, term, meant) ? MEANT : 0);
}

/** How often a term is asked in vain, of anything and of a fact's entry; seldom, where it asks outright for a fact since added. */
function inVainOf(fact: IndexedFact, term: Term, meant: ReadonlySet<number>, { unansweredOf }: Habits) {
  if (isOutright(fact, term, meant)) return { any: SELDOM, entry: SELDOM };
  const ofEntry = unansweredOf.get(fact.entry)?.at(term.usualId) ?? 0;
  return { any: term.unanswered, entry: OF_ENTRY * ofEntry + (1 - OF_ENTRY) * term.unanswered };
}

/**
 * Makes the measure of how a question is worded, fact by fact; `meant` are the places of words that ask for the fact's
 * attribute outright.
 */
export function createWording(understanding: Understanding, lexicon: Lexicon, habits: Habits) {
  const terms = termsAsked(understanding, lexicon, habits);
  const total = Math.max(
    1,
    terms.reduce((sum, { weight }) => sum + weight, 0),
  );
  const shared = sharedOf(terms, habits);

  return function wordingOf(fact: IndexedFact, meant: ReadonlySet<number>): Wording {
    const others = shared(fact);
    const sums = { wording: 0, wordingAgainst: 0, wordingOwn: 0, unanswered: 0, unansweredOf: 0 };
    for (const [at, term] of terms.entries()) {
      const { weight, usual } = term;
      const share = shareOf(fact, term, meant);
      const likelihood = MIXED.fact * share + others(at);
      const gain = weight * ratio(likelihood, usual);
      const [inVain, most] = [inVainOf(fact, term, meant, habits), Math.max(usual, likelihood)];
      sums.wording += gain;
      sums.wordingAgainst += Math.min(0, gain);
      sums.wordingOwn += weight * ratio(OWN.fact * share + OWN.any * usual, usual);
      sums.unanswered += weight * ratio(inVain.any, most);
      sums.unansweredOf += weight * ratio(inVain.entry, most);
    }
    const means = { unanswered: sums.unanswered / total, unansweredOf: sums.unansweredOf / total };
    return { ...sums, ...means, wordingMean: sums.wording / total };
  };
}
