import type { Vocabulary } from '../knowledge/attributes.ts';
import type { Candidate } from './candidates.ts';
import { createCoverage } from './coverage.ts';
import type { FactIndex } from './facts.ts';
import { fitOf } from './fit.ts';
import type { Language } from './language.ts';
import type { Match } from './patterns.ts';
import type { Understanding } from './understand.ts';

/** All that is measured of one fact as the answer to a question; yes is 1, no is 0. */
export interface Measures {
  /** Share of what was asked that the fact covers, 0…1, and its square. */
  readonly share: number;
  readonly shareSquared: number;
  /** Weight of the phrases for its attribute, and its share of the most that any attribute has. */
  readonly asked: number;
  readonly lead: number;
  /** Other attributes are asked for in so many words, this one is not. */
  readonly notAsked: number;
  /** Its kind of value is what the question wants to hear; or is not. */
  readonly fits: number;
  readonly misfits: number;
  readonly lacksNumber: number;
  readonly lacksTopic: number;
  readonly lacksName: number;
  readonly lacksBody: number;
  /** It is not of an entry that is named but of a finding about it; or of one that has otherwise to do with it. */
  readonly ofFinding: number;
  readonly ofKin: number;
  /** What is named is of no entry here: the fact only tells of it. */
  readonly told: number;
  /** Nothing is named at all. */
  readonly unnamed: number;
  /** How the question is worded: see `Wording`. */
  readonly wording: number;
  readonly wordingMean: number;
  readonly wordingAgainst: number;
  readonly wordingOwn: number;
  readonly unanswered: number;
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

/** Makes the measuring of facts against questions. */
export function createMeasuring(index: FactIndex, language: Language, { attributes }: Vocabulary) {
  return function measuringFor(understanding: Understanding): (candidate: Candidate) => Measures {
    const { units, named, kind, asked, content } = understanding;
    const coverageOf = createCoverage(index, understanding);
    const wordingOf = language(understanding);
    const weights = askedBy(understanding);
    const most = Math.max(0, ...weights.values());
    const isNamed =
      named.known.length > 0 || named.unknown.length > 0 || content.some((at) => /^\d/.test(units[at]!.text));
    const placesBy = Map.groupBy(asked, ({ means }) => means);

    return ({ fact, relation }) => {
      const { fact: told } = fact.placed;
      const weight = weights.get(told.attr) ?? 0;
      const byPhrase = new Set((placesBy.get(told.attr) ?? []).flatMap(({ places }) => places));
      const { share, lacksNumber, lacksTopic, lacksName, lacksBody } = coverageOf(fact, byPhrase);
      const fits = fitOf(kind, attributes.get(told.attr)!, told);
      const wording = wordingOf(fact, byPhrase);
      return {
        share,
        shareSquared: share ** 2,
        asked: Math.min(MOST_ASKED, weight),
        lead: most === 0 ? 0 : (weight / most) * Math.min(1, weight),
        notAsked: Number(weight === 0 && most >= 1),
        fits: Math.max(0, fits),
        misfits: Number(fits < 0),
        lacksNumber: Number(lacksNumber),
        lacksTopic: Number(lacksTopic),
        lacksName: Number(lacksName),
        lacksBody: Number(lacksBody),
        ofFinding: Number(relation === 'finding'),
        ofKin: Number(relation === 'kin'),
        told: Number(relation === 'told'),
        unnamed: Number(!isNamed),
        wording: wording.sum,
        wordingMean: wording.mean,
        wordingAgainst: wording.against,
        wordingOwn: wording.own,
        unanswered: wording.unanswered,
      };
    };
  };
}
