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

/** Reads all names and makes what finds them; yields now and then so that a caller can give way to others. */
export function* collect(rows: readonly Row[]): Generator<void, Names> {
  const [ids, spellings, keys, phrases]: [string[], string[], string[], string[]] = [[], [], [], []];
  const vocabulary = new Set<string>();
  const trigramsOfRows: (readonly number[])[] = [];
  const entries: Entry[] = [];
  const add = (id: string, spelling: string, { key, words, otherKeys }: Reading) => {
    const row = keys.push(key) - 1;
    ids.push(id);
    spellings.push(spelling);
    phrases.push(words.join(' '));
    trigramsOfRows.push(trigrams(key, words));
    for (const word of words) vocabulary.add(word);
    for (const each of [key, ...otherKeys]) entries.push({ key: each, row });
  };
  read(ANY_HAN);
  for (const { id, names } of rows) {
    for (const spelling of names) {
      const reading = read(spelling);
      if (reading.key !== '') add(id, spelling, reading);
      if (keys.length % STEP === 0) yield;
    }
  }
  const postings = yield* post(trigramsOfRows);
  const sorted = yield* sortEntries(entries);
  return { ids, spellings, keys, phrases, vocabulary, sorted, postings };
}
