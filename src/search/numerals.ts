/** Number words by value: what counts up to nineteen alone, and the tens that take a unit ("twenty three"). */
const ENGLISH_WORDS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen';
const ENGLISH = new Map(ENGLISH_WORDS.split(' ').map((word, value) => [word, value]));
const TENS_WORDS = 'twenty thirty forty fifty sixty seventy eighty ninety';
const TENS = new Map(TENS_WORDS.split(' ').map((word, place) => [word, 10 * (place + 2)]));
const ORDINAL_WORDS = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth';
const ORDINALS = new Map(ORDINAL_WORDS.split(' ').map((word, place) => [word, place + 1]));

/** Values of ten and more are places: they multiply the digit before them. */
const PINYIN = new Map([
  ...'ling yi er san si wu liu qi ba jiu shi'.split(' ').map((word, value): [string, number] => [word, value]),
  ['liang', 2],
  ['bai', 100],
]);
const HAN = new Map([
  ...[...'零一二三四五六七八九十'].map((sign, value): [string, number] => [sign, value]),
  ...[...'〇壹贰叁肆伍陆柒捌玖拾'].map((sign, value): [string, number] => [sign, value]),
  ...[...'貳參陸两兩百千'].map((sign, place): [string, number] => [sign, [2, 3, 6, 2, 2, 100, 1000][place]!]),
]);

/** The class of Han numerals, for a regular expression. */
export const HAN_NUMERALS = `[${[...HAN.keys()].join('')}]+`;

/** `[2, 10, 3]` is 23 and `[10, 2]` is 12 by places; without a place the digits stand side by side: `[2, 0]` is "20". */
function byPlaces(values: readonly number[]): string {
  if (values.every((value) => value < 10)) return values.join('');
  let total = 0;
  let digit = 0;
  for (const value of values) {
    if (value < 10) digit = value;
    else {
      total += (digit || 1) * value;
      digit = 0;
    }
  }
  return String(total + digit);
}

/** A run of Han numerals in digits, by places (二十三: 23) or sign by sign (二〇二四: 2024). */
export function readHanNumerals(run: string): string {
  return byPlaces([...run].map((sign) => HAN.get(sign) ?? 0));
}

const ROMAN_VALUES = { i: 1, v: 5, x: 10, l: 50, c: 100 };
const ROMAN = /^(?=.)c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/;

function readRoman(word: string): string {
  const values = [...word].map((letter) => ROMAN_VALUES[letter as keyof typeof ROMAN_VALUES]);
  return String(values.reduce((sum, value, place) => sum + (value < (values[place + 1] ?? 0) ? -value : value), 0));
}

/** What was read from the words at a place: the number in digits, and how many words it took. */
interface Numeral {
  digits: string;
  taken: number;
}

const isDigits = (word: string | undefined): boolean => word !== undefined && word <= '9~';

function english(words: readonly string[], at: number): Numeral | undefined {
  const tens = TENS.get(words[at]!);
  if (tens === undefined) {
    const value = ENGLISH.get(words[at]!);
    return value === undefined ? undefined : { digits: String(value), taken: 1 };
  }
  const unit = ENGLISH.get(words[at + 1] ?? '') ?? 0;
  const joined = unit > 0 && unit < 10;
  return { digits: String(joined ? tens + unit : tens), taken: joined ? 2 : 1 };
}

/** Syllables of "nine thousand" and a bit: bounds the work on texts of nothing but numerals. */
const LONGEST_NUMERAL = 8;

/** Pinyin numerals are ordinary syllables too ("si", "ba"): numbers only at the end of the words or before "hao" (号). */
function pinyin(words: readonly string[], at: number): Numeral | undefined {
  let end = at;
  while (end - at < LONGEST_NUMERAL && PINYIN.has(words[end] ?? '')) end++;
  if (end === at || (end < words.length && words[end] !== 'hao')) return undefined;
  return { digits: byPlaces(words.slice(at, end).map((word) => PINYIN.get(word)!)), taken: end - at };
}

