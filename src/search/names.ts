import { type Name, type Reading, read } from './normalise.ts';
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

/** A row's name, its words divided when first asked for: most comparisons never come to them. */
class RowName implements Name {
  readonly key: string;
  readonly #phrase: string;
  #words: readonly string[] | undefined;

  constructor(key: string, phrase: string) {
    this.key = key;
    this.#phrase = phrase;
  }

  // Not an accessor in a literal: each would be a hidden class of its own, and searching twice as slow.
  get words(): readonly string[] {
    this.#words ??= this.#phrase.split(' ');
    return this.#words;
  }
}

/** A row's name as it is compared. */
export const nameAt = ({ keys, phrases }: Names, row: number): Name => new RowName(keys[row]!, phrases[row]!);

/** The first Han text loads the dictionary of readings: with the index, so that no query has to wait for it. */
const ANY_HAN = '天';
/** Names read between two yields. */
const STEP = 64;

/** What the names read so far make, a name's row being its place in each. */
interface Columns {
  readonly ids: string[];
  readonly spellings: string[];
  readonly keys: string[];
  readonly phrases: string[];
  readonly vocabulary: Set<string>;
  readonly grams: (readonly number[])[];
  readonly entries: Entry[];
}

const noColumns = (): Columns => ({
  ...{ ids: [], spellings: [], keys: [], phrases: [], grams: [], entries: [] },
  vocabulary: new Set(),
});

function add(columns: Columns, id: string, spelling: string, { key, words, otherKeys }: Reading): void {
  const row = columns.keys.push(key) - 1;
  columns.ids.push(id);
  columns.spellings.push(spelling);
  columns.phrases.push(words.join(' '));
  columns.grams.push(trigrams(key, words));
  for (const word of words) columns.vocabulary.add(word);
  for (const each of [key, ...otherKeys]) columns.entries.push({ key: each, row });
}

/** Reads all names and makes what finds them; yields now and then so that a caller can give way to others. */
export function* collect(rows: readonly Row[]): Generator<void, Names> {
  const columns = noColumns();
  read(ANY_HAN);
  for (const { id, names } of rows) {
    for (const spelling of names) {
      const reading = read(spelling);
      if (reading.key !== '') add(columns, id, spelling, reading);
      if (columns.keys.length % STEP === 0) yield;
    }
  }
  const { grams, entries, ...named } = columns;
  const postings = yield* post(grams);
  const sorted = yield* sortEntries(entries);
  return { ...named, sorted, postings };
}
