import { isReordered } from './likeness.ts';
import { type Name, withoutZeros } from './normalise.ts';

const isNumber = (word: string): boolean => word !== '' && word <= '9~';
/** Letters of a catalogue or a part ("HO3", "TOI-201", "DFH-2A"): too few for a slip of the finger to be told. */
const SHORT = 3;

/** A number with the letters that belong to it: those before, if they are few, and the single one after. */
interface Designation {
  number: string;
  before: string;
  after: string;
}

function designations(words: readonly string[]): readonly Designation[] {
  return words.flatMap((word, at) => {
    if (!isNumber(word)) return [];
    const [before = '', after = ''] = [words[at - 1], words[at + 1]];
    return [
      {
        number: withoutZeros(word),
        before: !isNumber(before) && before.length <= SHORT ? before : '',
        after: after.length === 1 && !isNumber(after) ? after : '',
      },
    ];
  });
}

/** The letter that ends a name without being a number's ("Proxima b"). */
function part(words: readonly string[]): string {
  const last = words.at(-1)!;
  return last.length === 1 && !isNumber(last) && words.length > 1 ? last : '';
}

const byNumber = (one: Designation, other: Designation): number => (one.number < other.number ? -1 : 1);

const isSame = (one: Designation, other: Designation): boolean =>
  one.number === other.number &&
  one.after === other.after &&
  (one.before === other.before || one.before === '' || other.before === '');

function sameDesignations(query: readonly string[], name: readonly string[]): boolean {
  const [asked, had] = [designations(query), designations(name)];
  if (asked.length !== had.length || part(query) !== part(name)) return false;
  const sorted = had.toSorted(byNumber);
  return asked.toSorted(byNumber).every((one, at) => isSame(one, sorted[at]!));
}

const numbersOf = (words: readonly string[]): string => words.filter(isNumber).map(withoutZeros).join(' ');

/** With a number in the query, a word that the index knows is meant as it stands: "Shijian 33" is no slip for Shiyan-33. */
function correctsKnownWord(query: Name, name: Name, isKnown: (word: string) => boolean): boolean {
  if (!query.words.some(isNumber)) return false;
  const dividedAlike = query.words.length === name.words.length;
  const has = (word: string) => (dividedAlike ? name.words.includes(word) : name.key.includes(word));
  return query.words.some((word) => !isNumber(word) && !has(word) && isKnown(word));
}

/** How a name was found: by its key or a beginning of it, or only by likeness. */
export interface Match {
  readonly query: Name;
  readonly name: Name;
  /** The query, in one of its readings, is the name or its beginning. */
  readonly lookedUp: boolean;
  /** Whether anything stands between the words of the query as it was typed. */
  readonly separated: boolean;
  /** Whether the index has the word in any name. */
  readonly isKnown: (word: string) => boolean;
}

/**
 * Whether a name differs from the query in a designation, so that it may be offered but is no answer.
 * - A number, the letter after it (311P, Kepler-33 e), up to three letters before it (TOI-201) and a last single letter
 *   (Proxima b) are designations. None is ever an edit; those of query and name must be the same, in any order.
 * - So a missing or an extra number makes the hit guarded, a year too: "Mars 2020" and "2016 HO3" show that years
 *   designate. "Apollo 1" is not on the way to Apollo 11, nor "Chang'e 5" to Chang'e 5-T1.
 * - A query without numbers that is a plain beginning of the name may lack them: "tianwen" leads to all of that name.
 * - A query without any separator may have lost those between numbers ("KOI70703" for KOI-707.03).
 */
export function differsInDesignation({ query, name, lookedUp, separated, isKnown }: Match): boolean {
  if (query.key === name.key) return separated && numbersOf(query.words) !== numbersOf(name.words);
  if (lookedUp && !(query.words.some(isNumber) && name.words.some(isNumber))) return false;
  if (isReordered(query, name)) return false;
  return !sameDesignations(query.words, name.words) || correctsKnownWord(query, name, isKnown);
}
