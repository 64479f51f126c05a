/** Codes of a key's characters: 0 and 1 stand before and after it, letters a–z, digits, then all other letters in buckets. */
const BASE = 64;
const AFTER = 1;
const OTHERS = 38;
const CODES = Uint8Array.from({ length: 128 }, (_, code) => {
  if (code >= 97 && code <= 122) return code - 95;
  return code >= 48 && code <= 57 ? code - 20 : OTHERS;
});
const GRAMS = BASE ** 3;
/** One more gram stands for all words of a name in whatever order, so that reordered names meet. */
const BAGS = 2 ** 16;

const codeOf = (code: number): number => CODES[code] ?? OTHERS + (code % (BASE - OTHERS));

/**
 * The distinct trigrams of a key as numbers: those inside it with one mark before and after, and the first two letters
 * of each word, so that words in another order share them; with one for all words.
 */
export function trigrams(key: string, words: readonly string[]): readonly number[] {
  const grams: number[] = [];
  const add = (gram: number) => {
    if (!grams.includes(gram)) grams.push(gram);
  };
  let first = 0;
  let second = codeOf(key.charCodeAt(0));
  for (let at = 1; at <= key.length; at++) {
    const third = at < key.length ? codeOf(key.charCodeAt(at)) : AFTER;
    add((first * BASE + second) * BASE + third);
    first = second;
    second = third;
  }
  for (const word of words) if (word.length > 1) add(codeOf(word.charCodeAt(0)) * BASE + codeOf(word.charCodeAt(1)));
  if (words.length > 1) add(GRAMS + (bagOf(words) % BAGS));
  return grams;
}

/** A number from the words that does not depend on their order; it need not be unique. */
function bagOf(words: readonly string[]): number {
  let sum = 0;
  for (const word of words) {
    let hash = word.length;
    for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
    sum = (sum + (hash ^ (hash >>> 15))) >>> 0;
  }
  return sum;
}

/** Which rows have a trigram, in compressed rows: those of `grams[i]` are `rows[starts[i]]` up to `rows[starts[i + 1]]`. */
export interface Postings {
  readonly grams: Uint32Array;
  readonly starts: Uint32Array;
  readonly rows: Uint32Array;
  /** Of each trigram: the logarithm of how few rows have it. */
  readonly rarity: Float32Array;
  /** Of each row: the rarity of all its trigrams together. */
  readonly weights: Float32Array;
}

/** Rows between two yields: well under a millisecond's work. */
const STEP = 512;

/** Makes the postings of the rows' trigrams; yields now and then so that a caller can give way to others. */
export function* post(trigramsOfRows: readonly (readonly number[])[]): Generator<void, Postings> {
  const isFew = trigramsOfRows.length < FEW;
  const { grams, starts, placeFor } = isFew ? layOutFew(trigramsOfRows) : yield* layOutMany(trigramsOfRows);
  const rarity = Float32Array.from(grams, (_, at) =>
    Math.log(1 + trigramsOfRows.length / (starts[at + 1]! - starts[at]!)),
  );
  const rows = new Uint32Array(starts.at(-1)!);
  const weights = new Float32Array(trigramsOfRows.length);
  const next = starts.slice();
  for (let row = 0; row < trigramsOfRows.length; row++) {
    for (const gram of trigramsOfRows[row]!) {
      const place = placeFor(gram);
      rows[next[place]!++] = row;
      weights[row]! += rarity[place]!;
    }
    if (row % STEP === 0) yield;
  }
  return { grams, starts, rows, rarity, weights };
}

/** The trigrams that occur, where their rows start, and the place of each trigram among them. */
interface Layout {
  grams: Uint32Array;
  starts: Uint32Array;
  placeFor(gram: number): number;
}

/** Fewer rows than this are laid out by the trigrams that they have; more by a table of all that there can be. */
const FEW = 2000;

function layOutFew(trigramsOfRows: readonly (readonly number[])[]): Layout {
  const counts = new Map<number, number>();
  for (const row of trigramsOfRows) for (const gram of row) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  const grams = Uint32Array.from(counts.keys()).sort();
  const starts = new Uint32Array(grams.length + 1);
  const places = new Map<number, number>();
  for (const [place, gram] of grams.entries()) {
    places.set(gram, place);
    starts[place + 1] = starts[place]! + counts.get(gram)!;
  }
  return { grams, starts, placeFor: (gram) => places.get(gram)! };
}

function* layOutMany(trigramsOfRows: readonly (readonly number[])[]): Generator<void, Layout> {
  const counts = new Uint32Array(GRAMS + BAGS);
  for (let row = 0; row < trigramsOfRows.length; row++) {
    for (const gram of trigramsOfRows[row]!) counts[gram]!++;
    if (row % STEP === 0) yield;
  }
  const [grams, starts] = [new Uint32Array(counts.length), new Uint32Array(counts.length + 1)];
  const places = new Uint32Array(counts.length);
  let place = 0;
  for (let gram = 0; gram < counts.length; gram++) {
    if (counts[gram] === 0) continue;
    grams[place] = gram;
    places[gram] = place;
    starts[place + 1] = starts[place]! + counts[gram]!;
    place++;
  }
  const placeFor = (gram: number) => places[gram]!;
  return { grams: grams.slice(0, place), starts: starts.slice(0, place + 1), placeFor };
}

/** The place of a trigram among those that occur, or -1. */
export function placeOf(postings: Postings, gram: number): number {
  let low = 0;
  let high = postings.grams.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = postings.grams[middle]!;
    if (found === gram) return middle;
    if (found < gram) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