/** Up to thirty-nine; one letter counts only as the last word and not after a number ("Voyager I", not "Kepler-33 i"). */
function roman(words: readonly string[], at: number): Numeral | undefined {
  const word = words[at]!;
  if (!ROMAN.test(word) || /[lc]/.test(word)) return undefined;
  if (word.length === 1 && (at < words.length - 1 || isDigits(words[at - 1]))) return undefined;
  return { digits: readRoman(word), taken: 1 };
}

/** Readings that are only sometimes meant: ordinals, roman numerals of one letter or above thirty-nine. */
function doubtful(words: readonly string[], at: number): Numeral | undefined {
  const word = words[at]!;
  const ordinal = ORDINALS.get(word);
  if (ordinal !== undefined) return { digits: String(ordinal), taken: 1 };
  return ROMAN.test(word) && word !== 'l' && word !== 'c' ? { digits: readRoman(word), taken: 1 } : undefined;
}

/** A number glued to its name ("changesix"). */
const GLUED = /^(\p{L}{4,})(two|three|four|five|six|seven|eight|nine)$/u;
const unglue = (word: string): readonly string[] => GLUED.exec(word)?.slice(1) ?? [word];

/** Pinyin numerals written as one word ("ershiyi"), with their counter ("sihao") or before it. */
const SYLLABLES = [...PINYIN.keys()].join('|');
const JOINED = new RegExp(`^(?:${SYLLABLES})+(hao)?$`);
const SYLLABLE = new RegExp(`${SYLLABLES}|hao`, 'g');

function unjoin(word: string, at: number, words: readonly string[]): readonly string[] {
  const [joined, counter] = JOINED.exec(word) ?? [];
  return joined && (counter ?? words[at + 1]) === 'hao' ? word.match(SYLLABLE)! : [word];
}

/** A counter word that says nothing beside its number: "2 hao" (二号), "No 2". */
const isCounter = (words: readonly string[], at: number, read: readonly string[]): boolean =>
  (words[at] === 'hao' && isDigits(read.at(-1))) || (words[at] === 'no' && at > 0 && isDigits(words[at + 1]));

function readAll(words: readonly string[], read: (at: number) => Numeral | undefined): readonly string[] {
  const out: string[] = [];
  for (let at = 0; at < words.length; ) {
    const numeral = read(at);
    if (numeral !== undefined) out.push(numeral.digits);
    else if (!isCounter(words, at, out)) out.push(words[at]!);
    at += numeral?.taken ?? 1;
  }
  return out;
}

/** Words with every sure numeral in digits; a first word is never sure ("One Web", "Xi Aquilae"). */
export function readNumerals(written: readonly string[]): readonly string[] {
  const words = written.flatMap(unjoin);
  return readAll(words, (at) => (at === 0 ? undefined : (english(words, at) ?? pinyin(words, at) ?? roman(words, at))));
}

/** Words with everything in digits that could be a numeral at all: for exact look-ups, never for likeness. */
export function readDoubtfulNumerals(words: readonly string[]): readonly string[] {
  const split = words.flatMap(unglue);
  return readAll(split, (at) => english(split, at) ?? pinyin(split, at) ?? doubtful(split, at) ?? roman(split, at));
}

const NUMERAL_WORDS = new Set(
  [ENGLISH, TENS, ORDINALS, PINYIN].flatMap((words) => [...words.keys()]).concat('hao', 'no'),
);

const SHAPES = [ROMAN, GLUED, JOINED];

/** Whether any of the words could be part of a numeral: most names have none and need one reading only. */
export function mayHaveNumerals(words: readonly string[]): boolean {
  return words.some((word) => !isDigits(word) && (NUMERAL_WORDS.has(word) || SHAPES.some((shape) => shape.test(word))));
}
