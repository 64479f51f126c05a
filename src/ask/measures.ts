import { memo } from '../knowledge/later.ts';
import type { Library } from '../knowledge/library.ts';
import type { Candidate } from './candidates.ts';
import { type Coverage, createCoverage } from './coverage.ts';
import type { FactIndex } from './facts.ts';
import { fitOf } from './fit.ts';
import type { Habits } from './habits.ts';
import type { Match } from './patterns.ts';
import type { Understanding } from './understand.ts';
import { createWording, type Wording } from './wording.ts';

/** How far a fact's attribute is what is asked for. */
interface Asking {
  /** Weight of the phrases for it, and its share of the most that any attribute has. */
  readonly asked: number;
  readonly lead: number;
  /** 1 if other attributes are asked for in so many words and this one is not. */
  readonly notAsked: number;
}

/** All that is measured of one fact as the answer to a question; yes is 1, no is 0. */
export interface Measures extends Asking, Coverage, Wording {
  /** Its kind of value is what the question wants to hear; or is not. */
  readonly fits: number;
  readonly misfits: number;
  /** It is not of an entry that is named but of a finding about it; or of one that has otherwise to do with it. */
  readonly ofFinding: number;
  readonly ofKin: number;
  /** What is named is of no entry here: the fact only tells of it. */
  readonly told: number;
  /** Nothing is named at all. */
  readonly unnamed: number;
}

/** What a word of a phrase weighs: a Han character, a word that says something, and one that does not. */
const IN_PHRASE = { han: 0.4, content: 1, filler: 0.3 };
/** What further phrases for the same attribute add to the longest. */
const FURTHER = 0.5;
const MOST_ASKED = 3;

/** Weights of the phrases that a question has for each attribute. */
function askedBy({ units, asked, content }: Understanding): Map<string, number> {
  const isContent = new Set(content);
  const inPhrase = (places: Iterable<number>): number =>
    Array.from(places, (at) => {
      if (units[at]!.han) return IN_PHRASE.han;
      return isContent.has(at) ? IN_PHRASE.content : IN_PHRASE.filler;
    }).reduce((sum, weight) => sum + weight, 0);
  const weightOf = (matches: readonly Match<string>[]): number => {
    const longest = Math.max(0, ...matches.map(({ places }) => inPhrase(places)));
    const all = inPhrase(new Set(matches.flatMap(({ places }) => places)));
    return longest + FURTHER * (all - longest);
  };
  const byAttribute = Map.groupBy(asked, ({ means }) => means);
  return new Map([...byAttribute].map(([id, matches]) => [id, weightOf(matches)]));
}

/** Makes the measure of how far an attribute is asked for, with the places of the words that ask for it. */
function createAsking(understanding: Understanding) {
  const weights = askedBy(understanding);
  const most = Math.max(0, ...weights.values());
  const byAttribute = Map.groupBy(understanding.asked, ({ means }) => means);
  return memo((attribute: string): Asking & { places: ReadonlySet<number> } => {
    const weight = weights.get(attribute) ?? 0;
    return {
      asked: Math.min(MOST_ASKED, weight),
      lead: most === 0 ? 0 : (weight / most) * Math.min(1, weight),
      notAsked: Number(weight === 0 && most >= 1),
      places: new Set((byAttribute.get(attribute) ?? []).flatMap(({ places }) => places)),
    };
  });
}

const isNamed = ({ named, content, units }: Understanding): boolean =>
  named.known.length > 0 || named.unknown.length > 0 || content.some((at) => /^\d/.test(units[at]!.text));

/** Makes the measuring of facts against questions. */
export function createMeasuring({ relatedTo }: Library, index: FactIndex, habits: Habits) {
  const related = memo(relatedTo);
  return function measuringFor(understanding: Understanding): (candidate: Candidate) => Measures {
    const coverageOf = createCoverage(index, understanding, related);
    const wordingOf = createWording(understanding, index.lexicon, habits);
    const askingFor = createAsking(understanding);
    const unnamed = Number(!isNamed(understanding));

    return ({ fact, relation }) => {
      const { fact: told } = fact.placed;
      const { places, ...asking } = askingFor(told.attr);
      const fits = fitOf(understanding.kind, index.attribute(told.attr)!, told);
      return {
        ...asking,
        ...coverageOf(fact, places),
        ...wordingOf(fact, places),
        fits: Math.max(0, fits),
        misfits: Number(fits < 0),
        ofFinding: Number(relation === 'finding'),
        ofKin: Number(relation === 'kin'),
        told: Number(relation === 'told'),
        unnamed,
      };
    };
  };
}
