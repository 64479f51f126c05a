import { pinyin } from 'pinyin-pro';
import { HAN_NUMERALS, readHanNumerals } from './numerals.ts';

const GREEK_LETTERS = 'αβγδεζηθικλμνξοπρστυφχψω';
const GREEK_NAMES =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega';
const LETTERS = new Map([
  ...GREEK_NAMES.split(' ').map((name, place): [string, string] => [GREEK_LETTERS[place]!, name]),
  ['ς', 'sigma'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ı', 'i'],
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
]);
const SPELLED_OUT = new RegExp(`[${[...LETTERS.keys()].join('')}]`, 'g');

const BEYOND_ASCII = /[^\x00-\x7f]/;
/** Apostrophes, the ʻokina and its look-alikes stand inside a word: they vanish before words are split. */
const APOSTROPHES = /['`´’‘‛ʻʼʹʽˈ′＇]/g;
const MARKS_AND_INVISIBLE = /[\p{M}\p{Cf}]+/gu;
const HAN = /\p{Script=Han}/u;
const HAN_RUN = /\p{Script=Han}+/gu;
const NUMERALS = new RegExp(`(${HAN_NUMERALS})(\\s*[号號])?`, 'gu');
const COUNTER = /(?<=\d)\s*[号號]/g;

/** Whether a text has no character beyond ASCII. */
export const isPlain = (text: string): boolean => !BEYOND_ASCII.test(text);

const spellOut = (text: string): string => text.replace(SPELLED_OUT, (letter) => LETTERS.get(letter)!);

/** Lower case without accents, apostrophes, invisible and bidirectional characters; Han characters stay as they are. */
export function foldLetters(text: string): string {
  const plain = text.replace(APOSTROPHES, '');
  if (isPlain(plain)) return plain.toLowerCase();
  return spellOut(plain.normalize('NFKD').replace(MARKS_AND_INVISIBLE, '').toLowerCase());
}

/** Han numerals in digits where they number something: before 号, at the end of a word of three signs, or standing alone. */
export function foldHanNumerals(folded: string): string {
  const fold = (all: string, run: string, counter: string | undefined, at: number) =>
    counter !== undefined || isNumber(folded, at, at + run.length) ? ` ${readHanNumerals(run)} ` : all;
  return folded.replace(NUMERALS, fold).replace(COUNTER, ' ');
}

/** 陆 is six only where it is not land: 着陆, 登陆, 大陆, 内陆. */
const LAND = /[着登大内]陆$/;

function isNumber(text: string, from: number, to: number): boolean {
  if (HAN.test(text.charAt(to)) || LAND.test(text.slice(0, to))) return false;
  return !HAN.test(text.charAt(from - 1)) || HAN.test(text.charAt(from - 2));
}

/** Each run of Han characters, simplified or traditional, as one word of joined pinyin without tones; ü is u. */
export const foldHan = (folded: string): string => folded.replace(HAN_RUN, (run) => ` ${romanise(run)} `);

const romanise = (run: string): string => foldLetters(pinyin(run, { toneType: 'none', type: 'array' }).join(''));

/** Whether the text has a Han character. */
export const hasHan = (text: string): boolean => !isPlain(text) && HAN.test(text);
