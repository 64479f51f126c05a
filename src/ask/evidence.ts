import type { Vocabulary } from '../knowledge/attributes.ts';
import type { Candidate } from './candidates.ts';
import { type Coverage, createCoverage } from './coverage.ts';
import type { FactIndex, IndexedFact } from './facts.ts';
import { fitOf } from './fit.ts';
import { createLikeness } from './likeness.ts';
import type { Match } from './patterns.ts';
import type { Understanding } from './understand.ts';

/** A fact weighed against a question. */
export interface Weighed {
  readonly fact: IndexedFact;
  /** For ranking the facts that one question may get. */
  readonly score: number;
  /** How much speaks for its being the answer, 0…1: for deciding whether it answers at all. */
  readonly evidence: number;
  readonly measures: Measures;
}

/** All that is measured of one fact; `asked` is the weight of the phrases for its attribute, `lead` its share of the most. */
export interface Measures extends Coverage {
  readonly asked: number;
  readonly lead: number;
  readonly fits: number;
  /** Likeness to the questions that the fact is said to answer, and to those that facts of its attribute are. */
  readonly like: number;
  readonly likeAttribute: number;
  /** How much liker the question is to those of another attribute. */
  readonly likeOther: number;
  readonly bm25: number;
  readonly related: boolean;
  readonly named: boolean;
  /** Its words ask for an attribute that this fact is not of. */
  readonly notAsked: boolean;
}

/** What a word of a phrase weighs: a Han character, a word that says something, and one that does not. */
const IN_PHRASE = { han: 0.4, content: 1, filler: 0.3 };
/** What further phrases for the same attribute add to the longest. */
const FURTHER = 0.5;

/** Weights of the score, found on the development half of the benchmark with a part of the phrases left out. */
const SCORE = { asked: 0.9, words: 0.7, bm25: 1.3, fits: 0.5, evidence: 3.4, like: 1.2, likeAttribute: 2.4 };
const PENALTY = { replaced: 3, related: 1.1, lacksNumber: 2 };

/** How far an attribute that was asked for makes up for words that are not covered; more where the kind fits too. */
const BY = { attribute: 0.37, fit: 0.14 };
/** How far a question that is like makes up for words that are not covered. */
const LIKE = { fact: 0.42, attribute: 0.44 };
/** What is left of the evidence where something speaks against the fact. */
const LEFT = { misfit: 0.5, lacksNumber: 0.35, lacksTopic: 0.65, notAsked: 0.89, related: 0.9, unnamed: 0.83 };

function evidenceOf({ share, asked, lead, fits, like, likeAttribute, lacksNumber, lacksTopic }: Measures): number {
  const made = lead * Math.min(1, asked) * (BY.attribute + BY.fit * Math.max(0, fits));
  return (
    (1 - (1 - share) * (1 - made) * (1 - LIKE.fact * like) * (1 - LIKE.attribute * likeAttribute)) *
    (fits < 0 ? LEFT.misfit : 1) *
    (lacksNumber ? LEFT.lacksNumber : 1) *
    (lacksTopic ? LEFT.lacksTopic : 1)
  );
}

/** Makes the weighing of facts against questions: what was asked for first, then words, then the kind of answer. */
export function createScales(index: FactIndex, { attributes }: Vocabulary) {
  const likenessOf = createLikeness(index);
  return function scalesFor(understanding: Understanding) {
    const likeness = likenessOf(understanding);
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

    function measure({ fact, bm25, related }: Candidate): Measures {
      const { attr } = fact.placed.fact;
      const byPhrase = new Set((byAttribute.get(attr) ?? []).flatMap(({ places }) => places));
      const weight = weights.get(attr) ?? 0;
      return {
        ...coverageOf(fact, byPhrase),
        asked: weight,
        lead: most === 0 ? 0 : weight / most,
        fits: fitOf(kind, attributes.get(attr)!, fact.placed.fact),
        like: likeness.toFact(fact.id),
        likeAttribute: likeness.toAttribute(attr),
        likeOther: likeness.most - likeness.toAttribute(attr),
        bm25,
        related,
        named: isNamed,
        notAsked: weight === 0 && most >= 1,
      };
    }

    return function weigh(candidate: Candidate): Weighed {
      const { fact, bm25, related } = candidate;
      const measures = measure(candidate);
      const { asked: weight, words, fits, like, likeAttribute, lacksNumber } = measures;
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
        SCORE.like * like +
        SCORE.likeAttribute * likeAttribute +
        SCORE.evidence * evidence -
        (fact.placed.fact.replaced ? PENALTY.replaced : 0) -
        (related ? PENALTY.related : 0) -
        (lacksNumber ? PENALTY.lacksNumber : 0);
      return { fact, score, evidence, measures };
    };
  };
}
