import { type Name, read } from './normalise.ts';
import { type Entry, type SortedKeys, sortEntries } from './sorted.ts';
import { type Postings, post, trigrams } from './trigrams.ts';

/** What can be found by name: several names may lead to one id. */
export interface Row {
  readonly id: string;
  readonly names: readonly string[];
}

/** All names in columns, a name's row being its place in each, with what finds them. */
export interface Names {
  readonly ids: readonly string[];
  readonly spellings: readonly string[];
  readonly keys: readonly string[];
  /** Words separated by spaces. */
  readonly phrases: readonly string[];
  /** Every word that some name has. */
  readonly vocabulary: ReadonlySet<string>;
  readonly sorted: SortedKeys;
  readonly postings: Postings;
}

/** A row's name as it is compared. */
export function nameAt({ keys, phrases }: Names, row: number): Name {
  return { key: keys[row]!, words: phrases[row]!.split(' ') };
}

/** Names read between two yields. */
const STEP = 64;

/** Reads all names and makes what finds them; yields every few milliseconds at the latest. Names without letters and digits are left out. */
export function* collect(rows: readonly Row[]): Generator<void, Names> {
  const [ids, spellings, keys, phrases]: string[][] = [[], [], [], []];
  const vocabulary = new Set<string>();
  const trigramsOfRows: (readonly number[])[] = [];
  const entries: Entry[] = [];
  for (const [id, spelling] of eachName(rows)) {
    const { key, words, otherKeys } = read(spelling);
    if (key === '') continue;
    const row = keys!.push(key) - 1;
    ids!.push(id);
    spellings!.push(spelling);
    phrases!.push(words.join(' '));
    trigramsOfRows.push(trigrams(key, words));
    for (const word of words) vocabulary.add(word);
    for (const each of [key, ...otherKeys]) entries.push({ key: each, row });
    if (row % STEP === 0) yield;
  }
  const postings = yield* post(trigramsOfRows);
  const sorted = yield* sortEntries(entries);
  return { ids: ids!, spellings: spellings!, keys: keys!, phrases: phrases!, vocabulary, sorted, postings };
}

function* eachName(rows: readonly Row[]): Generator<[string, string]> {
  for (const { id, names } of rows) for (const name of names) yield [id, name];
}
