import type { Attribute, QuestionKind, Vocabulary } from '../knowledge/attributes.ts';
import { type FactIndex, type IndexedFact, sameTerm, termsOf } from './facts.ts';
import type { Understanding } from './understand.ts';
import { isNumber } from './units.ts';

/** A fact weighed against a question. */
export interface Weighed {
  readonly fact: IndexedFact;
  /** For ranking facts of one question. */
  readonly score: number;
  /** How much speaks for its being the answer, 0…1.35: for deciding whether it answers at all. */
  readonly evidence: number;
  /** Weight of the longest phrase by which its attribute was asked for. */
  readonly asked: number;
}

/** What a unit counts: a word by how much it tells, a Han character a little. */
const HAN = 0.4;
const NAME = 0.8;

const kindOfAttribute: Record<Attribute['type'], QuestionKind | undefined> = {
  date: 'when',
  number: 'number',
  words: undefined,
  id: undefined,
};

const COUNTED = /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|multiple|several)\b/i;

/** How an attribute's answers fit a kind of question: 1 as asked, 0 perhaps, below 0 not. */
function fitOf(
  kind: QuestionKind | undefined,
  { fact, attribute }: { fact: IndexedFact; attribute: Attribute },
): number {
  if (kind === undefined || kind === 'which' || kind === 'yes-no') return 0;
  const answers = attribute.answers ?? kindOfAttribute[attribute.type];
  if (answers === kind) return 1;
  const { when, value } = fact.placed.fact;
  if (kind === 'when') return when ? 0.5 : -1;
  if (kind === 'number') return answers !== 'when' && COUNTED.test(JSON.stringify(value)) ? 0 : -1;
  return answers === undefined ? 0 : -1;
}

export const P = {
  asked: 1,
  words: 1,
  bm25: 0.8,
  fits: 0.7,
  coverage: 3,
  same: 0.6,
  bonus: 0.5,
  fitBonus: 0.15,
  misfit: 0.4,
  missing: 0.3,
  otherAsked: 0.8,
  related: 1.5,
  relatedEvidence: 0.9,
  absent: 0.5,
  flat: 0.3,
  enough: 0.66,
  unnamed: 0.85,
};

/** Weighs facts against an understood question. */
export function createScales(index: FactIndex, vocabulary: Vocabulary) {
  const { attributes } = vocabulary;

  return function scalesFor({ units, named, kind, asked, same, content }: Understanding) {
    const isContent = new Set(content);
    const weights = units.map((unit, at) => {
      if (!isContent.has(at)) return 0;
      if (unit.han) return HAN;
      return isNumber(unit) ? 1 : P.flat + (1 - P.flat) * index.weight(unit.stem);
    });
    const phraseWeight = (places: readonly number[]) =>
      places.reduce((sum, at) => sum + (units[at]!.han ? HAN : isContent.has(at) ? 1 : 0.3), 0);
    const absent = asked
      .filter(({ means }) => !index.hasAttribute(means))
      .flatMap(({ places }) => places.filter((at) => isContent.has(at)));
    const most = Math.max(0, ...asked.map(({ places }) => phraseWeight(places)));

    function covers(terms: ReadonlySet<string>, at: number): boolean {
      const unit = units[at]!;
      if (!unit.han) return terms.has(unit.stem);
      const [before, after] = [units[at - 1], units[at + 1]];
      return (
        (after?.han === true && terms.has(unit.stem + after.stem)) ||
        (before?.han === true && terms.has(before.stem + unit.stem))
      );
    }

    return function weigh(fact: IndexedFact, bm25: number, related: boolean): Weighed {
      const attribute = attributes.get(fact.placed.fact.attr)!;
      const matches = asked.filter(({ means }) => means === attribute.id);
      const byPhrase = new Set(matches.flatMap(({ places }) => places));
      const bySame = new Set(same.flatMap(({ means, places }) => (fact.terms.has(sameTerm(means)) ? places : [])));
      let total = 0;
      let covered = 0;
      let words = 0;
      let missing = false;
      for (const at of content) {
        const weight = weights[at]!;
        total += weight;
        const met = covers(fact.terms, at);
        if (met || byPhrase.has(at) || bySame.has(at) || (!isNumber(units[at]!) && covers(fact.subject, at)))
          covered += weight;
        else if (isNumber(units[at]!)) missing = true;
        if (met) words += weight;
        else if (bySame.has(at)) words += P.same * weight;
      }
      const others = named.known.filter(({ entries }) => !entries.includes(fact.entry));
      for (const { from, to } of others) {
        const met = termsOf(units.slice(from, to).map((unit) => ({ ...unit, stem: unit.raw }))).every((term) =>
          fact.terms.has(term),
        );
        total += NAME;
        if (met) covered += NAME;
        if (met) words += NAME;
      }
      const longest = Math.max(0, ...matches.map(({ places }) => phraseWeight(places)));
      const fits = fitOf(kind, { fact, attribute });
      const replaced = fact.placed.fact.replaced ? 3 : 0;
      const coverage = total === 0 ? (longest > 0 ? 1 : 0) : covered / total;
      const ratio = most === 0 ? 0 : longest / most;
      const evidence =
        (1 - (1 - coverage) * (1 - ratio * Math.min(1, longest) * (P.bonus + P.fitBonus * Math.max(0, fits)))) *
        (fits < 0 ? P.misfit : 1) *
        (missing ? P.missing : 1) *
        (absent.some((at) => !byPhrase.has(at) && !covers(fact.terms, at)) ? P.absent : 1) *
        (longest === 0 && most >= 1 ? P.otherAsked : 1) *
        (related ? P.relatedEvidence : 1);
      const score =
        P.asked * longest +
        P.words * words +
        P.bm25 * bm25 +
        P.fits * fits +
        P.coverage * evidence -
        replaced -
        (related ? P.related : 0);
      return { fact, score, evidence, asked: longest };
    };
  };
}
