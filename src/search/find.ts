import { createGuard } from './designation.ts';
import { createAligner } from './distance.ts';
import { likeness, likenessOfWords, scoreOfBeginning } from './likeness.ts';
import { type Names, nameAt } from './names.ts';
import { isSeparated, type Reading, read, withoutRepeat } from './normalise.ts';
import { createProposer } from './propose.ts';
import { beginningWith, type SortedKeys } from './sorted.ts';

/** An id that a query is near to. */
export interface Hit {
  readonly id: string;
  /** 1 for the name itself in any spelling, else how near it is; never below what is near enough to be offered. */
  readonly score: number;
  /** Near, but differs in a designation, such as a number: to be offered, never answered with. */
  readonly guarded: boolean;
  /** Of the id's names the one that is nearest, as it was given. */
  readonly name: string;
}

/** Finds the nearest ids, best first, each once; none if nothing is near enough. Only 100 characters of a query count. */
export type Find = (query: string, limit?: number) => readonly Hit[];

/** Likeness below which a name is not near enough to be an answer, and below which not even to be offered. */
const LEAST = 0.66;
const LEAST_GUARDED = 0.58;
/** What a differing designation takes from a score, the same letters and digits otherwise divided included. */
const GUARDED = 0.92;
const GUARDED_MOST = 0.97;
/** A likeness from which on it is no use to compare word by word. */
const NEAR = 0.85;
/** Keys beginning with the query that are looked through, and those taken whether or not they are spelled alike. */
const LOOKED_THROUGH = 512;
const BEGINNINGS = 48;
/** For a name that begins as typed, separators included. */
const AS_TYPED = 0.01;
const LIMIT = 10;

/** Rows with their likeness to a query. */
type Scores = ReadonlyMap<number, number>;

/** Makes the search over some names; it owns the scratch memory that one query at a time uses. */
export function createFind(names: Names): Find {
  const score = createScoring(names);
  const isKnown = (word: string) => names.vocabulary.has(word);
  return (text, limit = LIMIT) => {
    const query = onceSaid(names.sorted, read(text));
    if (query.key === '') return [];
    const lookedUp = lookUp(names, query, text);
    const guard = createGuard({ query, separated: isSeparated(text), isKnown });
    const hits = Array.from(score(query, lookedUp), ([row, worth]) => {
      if (worth < LEAST_GUARDED) return [];
      return hit(names, row, worth, guard(nameAt(names, row), lookedUp.has(row)));
    });
    return bestOfEachId(hits.flat().sort(byScore), limit);
  };
}

/** Scores the rows looked up and those proposed besides: as they are written, and word by word if none is near so. */
function createScoring(names: Names): (query: Reading, lookedUp: Scores) => Scores {
  const propose = createProposer(names.postings);
  const align = createAligner();
  return (query, lookedUp) => {
    const scores = new Map(lookedUp);
    for (const row of propose(query.key, query.words)) {
      if (!scores.has(row)) scores.set(row, likeness(query, nameAt(names, row), align));
    }
    if (Math.max(...scores.values()) >= NEAR) return scores;
    for (const [row, score] of scores) {
      scores.set(row, Math.max(score, likenessOfWords(query, nameAt(names, row), align)));
    }
    return scores;
  };
}

const byScore = (one: Hit, other: Hit): number => other.score - one.score || one.name.length - other.name.length;

function hit({ ids, spellings }: Names, row: number, score: number, guarded: boolean): readonly Hit[] {
  if (!guarded && score < LEAST) return [];
  const worth = guarded ? Math.min(score, GUARDED_MOST) * GUARDED : score;
  return [{ id: ids[row]!, score: worth, guarded, name: spellings[row]! }];
}

function bestOfEachId(sorted: readonly Hit[], limit: number): readonly Hit[] {
  const best = new Map<string, Hit>();
  for (const each of sorted) if (!best.has(each.id)) best.set(each.id, each);
  return [...best.values()].slice(0, limit);
}

/** A repeated end is left out, unless there is such a name. */
function onceSaid(sorted: SortedKeys, query: Reading): Reading {
  const [from, to] = beginningWith(sorted, query.key, 1);
  return from < to ? query : withoutRepeat(query);
}

/** The rows that the query, in any of its readings, is the key or the beginning of. */
function lookUp(names: Names, query: Reading, text: string): Scores {
  const found = new Map<number, number>();
  const typed = text.trimStart().toLowerCase();
  for (const key of [query.key, ...query.otherKeys]) {
    const [from, to] = beginningWith(names.sorted, key, LOOKED_THROUGH);
    for (let place = from; place < to; place++) {
      const row = names.sorted.rows[place]!;
      const asTyped = names.spellings[row]!.slice(0, typed.length).toLowerCase() === typed;
      if (!asTyped && place - from >= BEGINNINGS) continue;
      const score = scoreOfBeginning(key.length, names.sorted.keys[place]!.length);
      found.set(row, Math.max(asTyped ? Math.min(1, score + AS_TYPED) : score, found.get(row) ?? 0));
    }
  }
  return found;
}
