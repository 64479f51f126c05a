import type { QuestionKind } from '../knowledge/attributes.ts';
import type { FactIndex } from './facts.ts';
import type { Grammar } from './grammar.ts';
import type { Named, Span } from './misspelt.ts';
import type { createNames } from './names.ts';
import type { Match } from './patterns.ts';
import { folded, isNumber, type Stem, type Unit, unitsOf } from './units.ts';

/** A question as it was understood; `places` are those of units. */
export interface Understanding {
  readonly units: readonly Unit[];
  readonly named: Named;
  readonly kind: QuestionKind | undefined;
  /** Attributes that its words ask for. */
  readonly asked: readonly Match<string>[];
  readonly same: readonly Match<number>[];
  /** Whether it asks for what once was so, or was to be. */
  readonly isEarlier: boolean;
  /** The attribute asked for by the most words. */
  readonly wanted: string | undefined;
  /** Places of the words that say what is asked for: no names, question words or filler. */
  readonly content: readonly number[];
  /** Stems of words with a capital, but for those that begin a sentence: they may be names. */
  readonly proper: ReadonlySet<string>;
}

/** Characters of a question that are looked at. */
const LONGEST = 300;

/** A word with a capital after one without. */
const PROPER = /(?<=\p{Ll}[,’')]* )(\p{Lu}\p{L}+)/gu;

/** Entries that have a word which is no name of one. */
const PLAIN = 8;

const overlap = (one: readonly number[], other: readonly number[]) => one.some((at) => other.includes(at));

/** The kind of the first question word that is no part of a longer one; yes or no only if there is none other. */
function kindOf(matches: readonly Match<QuestionKind>[]): QuestionKind | undefined {
  const open = matches.filter(({ means }) => means !== 'yes-no');
  const candidates = open.length > 0 ? open : matches;
  const whole = candidates.filter(
    ({ places }) => !candidates.some((other) => other.places.length > places.length && overlap(places, other.places)),
  );
  return whole.toSorted((a, b) => a.places[0]! - b.places[0]!)[0]?.means;
}

/** Makes the function that reads a question: which entries it names, what it asks of them, and in what kind of answer. */
export function createUnderstanding(entries: FactIndex, names: ReturnType<typeof createNames>, grammar: Grammar) {
  const isPlain = ({ raw, text, han }: Unit) => !han && !/\d/.test(text) && entries.spread(raw) >= PLAIN;

  function namesOf(written: readonly Unit[]): Named {
    const { known, unknown } = names(written);
    const described = describing(written, known, isPlain);
    return { known: known.filter((span) => !described.includes(span)), unknown };
  }

  /** The units of a question; those of names are without a stem, others but those with a capital spelt as they are meant. */
  function unitsIn(written: readonly Unit[], named: Named, proper: ReadonlySet<string>): Unit[] {
    const inName = new Set([...named.known, ...named.unknown].flatMap(({ from, to }) => range(from, to)));
    const isMeant = (stem: string) => proper.has(stem) || entries.has(stem);
    return written.map((unit, at) => (inName.has(at) ? { ...unit, stem: '' } : grammar.spelling(unit, isMeant)));
  }

  return function understand(question: string): Understanding {
    const written = unitsOf(folded(question.slice(0, LONGEST)), grammar.stemOf);
    const named = namesOf(written);
    const proper = properIn(question, grammar.stemOf);
    return { ...understood(unitsIn(written, named, proper), named, grammar), proper };
  };
}

/** Stems of the words with a capital inside sentences that are not written in capitals throughout. */
function properIn(question: string, stemOf: Stem): ReadonlySet<string> {
  const words = Array.from(question.slice(0, LONGEST).matchAll(PROPER), ([, word]) => word!);
  return new Set(words.flatMap((word) => unitsOf(folded(word), stemOf).map(({ stem }) => stem)));
}

/** What the words of a question say beside the names in it. */
function understood(units: readonly Unit[], named: Named, grammar: Grammar): Omit<Understanding, 'proper'> {
  const filled = new Set(grammar.filler(units, []).flatMap(({ places }) => places));
  const light = units.map(({ stem }, at) => stem === '' || filled.has(at));
  const kinds = grammar.kinds(units, light);
  const opening = new Set(kinds.flatMap(({ means, places }) => (means === 'number' ? [] : places)));
  const isSilent = (unit: Unit, at: number) => light[at] || opening.has(at) || isRepeated(units, unit, at);
  const content = units.flatMap((unit, at) => (isSilent(unit, at) ? [] : [at]));
  const asked = grammar.asked(units, light);
  const [same, isEarlier] = [grammar.same(units, light), grammar.earlier(units, light).length > 0];
  return { units, named, kind: kindOf(kinds), asked, wanted: wantedOf(asked, content), same, isEarlier, content };
}

/** Only what a word of content asks for counts. */
function wantedOf(asked: readonly Match<string>[], content: readonly number[]): string | undefined {
  const real = asked.filter(({ places }) => places.some((at) => content.includes(at)));
  return real.toSorted((a, b) => b.places.length - a.places.length)[0]?.means;
}

/** A word that was there before says nothing more; Han characters make other words with each neighbour. */
const isRepeated = (units: readonly Unit[], { han, stem }: Unit, at: number) =>
  !han && units.findIndex((other) => other.stem === stem) < at;

const length = ({ from, to }: Span) => to - from;

/**
 * Spans that say what is asked rather than of what: those that name again what another names ("is 2016 HO3 a
 * quasi-moon"), and plain words ("the moon rocks of Chang'e-5") beside a name that is none.
 */
function describing(units: readonly Unit[], known: Named['known'], isPlain: (unit: Unit) => boolean): Named['known'] {
  const plain = (span: Span) => units.slice(span.from, span.to).every(isPlain);
  const numbered = ({ from, to }: Span) => units.slice(from, to).some(isNumber);
  const byStrength = known.toSorted(
    (a, b) => Number(plain(a)) - Number(plain(b)) || Number(numbered(b)) - Number(numbered(a)) || length(b) - length(a),
  );
  return byStrength.filter((span, at) =>
    byStrength
      .slice(0, at)
      .some((other) => (plain(span) && !plain(other)) || span.entries.every((entry) => other.entries.includes(entry))),
  );
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);
