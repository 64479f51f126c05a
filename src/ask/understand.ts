import type { QuestionKind, Vocabulary } from '../knowledge/attributes.ts';
import { type FactIndex, sameMatcher } from './facts.ts';
import type { createNames, Named } from './names.ts';
import { createMatcher, type Match } from './patterns.ts';
import { correctedBy } from './spelling.ts';
import { folded, type Unit, unitsOf } from './units.ts';

/** A question as it was understood; `places` are those of units. */
export interface Understanding {
  readonly units: readonly Unit[];
  readonly named: Named;
  readonly kind: QuestionKind | undefined;
  /** Attributes that its words ask for. */
  readonly asked: readonly Match<string>[];
  readonly same: readonly Match<number>[];
  /** The attribute asked for by the most words. */
  readonly wanted: string | undefined;
  /** Places of the words that say what is asked for: no names, question words or filler. */
  readonly content: readonly number[];
}

/** Characters of a question that are looked at. */
const LONGEST = 300;

const both = ({ en, zh }: { en: readonly string[]; zh: readonly string[] }) => [...en, ...zh];

/** The question's kind is that of its first question word, the longest that begins there; yes or no only if none other. */
function kindOf(matches: readonly Match<QuestionKind>[]): QuestionKind | undefined {
  const open = matches.filter(({ means }) => means !== 'yes-no');
  const [first] = (open.length > 0 ? open : matches).toSorted(
    (a, b) => a.places[0]! - b.places[0]! || b.places.length - a.places.length,
  );
  return first?.means;
}

/** Makes the function that reads a question: which entries it names, what it asks of them, and in what kind of answer. */
export function createUnderstanding(entries: FactIndex, names: ReturnType<typeof createNames>, vocabulary: Vocabulary) {
  const { attributes, questions } = vocabulary;
  const { kinds, filler, forms } = questions;
  const matchKinds = createMatcher(
    Object.entries(kinds).flatMap(([kind, phrases]) =>
      both(phrases).map((one) => [one, kind as QuestionKind] as const),
    ),
    forms,
  );
  const matchFiller = createMatcher(
    both(filler).map((one) => [one, true] as const),
    forms,
  );
  const matchAsked = createMatcher(
    [...attributes.values()].flatMap(({ id, ask, label }) =>
      [...both(ask), label.en, label.zh].map((one) => [one, id] as const),
    ),
    forms,
  );
  const matchSame = sameMatcher(vocabulary);
  const corrected = correctedBy(vocabulary, (term) => entries.has(term));

  return function understand(question: string): Understanding {
    const written = unitsOf(folded(question.slice(0, LONGEST)), forms);
    const named = names(written);
    const twice = repeated(named.known);
    const inName = new Set(
      [...named.known.filter((span) => !twice.includes(span)), ...named.unknown].flatMap(({ from, to }) =>
        range(from, to),
      ),
    );
    const units = written.map((unit, at) => (inName.has(at) ? { ...unit, stem: '' } : corrected(unit)));
    const filled = new Set(matchFiller(units, []).flatMap(({ places }) => places));
    const light = units.map((_, at) => inName.has(at) || filled.has(at));
    const kindMatches = matchKinds(units, light);
    const opening = new Set(kindMatches.flatMap(({ means, places }) => (means === 'number' ? [] : places)));
    const content = units.flatMap((_, at) => (inName.has(at) || filled.has(at) || opening.has(at) ? [] : [at]));
    const asked = matchAsked(units, light);
    return {
      units,
      named,
      kind: kindOf(kindMatches),
      asked,
      wanted: wantedOf(asked, content),
      same: matchSame(units, light),
      content,
    };
  };
}

/** Only what a word of content asks for counts. */
function wantedOf(asked: readonly Match<string>[], content: readonly number[]): string | undefined {
  const real = asked.filter(({ places }) => places.some((at) => content.includes(at)));
  return real.toSorted((a, b) => b.places.length - a.places.length)[0]?.means;
}

/** Spans that name again what a longer one names: they say what is asked about it ("is 2016 HO3 a quasi-moon"). */
function repeated(known: Named['known']): Named['known'] {
  const byLength = known.toSorted((a, b) => b.to - b.from - (a.to - a.from));
  return byLength.filter(({ entries }, at) =>
    byLength.slice(0, at).some((other) => entries.every((entry) => other.entries.includes(entry))),
  );
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);
