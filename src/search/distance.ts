import { LONGEST } from './normalise.ts';

/** How far apart two keys are, in edits (see `createAligner`). */
interface Alignment {
  /** To the whole of the other key. */
  readonly whole: number;
  /** To the nearest beginning of it, for unfinished input. */
  readonly start: number;
}

/** Compares two keys of at most `LONGEST` characters; gives up with `Infinity` once it must exceed `most` edits. */
export type Align = (query: string, key: string, most: number) => Alignment;

/** The price of edits: a digit is hardly ever a slip of the finger, a swap of neighbours often. */
const EDIT = 1;
const SWAP = 0.9;
const DIGIT_EDIT = 1.3;
const DIGIT_FOR_DIGIT = 1.6;
const TOO_FAR: Alignment = { whole: Number.POSITIVE_INFINITY, start: Number.POSITIVE_INFINITY };

const isDigit = (code: number): boolean => code < 58;

/** The cost of writing one character for another. */
function substitution(one: number, other: number): number {
  if (isDigit(one)) return isDigit(other) ? DIGIT_FOR_DIGIT : DIGIT_EDIT;
  return isDigit(other) ? DIGIT_EDIT : EDIT;
}

const gap = (code: number): number => (isDigit(code) ? DIGIT_EDIT : EDIT);

/**
 * Makes a function of the optimal string alignment distance (edits and swaps of neighbours, no part edited twice;
 * Boytsov 2011, "Indexing methods for approximate dictionary searching"). It owns its three rows of scratch.
 */
export function createAligner(): Align {
  let before = new Float32Array(LONGEST + 1);
  let above = new Float32Array(LONGEST + 1);
  let row = new Float32Array(LONGEST + 1);
  return (query, key, most) => {
    above[0] = 0;
    for (let at = 1; at <= key.length; at++) above[at] = above[at - 1]! + gap(key.charCodeAt(at - 1));
    for (let at = 1; at <= query.length; at++) {
      if (fillRow(query, key, at, before, above, row) > most) return TOO_FAR;
      [before, above, row] = [above, row, before];
    }
    return { whole: above[key.length]!, start: nearestStart(above, query.length, key.length) };
  };
}

/** One row of the table of distances; the least of it. */
function fillRow(
  query: string,
  key: string,
  at: number,
  before: Float32Array,
  above: Float32Array,
  row: Float32Array,
): number {
  const code = query.charCodeAt(at - 1);
  const previous = at > 1 ? query.charCodeAt(at - 2) : -1;
  const missing = gap(code);
  let left = above[0]! + missing;
  let least = left;
  let beforeOther = -1;
  row[0] = left;
  for (let column = 1; column <= key.length; column++) {
    const other = key.charCodeAt(column - 1);
    let cost = above[column - 1]!;
    if (code !== other) {
      cost = Math.min(cost + substitution(code, other), above[column]! + missing, left + gap(other));
      if (code === beforeOther && previous === other) cost = Math.min(cost, before[column - 2]! + SWAP);
    }
    row[column] = cost;
    left = cost;
    beforeOther = other;
    if (cost < least) least = cost;
  }
  return least;
}

/** Unfinished input has about as many characters as the part that it is the beginning of. */
function nearestStart(distances: Float32Array, queryLength: number, keyLength: number): number {
  let nearest = distances[keyLength]!;
  for (let at = Math.max(1, queryLength - 2); at <= Math.min(keyLength, queryLength + 2); at++) {
    if (distances[at]! < nearest) nearest = distances[at]!;
  }
  return nearest;
}
