import type { Attribute, Vocabulary } from '../knowledge/attributes.ts';
import type { Entry } from '../knowledge/entry.ts';
import { type FactIndex, type IndexedFact, type Read, sameTerm, termsAt } from './facts.ts';
import { memo } from './memo.ts';
import type { Understanding } from './understand.ts';

type Shares = ReadonlyMap<string, number>;

/**
 * How much likelier the words of a question are in one about a certain fact than in one about anything: logarithms of
 * ratios, summed over its terms (`sum`), a term on average (`mean`), those that speak against it alone (`against`), and
 * by the fact's own words alone (`own`). `unanswered`: how much likelier still a term is, on average, in a question that
 * nothing here answers.
 */
export interface Wording {
  readonly sum: number;
  readonly mean: number;
  readonly against: number;
  readonly own: number;
  readonly unanswered: number;
}

/**
 * Tells how questions are worded by what people say who ask for a fact, for its attribute, for anything, for nothing here;
 * `meant` are the places of words that ask for its attribute outright.
 */
export type Language = (understanding: Understanding) => (fact: IndexedFact, meant: ReadonlySet<number>) => Wording;

/** Of what the likelihood of a term is mixed: questions for the fact, its attribute, its family, its entry, anything. */
const MIXED = { fact: 0.4, attribute: 0.35, family: 0.1, entry: 0.15, any: 0.1 };
const OWN = { fact: 0.8, any: 0.2 };
/** Likelihood of a term that no question had. */
const UNSEEN = 0.0002;
/** Share of questions that are taken to have the words which ask for an attribute outright, for a fact that has none. */
const MEANT = 0.5;
/** A Han character counts alone and in pairs with its neighbours. */
const HAN = 0.5;

const familyOf = (attribute: string) => attribute.split('.')[0]!;
const isHan = (term: string) => /\p{Script=Han}/u.test(term);

/** A term of a question, and the places of the units that it is made of. */
interface Asked {
  readonly term: string;
  readonly places: readonly number[];
}

/** Terms of what is asked, the names of entries left out, each once. */
function termsAsked({ units, same }: Understanding): Asked[] {
  const written = units.flatMap((unit, place) => (unit.stem === '' ? [] : [{ ...unit, place }]));
  const single = written.flatMap(({ stem, place }, at) =>
    termsAt(written, at).map((term) => ({ term, places: term === stem ? [place] : [place, place + 1] })),
  );
  const all = [...single, ...same.map(({ means, places }) => ({ term: sameTerm(means), places }))];
  return [...new Map(all.toReversed().map((one) => [one.term, one])).values()];
}

function meanOf(shares: readonly Shares[]): Map<string, number> {
  const mean = new Map<string, number>();
  for (const one of shares) {
    for (const [term, share] of one) mean.set(term, (mean.get(term) ?? 0) + share / shares.length);
  }
  return mean;
}

/** Of some questions the share that has each term. */
const sharesOf = (questions: readonly (readonly string[])[]): Shares =>
  meanOf(questions.map((terms) => new Map(terms.map((term) => [term, 1]))));

/** What an entry is called says as much of it as half of its facts. */
const CALLED = 0.5;

function meansByEntry(facts: readonly IndexedFact[]): Map<Entry, Shares> {
  const groups = Map.groupBy(facts, ({ entry }) => entry);
  return new Map(
    [...groups].map(([entry, group]) => {
      const shares = meanOf(group.map(({ terms }) => terms));
      for (const term of group[0]!.subject) shares.set(term, (shares.get(term) ?? 0) + CALLED);
      return [entry, shares];
    }),
  );
}

function meansBy(facts: readonly IndexedFact[], keyOf: (attribute: string) => string): Map<string, Shares> {
  const groups = Map.groupBy(facts, ({ placed }) => keyOf(placed.fact.attr));
  return new Map([...groups].map(([key, group]) => [key, meanOf(group.map(({ terms }) => terms))]));
}

/** Of each attribute: its facts, and the phrases that ask for it, which count as one fact more. */
function meansByAttribute(facts: readonly IndexedFact[], { attributes }: Vocabulary, read: Read): Map<string, Shares> {
  const groups = Map.groupBy(facts, ({ placed }) => placed.fact.attr);
  const meanFor = ({ id, ask }: Attribute) => {
    const phrases = sharesOf([...ask.en, ...ask.zh].map(read));
    return meanOf([phrases, ...(groups.get(id) ?? []).map(({ terms }) => terms)]);
  };
  return new Map(Array.from(attributes.values(), (attribute) => [attribute.id, meanFor(attribute)]));
}

const ratio = (likelihood: number, usual: number) => Math.log((likelihood + UNSEEN) / (usual + UNSEEN));

/** Learns from the facts of a library how they are asked for; small libraries are asked about in a large one's language. */
export function createLanguage({ all }: FactIndex, vocabulary: Vocabulary, read: Read): Language {
  const any = meanOf(all.map(({ terms }) => terms));
  const byAttribute = meansByAttribute(all, vocabulary, read);
  const byFamily = meansBy(all, familyOf);
  const byEntry = meansByEntry(all);
  const unknown = Object.values(vocabulary.unanswered).map((questions) => sharesOf(questions.map(read)));
  const unanswered = (term: string) => Math.max(...unknown.map((shares) => shares.get(term) ?? 0));
  const asked = (understanding: Understanding) =>
    termsAsked(understanding).map((one) => ({
      ...one,
      weight: isHan(one.term) ? HAN : 1,
      usual: any.get(one.term) ?? 0,
      unanswered: unanswered(one.term),
    }));

  return function wordings(understanding) {
    const terms = asked(understanding);
    const total = Math.max(
      1,
      terms.reduce((sum, { weight }) => sum + weight, 0),
    );
    const sharesIn = (shares: Shares | undefined) => Float64Array.from(terms, ({ term }) => shares?.get(term) ?? 0);
    const inAttribute = memo((id: string) => sharesIn(byAttribute.get(id)));
    const inFamily = memo((id: string) => sharesIn(byFamily.get(id)));
    const inEntry = memo((entry: Entry) => sharesIn(byEntry.get(entry)));

    return ({ terms: own, placed, entry, isTaught }, meant) => {
      const { attr } = placed.fact;
      const [attribute, family, ofEntry] = [inAttribute(attr), inFamily(familyOf(attr)), inEntry(entry)];
      const sums = { sum: 0, against: 0, own: 0, unanswered: 0 };
      for (const [at, { term, places, weight, usual, unanswered: elsewhere }] of terms.entries()) {
        const isMeant = !isTaught && places.every((place) => meant.has(place));
        const share = Math.max(own.get(term) ?? 0, isMeant ? MEANT : 0);
        const likelihood =
          MIXED.fact * share +
          MIXED.attribute * attribute[at]! +
          MIXED.family * family[at]! +
          MIXED.entry * ofEntry[at]! +
          MIXED.any * usual;
        const gain = weight * ratio(likelihood, usual);
        sums.sum += gain;
        sums.against += Math.min(0, gain);
        sums.own += weight * ratio(OWN.fact * share + OWN.any * usual, usual);
        sums.unanswered += weight * ratio(elsewhere, Math.max(usual, likelihood));
      }
      return { ...sums, unanswered: sums.unanswered / total, mean: sums.sum / total };
    };
  };
}
