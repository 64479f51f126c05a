import { foldHan, foldHanNumerals, foldLetters, hasHan, isPlain } from './fold.ts';
import { mayHaveNumerals, readDoubtfulNumerals, readNumerals } from './numerals.ts';

/** Characters of a name or a query that are looked at; what follows is ignored on both sides alike. */
export const LONGEST = 100;

const WORDS = /\p{L}+|\d+/gu;
/** The same for plain text, which most names are, in a fraction of the time. */
const PLAIN_WORDS = /[a-z]+|\d+/g;
const wordsOf = (folded: string): readonly string[] => folded.match(isPlain(folded) ? PLAIN_WORDS : WORDS) ?? [];
const keyOf = (words: readonly string[]): string => words.join('').slice(0, LONGEST);

/**
 * The words and numbers of any text, the same for every spelling of a name: lower case, no accents or apostrophes,
 * Greek letters by name, Han runs in pinyin, and sure numerals (English, roman, Chinese, pinyin) in digits.
 * `Chang’e-6` and `嫦娥六號` are both `['change', '6']`. A number keeps its leading zeros.
 */
export function tokens(text: string): readonly string[] {
  const words = wordsOf(romanised(foldLetters(text)));
  return mayHaveNumerals(words) ? readNumerals(words) : words;
}

/** The tokens of a text without their separators: one key for `tianwen2`, `Tian Wen II` and `天问二号`. */
export function searchKey(text: string): string {
  return keyOf(tokens(text.slice(0, LONGEST)));
}

const romanised = (folded: string): string => (hasHan(folded) ? foldHan(foldHanNumerals(folded)) : folded);

/** A name as it is compared. */
export interface Name {
  /** The tokens, the separators between them gone; at most `LONGEST` characters. */
  readonly key: string;
  /** The tokens. */
  readonly words: readonly string[];
}

/** A name or a query as the index reads it. */
export interface Reading extends Name {
  /** Keys of the other ways to read it, for exact look-ups: numerals otherwise read, leading zeros gone, Han signs. */
  readonly otherKeys: readonly string[];
}

/** Reads the first `LONGEST` characters of a text. A text without letters and digits has an empty key. */
export function read(text: string): Reading {
  const folded = foldLetters(text.slice(0, LONGEST));
  const written = wordsOf(romanised(folded));
  const numerals = mayHaveNumerals(written);
  const words = numerals ? readNumerals(written) : written;
  const key = keyOf(words);
  const others = [
    ...(numerals ? [written, readDoubtfulNumerals(written)] : []),
    ...(hasHan(folded) ? [wordsOf(foldHan(folded)), wordsOf(folded)] : []),
    ...(words.some(hasZeros) ? [words.map(withoutZeros)] : []),
  ].map(keyOf);
  const otherKeys =
    others.length === 0 ? others : [...new Set(others)].filter((other) => other !== key && other !== '');
  return { key, words, otherKeys };
}

const SEPARATOR = /[\p{L}\d][^\p{L}\d]+[\p{L}\d]/u;

/** Whether anything but letters and digits stands between the words of a text. */
export const isSeparated = (text: string): boolean => SEPARATOR.test(foldLetters(text.slice(0, LONGEST)));

const ENDS_APART = /\s[\p{L}\d]+\s*$/u;

/**
 * A query whose end says its number, or all of it, twice ("Tianwen-2 2", "天问二号 Tianwen-2"), said once. A number alone
 * is said twice only if a space stands before it: "M10-10" is a designation.
 */
export function withoutRepeat(query: Reading, text: string): Reading {
  const { words } = query;
  if (!/^\d/.test(words.at(-1) ?? '')) return query;
  const least = ENDS_APART.test(text.slice(0, LONGEST)) ? 1 : 2;
  for (let size = words.length >> 1; size >= least; size--) {
    const once = words.slice(0, -size);
    if (once.slice(-size).join(' ') === words.slice(-size).join(' '))
      return { ...query, words: once, key: keyOf(once) };
  }
  return query;
}

const hasZeros = (word: string): boolean => word.startsWith('0') && word.length > 1;

/** A number token without its leading zeros; other tokens as they are. */
export const withoutZeros = (word: string): string => (hasZeros(word) ? word.replace(/^0+(?=\d)/, '') : word);
