import { createIndex, searchKey } from '../search/index.ts';
import type { Vocabulary } from './attributes.ts';
import type { Entry, Kind } from './entry.ts';
import type { Knowledge } from './load.ts';
import { createMarker, type Mark } from './marks.ts';
import { createMentionIndex } from './mentions.ts';
import { createPassageIndex, type Passage } from './passages.ts';
import { isSure, SURE, withoutGeneric } from './sure.ts';

/** An entry that a query may mean. */
export interface Hit {
  entry: Entry;
  /** 0…1, 1 = one of its names. */
  score: number;
  /** Near, but with another number: to be offered, never answered with. */
  guarded: boolean;
  /** Near enough, and enough of the name was given, to answer with it. */
  sure: boolean;
}

/** An entry found by any of its words, and where the query was met. */
export interface Found {
  entry: Entry;
  /** Its name is what was asked for. */
  sure: boolean;
  mark?: Mark;
}

/** What a query means: one entry, or nothing that is sure and what comes nearest. */
export type Meaning =
  | { entry: Entry; near?: undefined; several?: undefined }
  | { entry?: undefined; near: readonly Entry[]; several: boolean };

/** What one guild can see: an immutable snapshot, ready to search. */
export interface Library {
  entries: readonly Entry[];
  vocabulary: Vocabulary;
  get(id: string): Entry | undefined;
  /** The one entry that `query` names, in any spelling; never a sibling of it. */
  meaning(query: string, kind?: Kind): Meaning;
  /** Entries for what is being typed, best first; those that matter most where nothing is typed yet. */
  complete(typed: string, kind: Kind | undefined, limit: number): Found[];
  /** Entries by name, and by what their facts say, best first. */
  search(query: string, kind: Kind | undefined, limit: number): Found[];
  /** Entries that a text names outright. */
  mentioned(text: string): Entry[];
  /** Facts nearest to a text, by their words. */
  nearFacts(text: string, limit: number): Passage[];
  /** Findings made with this entry's samples or about it. */
  findingsOf(entry: Entry): Entry[];
  /** Entries that this one names, or that name it. */
  relatedTo(entry: Entry): Entry[];
}

const CANDIDATES = 100;
const NEAREST = 5;
/** Entries that fuse.js looks at for one search. */
const MARKED = 30;
/** With fewer names than this, completion goes on with what facts say. */
const FEW = 3;
/** Two names this near to a query that names neither in full: the person must say which. */
const TIE = 0.03;

const idOf = (ref: string) => ref.slice(ref.indexOf(':') + 1);

function namesOf({ id, names }: Entry): string[] {
  return [names.en, names.zh, ...(names.pinyin ? [names.pinyin] : []), ...names.aliases, id];
}

/** Entries people most likely want before they have typed anything: those with the newest sources. */
function defaults(entries: readonly Entry[]): Entry[] {
  const newest = (entry: Entry) =>
    Object.values(entry.sources)
      .map(({ published }) => published)
      .toSorted()
      .at(-1) ?? '';
  return entries.toSorted((a, b) => newest(b).localeCompare(newest(a)));
}

const hasKind = (kind: Kind | undefined) => (entry: Entry) => kind === undefined || entry.kind === kind;

function unique(found: readonly Found[]): Found[] {
  const first = new Map<string, Found>();
  for (const item of found) if (!first.has(item.entry.id)) first.set(item.entry.id, item);
  return [...first.values()];
}

