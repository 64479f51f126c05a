import type { Span } from './misspelt.ts';
import { folded, isCounted, isNumber, type Unit } from './units.ts';

/** A word with a capital and a short number after it, as missions are called that facts tell of: `Apollo 17`. */
const CALLED = /(?<![\p{L}\p{N}])(\p{Lu}\p{L}+)[ -]\d{1,3}(?![\d.,]|\p{L})/gu;
/** What a date has before its day, too: rockets called so are known by their whole name. */
const MONTH = /^(?:march|may)$/;
const SHORTEST = 3;
const LONGEST_NUMBER = 3;
/** What stands before a number in Chinese that is a date's, or that goes on from another: 月球16号和24号. */
const NO_NAME = /^[月第和与及到跟年]$/;

/** Words that come before a number in what texts call something: `apollo`, `voyager`; but for those that say nothing. */
export function designationsIn(texts: readonly string[], isFiller: (word: string) => boolean): string[] {
  const words = texts.flatMap((text) => Array.from(text.matchAll(CALLED), ([, word]) => folded(word!)));
  return [...new Set(words)].filter((word) => !MONTH.test(word) && !isFiller(word));
}

/**
 * Makes the function that finds what is called by a word and a number and is no entry here: by a word that is known so
 * (`told`) or that is not known at all, or by Han characters before a number with 号.
 */
export function createDesignations(told: ReadonlySet<string>, isWord: (unit: Unit) => boolean) {
  const isCalling = (unit: Unit) =>
    !unit.han && !isNumber(unit) && unit.text.length >= SHORTEST && (told.has(unit.text) || !isWord(unit));
  const isShort = ({ text }: Unit) => text.length <= LONGEST_NUMBER && !/[.,]/.test(text);

  function latinAt(units: readonly Unit[], at: number): Span[] {
    const [word, number] = [units[at]!, units[at + 1]];
    const after = units[at + 2];
    const isCalled = number && isNumber(number) && isShort(number) && number.from - word.to <= 1 && isCalling(word);
    return isCalled && !(after && isCounted(after)) ? [{ from: at, to: at + 2 }] : [];
  }

  /** `folded` has put a space where 号 came after a number. */
  function hanAt(units: readonly Unit[], at: number): Span[] {
    const [first, second, number, next] = units.slice(at, at + 4);
    const isCalled = first?.han && second?.han && number && isNumber(number) && isShort(number);
    if (!isCalled || NO_NAME.test(second.text)) return [];
    return next && (next.from === number.to || isCounted(next)) ? [] : [{ from: at, to: at + 3 }];
  }

  return (units: readonly Unit[]): Span[] => units.flatMap((_, at) => [...latinAt(units, at), ...hanAt(units, at)]);
}
