import { pinyin } from 'pinyin-pro';
import { stemmer } from 'stemmer';
import { foldHanNumerals, foldLetters, hasHan } from '../search/fold.ts';
import { mayHaveNumerals, readNumerals } from '../search/numerals.ts';
import { simplified } from './simplified.ts';

/** A word, a number or one Han character of a text, where it stands. */
export interface Unit {
  readonly text: string;
  /** As it is compared with words of facts: English without its ending. */
  readonly stem: string;
  /** The same, in a name too, where `stem` is empty. */
  readonly raw: string;
  readonly han: boolean;
  /** Where it begins and ends in the folded text. */
  readonly from: number;
  readonly to: number;
}

/** Irregular forms of English words, by form. */
type Forms = Readonly<Record<string, string>>;

const UNIT = /\p{Script=Han}|\d+(?:[.,]\d+)*|[^\P{L}\p{Script=Han}]+/gu;
const DIGITS = /^\d/;
/** Words whose stems are kept: what people type has no end. */
const MOST_KNOWN = 20_000;

/** What a word is compared by: English without its ending, a number without its commas. */
export type Stem = (word: string) => string;

const plain: Stem = (word) => (DIGITS.test(word) ? word.replaceAll(',', '') : stemmer(word));

/** Makes a stemmer that knows irregular forms, and each word that it has seen. */
export function createStem(forms: Forms): Stem {
  const known = new Map<string, string>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const stem = plain(Object.hasOwn(forms, word) ? forms[word]! : word);
    if (known.size < MOST_KNOWN) known.set(word, stem);
    return stem;
  };
}

/** What makes an English name somebody's: "Xuntian's mirror" names Xuntian. */
const POSSESSIVE = /(?<=\p{L})['’]s(?!\p{L})/giu;

/** The text as units compare: folded, in simplified characters, and Han numerals that number something in digits. */
export function folded(text: string): string {
  const letters = foldLetters(text.replace(POSSESSIVE, ' s'));
  return hasHan(letters) ? foldHanNumerals(simplified(letters)) : letters;
}

/** All units of a text that `folded` made. */
export function unitsOf(text: string, stemOf: Stem = plain): Unit[] {
  return [...text.matchAll(UNIT)].map(({ 0: unit, index }) => {
    const han = hasHan(unit);
    const stem = han ? unit : stemOf(unit);
    return { text: unit, stem, raw: stem, han, from: index, to: index + unit.length };
  });
}

const isNumber = (unit: Unit) => DIGITS.test(unit.text);

/** A number as a name has it: `two` and `II` are `2`. */
function numeral(word: string): string {
  return word.length > 1 && mayHaveNumerals([word]) ? readNumerals(['', word])[1]! : word;
}

/** Syllables of each run of Han characters, by the place of their unit. */
function syllables(units: readonly Unit[]): Map<number, string> {
  const found = new Map<number, string>();
  for (let at = 0; at < units.length; at++) {
    if (!units[at]!.han || found.has(at)) continue;
    let end = at + 1;
    while (units[end]?.han && units[end]!.from === units[end - 1]!.to) end++;
    const run = units.slice(at, end).map(({ text }) => text);
    const read = pinyin(run.join(''), { toneType: 'none', type: 'array' });
    for (const [offset, syllable] of read.entries()) found.set(at + offset, foldLetters(syllable));
  }
  return found;
}

/** What each unit is in a name's key: syllables for Han, digits for every numeral. */
export function keysOf(units: readonly Unit[]): string[] {
  const read = syllables(units);
  return units.map((unit, at) => read.get(at) ?? (isNumber(unit) ? unit.text.replaceAll(',', '') : numeral(unit.text)));
}

/** What is counted or measured: a number before it is an amount, whatever name stands before that. */
const COUNTED =
  /^(?:[亿万千百年月日天时分秒岁个颗块克吨斤公米里度倍次种位名]|billion|million|thousand|hundred|percent|years?|months?|weeks?|days?|hours?|minutes?|kilo\w+|met(?:re|er)s?|miles?|gram(?:me)?s?|ton(?:ne)?s?|degrees?|k?m|k?g)$/;

/** Whether a number before a unit is an amount of it. */
export const isCounted = ({ text }: Unit): boolean => COUNTED.test(text);

/** Whether a unit is a number in digits. */
export { isNumber };
