import { differsInDesignation } from './designation.ts';
import { createAligner } from './distance.ts';
import { likeness, scoreOfBeginning } from './likeness.ts';
import { type Reading, read } from './normalise.ts';
import { createProposer } from './propose.ts';
import { beginningWith, type SortedKeys, sortKeys } from './sorted.ts';
import { type Postings, post, trigrams } from './trigrams.ts';

export { searchKey, tokens } from './normalise.ts';

/** What can be found by name: several names may lead to one id. */
export interface Row {
  readonly id: string;
  readonly names: readonly string[];
}

/** An id that a query is near to. */
export interface Hit {
  readonly id: string;
  /** 1 for the name itself in any spelling, else how near it is; never below what is near enough to be offered. */
  readonly score: number;
  /** Near, but differs in a designation (see `differsInDesignation`): to be offered, never answered with. */
  readonly guarded: boolean;
  /** Of the id's names the one that is nearest, as it was given. */
  readonly name: string;
}

export interface Index {
  /** The nearest ids, best first, each once; none if nothing is near enough. Only 100 characters of the query count. */
  find(query: string, limit?: number): readonly Hit[];
}

/** Likeness below which nothing is offered, and what a differing designation takes from a score. */
const LEAST = 0.58;
const GUARDED = 0.92;
/** Keys beginning with the query that are looked at. */
const BEGINNINGS = 64;
const LIMIT = 10;

interface Names {
  ids: string[];
  spellings: string[];
  keys: string[];
  phrases: string[];
  words: Set<string>;
  sorted: SortedKeys;
  postings: Postings;
}

/** Makes an index of names. It never changes; looking up is synchronous and takes well under a millisecond. */
export function createIndex(rows: readonly Row[]): Index {
  const steps = collect(rows);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return createFinder(step.value);
}

function* collect(rows: readonly Row[]): Generator<void, Names> {
  const names = { ids: [], spellings: [], keys: [], phrases: [], words: new Set<string>() } as Omit<
    Names,
    'sorted' | 'postings'
  >;
  const grams: (readonly number[])[] = [];
  const entries: { key: string; row: number }[] = [];
  for (const { id, names: spellings } of rows) {
    for (const spelling of spellings) {
      const { key, words, otherKeys } = read(spelling);
      if (key === '') continue;
      const row = names.ids.length;
      names.ids.push(id);
      names.spellings.push(spelling);
      names.keys.push(key);
      names.phrases.push(words.join(' '));
      for (const word of words) names.words.add(word);
      grams.push(trigrams(key, words));
      for (const each of [key, ...otherKeys]) entries.push({ key: each, row });
    }
    yield;
  }
  const postings = yield* post(grams);
  return { ...names, sorted: sortKeys(entries), postings };
}

function createFinder(names: Names): Index {
  const propose = createProposer(names.postings);
  const align = createAligner();
  const isKnown = (word: string) => names.words.has(word);
  const compare = (query: Reading, row: number, lookedUp: number | undefined): Hit | undefined => {
    const name: Reading = {
      key: names.keys[row]!,
      words: names.phrases[row]!.split(' '),
      otherKeys: [],
      separated: true,
    };
    const score = lookedUp ?? likeness(query, name, align);
    if (score < LEAST) return undefined;
    const guarded = differsInDesignation({ query, name, lookedUp: lookedUp !== undefined, isKnown });
    return { id: names.ids[row]!, score: guarded ? score * GUARDED : score, guarded, name: names.spellings[row]! };
  };
  return {
    find(text, limit = LIMIT) {
      const query = read(text);
      if (query.key === '') return [];
      const lookedUp = lookUp(names.sorted, query);
      const rows = new Set([...lookedUp.keys(), ...propose(query.key, query.words)]);
      const hits = [...rows].flatMap((row) => compare(query, row, lookedUp.get(row)) ?? []);
      return bestOfEachId(
        hits.sort((a, b) => b.score - a.score || a.name.length - b.name.length),
        limit,
      );
    },
  };
}

function lookUp(sorted: SortedKeys, query: Reading): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const key of [query.key, ...query.otherKeys]) {
    for (const place of beginningWith(sorted, key, BEGINNINGS)) {
      const row = sorted.rows[place]!;
      const score = scoreOfBeginning(key.length, sorted.keys[place]!.length);
      found.set(row, Math.max(score, found.get(row) ?? 0));
    }
  }
  return found;
}

function bestOfEachId(sorted: readonly Hit[], limit: number): readonly Hit[] {
  const best = new Map<string, Hit>();
  for (const hit of sorted) if (!best.has(hit.id)) best.set(hit.id, hit);
  return [...best.values()].slice(0, limit);
}
