import type { Align } from './distance.ts';
import type { Reading } from './normalise.ts';

/** A misspelt beginning is worth a little less than the whole, and less the more is still to be typed. */
const BEGINNING = 0.985;
const EDIT_IN_BEGINNING = 1.08;
const STILL_TO_TYPE = 0.002;
const STILL_TO_TYPE_MOST = 40;
/** People rarely miss the first letter. */
const OTHER_FIRST_LETTER = 0.05;
const REORDERED = 0.99;
const REORDERED_ROUGHLY = 0.97;
/** Share of a key that edits may take before comparing stops, and the edits that always may. */
const EDITED_SHARE = 0.45;
const EDITS_ALWAYS = 2.6;

/** How much a key is worth that begins with what was typed: 1 if nothing is missing. */
export function scoreOfBeginning(typed: number, length: number): number {
  return typed === length ? 1 : BEGINNING - STILL_TO_TYPE * Math.min(STILL_TO_TYPE_MOST, length - typed);
}

/** How alike a query and a name are, 0…1; 1 only for the same key. */
export function likeness(query: Reading, name: Reading, align: Align): number {
  if (query.key === name.key) return 1;
  const inOrder = Math.max(wholeOrBeginning(query.key, name.key, align), sentence(query, name));
  if (inOrder >= 0.9 || (query.words.length < 2 && name.words.length < 2)) return inOrder;
  return Math.max(inOrder, reordered(query, name, align), inOrder < 0.85 ? wordByWord(query, name, align) : 0);
}

function wholeOrBeginning(query: string, name: string, align: Align): number {
  const { whole, start } = align(query, name, Math.max(EDITS_ALWAYS, query.length * EDITED_SHARE));
  const asWhole = 1 - whole / Math.max(query.length, name.length);
  const missing = scoreOfBeginning(query.length, Math.max(name.length, query.length + 1));
  const asBeginning = missing - (start * EDIT_IN_BEGINNING) / query.length;
  return Math.max(asWhole, asBeginning) - (query[0] === name[0] ? 0 : OTHER_FIRST_LETTER);
}

const sortedKey = (words: readonly string[]): string => words.toSorted().join('').slice(0, 100);

function reordered(query: Reading, name: Reading, align: Align): number {
  const [asked, had] = [sortedKey(query.words), sortedKey(name.words)];
  if (asked === had) return REORDERED;
  const { whole } = align(asked, had, query.key.length * EDITED_SHARE);
  return REORDERED_ROUGHLY - whole / Math.max(asked.length, had.length);
}

/** A name that stands word by word in a longer query. */
function sentence(query: Reading, name: Reading): number {
  if (name.key.length < 4 || query.key.length < name.key.length || query.words.length < 2) return 0;
  const inside = ` ${query.words.join(' ')} `.includes(` ${name.words.join(' ')} `);
  return inside ? 0.55 + (0.4 * name.key.length) / query.key.length : 0;
}

/** Share of the query's words found among the name's, longer words counting more. */
function wordByWord(query: Reading, name: Reading, align: Align): number {
  let total = 0;
  let found = 0;
  for (const word of query.words) {
    total += word.length + 1;
    found += (word.length + 1) * bestWord(word, name.words, align);
  }
  return 0.93 * (found / total) - 0.006 * Math.max(0, name.words.length - query.words.length);
}

function bestWord(word: string, words: readonly string[], align: Align): number {
  let best = 0;
  for (const other of words) {
    if (word === other) return 1;
    if (word.length < 3 || other.length < 3) continue;
    const { whole, start } = align(word, other, word.length * 0.4);
    best = Math.max(best, 1 - whole / Math.max(word.length, other.length), 0.9 - start / word.length);
  }
  return best < 0.6 ? 0 : best;
}
