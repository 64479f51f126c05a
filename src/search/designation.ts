import { isReordered } from './likeness.ts';
import { type Name, withoutZeros } from './normalise.ts';

const isNumber = (word: string): boolean => word !== '' && word <= '9~';
/** Letters of a catalogue or a part ("HO3", "TOI-201", "Kepler-296 Ab"): too few for a slip of the finger to be told. */
const SHORT = 3;
const PART = 2;

/** A number with the word before it, and the letters after it if they are so few that they are its part. */
interface Designation {
  number: string;
  before: string;
  after: string;
}

const letters = (word: string | undefined): string => (word === undefined || isNumber(word) ? '' : word);

function designations(words: readonly string[]): readonly Designation[] {
  return words.flatMap((word, at) => {
    if (!isNumber(word)) return [];
    const [before, after] = [letters(words[at - 1]), letters(words[at + 1])];
    return [{ number: withoutZeros(word), before, after: after.length <= PART ? after : '' }];
  });
}

/** The single letters from a name's first number on, or the last one ("Gliese 687 C c", "Proxima b"). */
function parts(words: readonly string[]): string {
  const from = words.findIndex(isNumber);
  const tail = from < 0 ? words.slice(1).slice(-1) : words.slice(from);
  return tail.filter((word) => word.length === 1 && !isNumber(word)).join('');
}

/** A short word is the other's word, or the end of it where only separators differ ("tian wen 2"). */
function sameBefore(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short.length > SHORT) return true;
  return long.length > SHORT ? long.endsWith(short) : long === short;
}

const isSame = (one: Designation, other: Designation): boolean =>
  one.number === other.number && one.after === other.after && sameBefore(one.before, other.before);

const areSame = (asked: readonly Designation[], had: readonly Designation[]): boolean =>
  asked.length === had.length && asked.every((one, at) => isSame(one, had[at]!));

const numbersOf = (words: readonly string[]): string => words.filter(isNumber).map(withoutZeros).join(' ');

/** The words in their places and only the numbers exchanged: "Flock 3 P 20" is not Flock 20 P 3. */
const exchangesNumbers = (query: Name, name: Name): boolean =>
  query.words.every((word, at) => (isNumber(word) ? isNumber(name.words[at]!) : word === name.words[at]));

/**
 * With a number in the query, a word that the index knows is meant as it stands: "Shijian 33" is no slip for Shiyan-33,
 * and "Capella-2-Whitney" is more than Capella-2.
 */
const hasOtherKnownWord = (query: Name, name: Name, isKnown: (word: string) => boolean): boolean =>
  query.words.some((word) => !isNumber(word) && !name.words.includes(word) && isKnown(word));

/** Characters by which a name may be longer than a query with a number: "Luna 1" is not Lunar Orbiter 1. */
const LONGER = 3;

/** What is asked, as far as designations go. */
interface Asked {
  readonly query: Name;
  /** Whether anything stands between the words of the query as it was typed. */
  readonly separated: boolean;
  /** Whether the index has the word in any name. */
  readonly isKnown: (word: string) => boolean;
}

/**
 * Whether a name differs from the query in a designation, so that it may be offered but is no answer. `lookedUp` says
 * that the query, in one of its readings, is the whole of the name's key or the beginning of it.
 */
export type Guard = (name: Name, lookedUp: 'whole' | 'beginning' | undefined) => boolean;

/**
 * Makes the guard of one query.
 * - A number, one or two letters after it (311P, Kepler-296 Ab), up to three letters before it (TOI-201) and a last
 *   single letter (Proxima b) are designations. None is ever an edit; those of query and name must be the same, and
 *   in the same order unless the words are all there in another.
 * - So a missing or an extra number makes the hit guarded, a year too: "Mars 2020" and "2016 HO3" show that years
 *   designate. "Apollo 1" is not on the way to Apollo 11, nor "Chang'e 5" to Chang'e 5-T1.
 * - A query without numbers that is a plain beginning of the name may lack them: "tianwen" leads to all of that name.
 * - Beside a number no word that the index knows is corrected or ignored, and the name is not much longer.
 * - A query without any separator may have lost those between numbers ("KOI70703" for KOI-707.03).
 */
export function createGuard({ query, separated, isKnown }: Asked): Guard {
  const [asked, numbers, letter] = [designations(query.words), numbersOf(query.words), parts(query.words)];
  return (name, lookedUp) => {
    if (query.key === name.key) return separated && numbers !== numbersOf(name.words);
    if (lookedUp && numbers === '') return false;
    if (lookedUp === 'whole' && !name.words.some(isNumber)) return false;
    if (isReordered(query, name)) return exchangesNumbers(query, name);
    if (letter !== parts(name.words) || !areSame(asked, designations(name.words))) return true;
    if (lookedUp || numbers === '') return false;
    return name.key.length > query.key.length + LONGER || hasOtherKnownWord(query, name, isKnown);
  };
}
