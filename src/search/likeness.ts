import type { Align } from './distance.ts';
import { LONGEST, type Name } from './normalise.ts';

/** A misspelt beginning is worth a little less than the whole, and less the more is still to be typed. */
const BEGINNING = 0.985;
const EDIT_IN_BEGINNING = 1.08;
const STILL_TO_TYPE = 0.002;
const STILL_TO_TYPE_MOST = 40;
/** People rarely miss the first letter. */
const OTHER_FIRST_LETTER = 0.05;
const REORDERED = 0.99;
const REORDERED_ROUGHLY = 0.97;
/** A name inside a longer query counts by its share of it, and from the start for more if it has a number. */
const WITHIN = 0.4;
const NUMBERED_WITHIN = 0.55;
const WITHIN_SHARE = 0.4;
const SHORTEST_WITHIN = 4;
/** A query inside a name counts by its share of it: Han runs have no words that could be found one by one. */
const PART_OF = 0.58;
const SHORTEST_PART = 5;
/** Words found one by one are worth less than words in place, and less the more words the name has besides. */
const WORDS_FOUND = 0.93;
const WORD_BESIDES = 0.006;
const UNFINISHED_WORD = 0.9;
const LEAST_OF_WORD = 0.66;
const SHORTEST_MISSPELT_WORD = 3;
/** Share of a key that edits may take before comparing stops, and the edits that always may. */
const EDITED_SHARE = 0.42;
const EDITS_ALWAYS = 2.6;

/** How much a key is worth that begins with what was typed: 1 if nothing is missing. */
export function scoreOfBeginning(typed: number, length: number): number {
  return typed === length ? 1 : BEGINNING - STILL_TO_TYPE * Math.min(STILL_TO_TYPE_MOST, length - typed);
}

/** How alike a query and a name are as they are written, 0…1; 1 only for the same key. */
export function likeness(query: Name, name: Name, align: Align): number {
  if (query.key === name.key) return 1;
  if (isReordered(query, name)) return REORDERED;
  return Math.max(wholeOrBeginning(query.key, name.key, align), within(query, name), partOf(query.key, name.key));
}

/** How alike they are word by word, in any order: for queries that are near to no name as they are written. */
export function likenessOfWords(query: Name, name: Name, align: Align): number {
  return Math.max(reordered(query, name, align), wordByWord(query, name, align));
}

/** The same words in another order. */
export function isReordered(query: Name, name: Name): boolean {
  if (query.key.length !== name.key.length || query.words.length !== name.words.length) return false;
  if (!query.words.every((word) => name.words.includes(word))) return false;
  return query.words.length > 1 && query.words.toSorted().join(' ') === name.words.toSorted().join(' ');
}

function wholeOrBeginning(query: string, name: string, align: Align): number {
  const { whole, start } = align(query, name, Math.max(EDITS_ALWAYS, query.length * EDITED_SHARE));
  const asWhole = 1 - whole / Math.max(query.length, name.length);
  const missing = scoreOfBeginning(query.length, Math.max(name.length, query.length + 1));
  const asBeginning = missing - (start * EDIT_IN_BEGINNING) / query.length;
  return Math.max(asWhole, asBeginning) - (query[0] === name[0] ? 0 : OTHER_FIRST_LETTER);
}

/** A query that stands somewhere in a longer name ("科研站" in 国际月球科研站). */
function partOf(query: string, name: string): number {
  if (query.length < SHORTEST_PART || !name.includes(query)) return 0;
  return PART_OF + (WITHIN_SHARE * query.length) / name.length;
}

/** A name that stands in a longer query, words divided as one likes ("chang e 6 samples"). */
function within(query: Name, name: Name): number {
  if (name.key.length < SHORTEST_WITHIN || query.words.length < 2) return 0;
  const from = query.key.indexOf(name.key);
  if (from < 0 || !isBoundary(query.words, from) || !isBoundary(query.words, from + name.key.length)) return 0;
  const base = /\d/.test(name.key) ? NUMBERED_WITHIN : WITHIN;
  return base + (WITHIN_SHARE * name.key.length) / query.key.length;
}

/** Whether a word begins or the last one ends at that place of the key. */
function isBoundary(words: readonly string[], place: number): boolean {
  let at = 0;
  for (const word of words) {
    if (at >= place) break;
    at += word.length;
  }
  return at === place;
}

const sortedKey = (words: readonly string[]): string => words.toSorted().join('').slice(0, LONGEST);

function reordered(query: Name, name: Name, align: Align): number {
  if (query.words.length < 2) return 0;
  const [asked, had] = [sortedKey(query.words), sortedKey(name.words)];
  const { whole } = align(asked, had, asked.length * EDITED_SHARE);
  return REORDERED_ROUGHLY - whole / Math.max(asked.length, had.length);
}

/** Share of the query's words found among the name's, longer words counting more. */
function wordByWord(query: Name, name: Name, align: Align): number {
  let total = 0;
  let found = 0;
  for (const word of query.words) {
    total += word.length + 1;
    found += (word.length + 1) * bestWord(word, name.words, align);
  }
  return (WORDS_FOUND * found) / total - WORD_BESIDES * Math.max(0, name.words.length - query.words.length);
}

function bestWord(word: string, words: readonly string[], align: Align): number {
  if (words.includes(word)) return 1;
  if (word.length < SHORTEST_MISSPELT_WORD) return 0;
  let best = 0;
  for (const other of words)
    if (other.length >= SHORTEST_MISSPELT_WORD) best = Math.max(best, likenessOfWord(word, other, align));
  return best < LEAST_OF_WORD ? 0 : best;
}

function likenessOfWord(word: string, other: string, align: Align): number {
  const { whole, start } = align(word, other, word.length * (1 - LEAST_OF_WORD));
  return Math.max(1 - whole / Math.max(word.length, other.length), UNFINISHED_WORD - start / word.length);
}