/** Builds the snapshot of a set of entries. */
export function createLibrary({ entries, vocabulary }: Knowledge): Library {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const names = createIndex(entries.map((entry) => ({ id: entry.id, names: namesOf(entry) })));
  const passages = createPassageIndex(entries, vocabulary);
  const marker = createMarker(vocabulary);
  const { mentioned } = createMentionIndex(entries);
  const preferred = defaults(entries);

  function likely(query: string, kind: Kind | undefined): Hit[] {
    const key = searchKey(query);
    const found = names
      .find(query, CANDIDATES)
      .map((hit) => ({ ...hit, entry: byId.get(hit.id)! }))
      .filter(({ entry }) => hasKind(kind)(entry));
    const begins = ({ guarded, name }: { guarded: boolean; name: string }) =>
      !guarded && searchKey(name).startsWith(key);
    const unfinished = found.filter(begins).length > 1;
    return found.map((hit) => {
      const ambiguous = unfinished && hit.score < 1 && begins(hit);
      const { entry, score, guarded } = hit;
      return { entry, score, guarded, sure: !ambiguous && isSure(query, entry, hit) };
    });
  }

  function hits(query: string, kind: Kind | undefined): Hit[] {
    const found = likely(query, kind);
    const plain = withoutGeneric(query);
    if (plain === query || found.some(({ sure }) => sure)) return found;
    const named = likely(plain, kind);
    return named.some(({ sure }) => sure) ? named : found;
  }

  function byWords(query: string, kind: Kind | undefined): Entry[] {
    const near = passages.near(query, CANDIDATES).map(({ entry }) => entry);
    return [...new Set(near)].filter(hasKind(kind));
  }

  function meaning(query: string, kind?: Kind): Meaning {
    const exact = byId.get(query);
    if (exact && hasKind(kind)(exact)) return { entry: exact };
    const found = hits(query, kind);
    const [best, second] = found.filter(({ sure }) => sure);
    const several = best !== undefined && second !== undefined && best.score < 1 && best.score - second.score < TIE;
    if (best && !several) return { entry: best.entry };
    const named = [...found, ...hits(query, undefined)].map(({ entry }) => entry);
    const near = named.length > 0 ? named : byWords(query, kind);
    return { near: [...new Set(near)].slice(0, NEAREST), several };
  }

  function search(query: string, kind: Kind | undefined, limit: number): Found[] {
    const named = hits(query, kind);
    const near = named.filter(({ guarded, score }) => !guarded && score >= SURE);
    const worded = near.some(({ score }) => score === 1) ? [] : byWords(query, kind);
    const candidates = [...new Set([...near.map(({ entry }) => entry), ...worded])].slice(0, MARKED);
    const marks = new Map(marker.mark(query, candidates).map(({ entry, mark }) => [entry, mark]));
    const first = near.map(({ entry, sure }) => ({ entry, sure, ...withMark(marks.get(entry)) }));
    const then = worded.flatMap((entry) =>
      marks.has(entry) ? [{ entry, sure: false, ...withMark(marks.get(entry)) }] : [],
    );
    const last = named.map(({ entry }) => ({ entry, sure: false }));
    return unique([...first, ...then, ...last]).slice(0, limit);
  }

  function complete(typed: string, kind: Kind | undefined, limit: number): Found[] {
    if (typed.trim() === '')
      return preferred
        .filter(hasKind(kind))
        .slice(0, limit)
        .map((entry) => ({ entry, sure: false }));
    const named = hits(typed, kind).slice(0, limit);
    const worded = named.length < FEW ? byWords(typed, kind) : [];
    const marks = new Map(
      marker
        .markNames(
          typed,
          named.map(({ entry }) => entry),
        )
        .map(({ entry, mark }) => [entry, mark]),
    );
    const found = named.map(({ entry, sure }) => ({ entry, sure, ...withMark(marks.get(entry)) }));
    return unique([...found, ...worded.map((entry) => ({ entry, sure: false }))]).slice(0, limit);
  }

  function relatedTo(entry: Entry): Entry[] {
    const out = entry.relations.flatMap(({ to }) => byId.get(idOf(to)) ?? []);
    const back = entries.filter(({ relations }) => relations.some(({ to }) => idOf(to) === entry.id));
    return [...new Set([...out, ...back])];
  }

  return {
    entries,
    vocabulary,
    get: (id) => byId.get(id),
    meaning,
    complete,
    search,
    mentioned,
    nearFacts: passages.near,
    findingsOf: (entry) => relatedTo(entry).filter(({ kind }) => kind === 'finding'),
    relatedTo,
  };
}

const withMark = (mark: Mark | undefined) => (mark ? { mark } : {});
