import type { Vocabulary } from '../knowledge/attributes.ts';
import type { Candidate } from './candidates.ts';
import { type Coverage, createCoverage } from './coverage.ts';
import type { FactIndex, IndexedFact } from './facts.ts';
import { fitOf } from './fit.ts';
import type { Match } from './patterns.ts';
import type { Understanding } from './understand.ts';

/** A fact weighed against a question. */
export interface Weighed {
  readonly fact: IndexedFact;
  /** For ranking the facts that one question may get. */
  readonly score: number;
  /** How much speaks for its being the answer, 0…1: for deciding whether it answers at all. */
  readonly evidence: number;
}

/** All that is measured of one fact; `asked` is the weight of the phrases for its attribute, `lead` its share of the most. */
interface Measures extends Coverage {
  readonly asked: number;
  readonly lead: number;
  readonly fits: number;
}

/** What a word of a phrase weighs: a Han character, a word that says something, and one that does not. */
const IN_PHRASE = { han: 0.4, content: 1, filler: 0.3 };
/** What further phrases for the same attribute add to the longest. */
const FURTHER = 0.5;

/** Weights of the score, found on the development half of the benchmark with a part of the phrases left out. */
const SCORE = { asked: 0.57, words: 1.16, bm25: 1.43, fits: 0.46, evidence: 3.38 };
const PENALTY = { replaced: 3, related: 1.1, lacksNumber: 2 };

/** How far an attribute that was asked for makes up for words that are not covered; more where the kind fits too. */
const BY_ATTRIBUTE = 0.61;
const BY_FIT = 0.19;
/** What is left of the evidence where something speaks against the fact. */
const LEFT = { misfit: 0.5, lacksNumber: 0.35, lacksTopic: 0.65, notAsked: 0.89, related: 0.9, unnamed: 0.83 };

function evidenceOf({ share, asked, lead, fits, lacksNumber, lacksTopic }: Measures): number {
  const made = lead * Math.min(1, asked) * (BY_ATTRIBUTE + BY_FIT * Math.max(0, fits));
  return (
    (1 - (1 - share) * (1 - made)) *
    (fits < 0 ? LEFT.misfit : 1) *
    (lacksNumber ? LEFT.lacksNumber : 1) *
    (lacksTopic ? LEFT.lacksTopic : 1)
  );
}

/** Makes the weighing of facts against questions: what was asked for first, then words, then the kind of answer. */
export function createScales(index: FactIndex, { attributes }: Vocabulary) {
  return function scalesFor(understanding: Understanding) {
    const { units, named, kind, asked, content } = understanding;
    const isContent = new Set(content);
    const byAttribute = Map.groupBy(asked, ({ means }) => means);
    const coverageOf = createCoverage(index, understanding);

    const inPhrase = (places: Iterable<number>): number =>
      Array.from(places, (at) => {
        if (units[at]!.han) return IN_PHRASE.han;
        return isContent.has(at) ? IN_PHRASE.content : IN_PHRASE.filler;
      }).reduce((sum, weight) => sum + weight, 0);

    function askedBy(matches: readonly Match<string>[]): number {
      const longest = Math.max(0, ...matches.map(({ places }) => inPhrase(places)));
      const all = inPhrase(new Set(matches.flatMap(({ places }) => places)));
      return longest + FURTHER * (all - longest);
    }
    const weights = new Map([...byAttribute].map(([id, matches]) => [id, askedBy(matches)]));
    const most = Math.max(0, ...weights.values());
    const isNamed = named.known.length > 0 || content.some((at) => /^\d/.test(units[at]!.text));

    function measure(fact: IndexedFact): Measures {
      const { attr } = fact.placed.fact;
      const byPhrase = new Set((byAttribute.get(attr) ?? []).flatMap(({ places }) => places));
      const weight = weights.get(attr) ?? 0;
      return {
        ...coverageOf(fact, byPhrase),
        asked: weight,
        lead: most === 0 ? 0 : weight / most,
        fits: fitOf(kind, attributes.get(attr)!, fact.placed.fact),
      };
    }

    return function weigh({ fact, bm25, related }: Candidate): Weighed {
      const measures = measure(fact);
      const { asked: weight, words, fits, lacksNumber } = measures;
      const evidence =
        evidenceOf(measures) *
        (weight === 0 && most >= 1 ? LEFT.notAsked : 1) *
        (related ? LEFT.related : 1) *
        (isNamed ? 1 : LEFT.unnamed);
      const score =
        SCORE.asked * weight +
        SCORE.words * words +
        SCORE.bm25 * bm25 +
        SCORE.fits * fits +
        SCORE.evidence * evidence -
        (fact.placed.fact.replaced ? PENALTY.replaced : 0) -
        (related ? PENALTY.related : 0) -
        (lacksNumber ? PENALTY.lacksNumber : 0);
      return { fact, score, evidence };
    };
  };
}
