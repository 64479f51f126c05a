import { createGuard } from './designation.ts';
import { createAligner } from './distance.ts';
import { likeness, likenessOfWords, scoreOfBeginning } from './likeness.ts';
import { type Names, nameAt } from './names.ts';
import { isSeparated, type Name, type Reading, read, withoutRepeat } from './normalise.ts';
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
const LEAST = 0.69;
const LEAST_GUARDED = 0.58;
/** What a differing designation takes from a score, the same letters and digits otherwise divided included. */
const GUARDED = 0.92;
const GUARDED_MOST = 0.97;
/** A likeness from which on it is no use to compare word by word. */
const NEAR = 0.85;
/** Keys beginning with the query that are looked through, and those taken whether or not they are spelled alike. */
const LOOKED_THROUGH = 512;
const BEGINNINGS = 48;
/** For the whole of a name in another reading, its numerals taken otherwise; more than for any beginning. */
const READ_OTHERWISE = 0.995;
/** For a name that begins as typed, separators included. */
const AS_TYPED = 0.01;
const LIMIT = 10;

/** A name that may be near, and how near it is. */
interface Candidate {
  readonly row: number;
  readonly name: Name;
  readonly lookedUp: 'whole' | 'beginning' | undefined;
  score: number;
}

/** Makes the search over some names; it owns the scratch memory that one query at a time uses. */
export function createFind(names: Names): Find {
  const gather = createGathering(names);
  const isKnown = (word: string) => names.vocabulary.has(word);
  return (text, limit = LIMIT) => {
    const query = onceSaid(names.sorted, text);
    if (query.key === '') return [];
    const guard = createGuard({ query, separated: isSeparated(text), isKnown });
    const hits: Hit[] = [];
    for (const { row, name, lookedUp, score } of gather(query, text)) {
      if (score < LEAST_GUARDED) continue;
      const guarded = guard(name, lookedUp);
      if (guarded || score >= LEAST) hits.push(hit(names, row, score, guarded));
    }
    return bestOfEachId(hits.sort(byScore), limit);
  };
}

/** The names looked up and those proposed besides, compared as they are written, and word by word if none is near so. */
function createGathering(names: Names): (query: Reading, text: string) => readonly Candidate[] {
  const propose = createProposer(names.postings);
  const align = createAligner();
  return (query, text) => {
    const found = lookUp(names, query, text);
    const candidates = Array.from(found, ([row, score]) => asCandidate(names, row, score));
    for (const row of propose(query.key, query.words)) {
      if (found.has(row)) continue;
      const name = nameAt(names, row);
      candidates.push({ row, name, lookedUp: undefined, score: likeness(query, name, align) });
    }
    if (candidates.some(({ score }) => score >= NEAR)) return candidates;
    for (const each of candidates) each.score = Math.max(each.score, likenessOfWords(query, each.name, align));
    return candidates;
  };
}

const asCandidate = (names: Names, row: number, score: number): Candidate => ({
  row,
  name: nameAt(names, row),
  lookedUp: score >= READ_OTHERWISE ? 'whole' : 'beginning',
  score,
});

const byScore = (one: Hit, other: Hit): number => other.score - one.score || one.name.length - other.name.length;

function hit({ ids, spellings }: Names, row: number, score: number, guarded: boolean): Hit {
  const worth = guarded ? Math.min(score, GUARDED_MOST) * GUARDED : score;
  return { id: ids[row]!, score: worth, guarded, name: spellings[row]! };
}

function bestOfEachId(sorted: readonly Hit[], limit: number): readonly Hit[] {
  const best = new Map<string, Hit>();
  for (const each of sorted) if (!best.has(each.id)) best.set(each.id, each);
  return [...best.values()].slice(0, limit);
}

/** A repeated end is left out, unless there is such a name. */
function onceSaid(sorted: SortedKeys, text: string): Reading {
  const query = read(text);
  const [from, to] = beginningWith(sorted, query.key, 1);
  return from < to ? query : withoutRepeat(query, text);
}

/** The rows that the query, in any of its readings, is the key or the beginning of, and what that is worth. */
function lookUp(names: Names, query: Reading, text: string): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const typed = text.trimStart().toLowerCase();
  for (const key of [query.key, ...query.otherKeys]) {
    const [from, to] = beginningWith(names.sorted, key, LOOKED_THROUGH);
    for (let place = from; place < to; place++) {
      const row = names.sorted.rows[place]!;
      const asTyped = beginsAsTyped(names.spellings[row]!, typed);
      if (!asTyped && place - from >= BEGINNINGS) continue;
      const score = scoreOfLookUp(query.key, key, names.sorted.keys[place]!, names.keys[row]!);
      found.set(row, Math.max(asTyped ? Math.min(1, score + AS_TYPED) : score, found.get(row) ?? 0));
    }
  }
  return found;
}

/** The last character first: it tells most of a long row of beginnings apart. */
function beginsAsTyped(spelling: string, typed: string): boolean {
  const last = typed.length - 1;
  return (
    spelling.charAt(last).toLowerCase() === typed.charAt(last) &&
    spelling.slice(0, last).toLowerCase() === typed.slice(0, last)
  );
}

/** `key` is the query's in one of its readings, and the beginning of `found`, which is the name's in one of its own. */
function scoreOfLookUp(queryKey: string, key: string, found: string, nameKey: string): number {
  if (queryKey === nameKey) return 1;
  return key === found ? READ_OTHERWISE : scoreOfBeginning(key.length, found.length);
}
