import Fuse, { type FuseResultMatch } from 'fuse.js';
import { createHolds } from '../search/holds.ts';
import type { Vocabulary } from './attributes.ts';
import { type Entry, factsOf } from './entry.ts';
import { memo } from './later.ts';
import { textsOf } from './passages.ts';

/** Where a query was met in an entry: the field, and its text up to, in and after the match. */
export interface Mark {
  field: 'name' | 'alias' | 'summary' | 'fact';
  text: string;
  /** First and last character of the longest match in `text`. */
  range: readonly [number, number];
}

/** An entry and where the query was met in it. */
export interface Marked {
  entry: Entry;
  mark: Mark;
}

const LONGEST_QUERY = 32;
/** Edits that a match may have, as a share of the query. */
const THRESHOLD = 0.3;

interface Document {
  entry: Entry;
  name: string[];
  alias: string[];
  summary: string[];
  fact: string[];
}

function documentOf(entry: Entry, vocabulary: Vocabulary): Document {
  const { en, zh, aliases } = entry.names;
  const facts = factsOf(entry).flatMap((placed) => textsOf(placed, vocabulary));
  return { entry, name: [en, zh], alias: aliases, summary: [entry.summary.en, entry.summary.zh], fact: facts };
}

const lengthOf = ([first, last]: readonly [number, number]) => last - first;

/** Of all places where the query was met the one that has it as it was typed, else the longest. */
function markOf(query: string, matches: readonly FuseResultMatch[] = []): Mark | undefined {
  const marks = matches.flatMap(({ key, value: text = '', indices }) =>
    indices.map((range) => ({ field: key as Mark['field'], text, range })),
  );
  const isExact = ({ text, range: [first, last] }: Mark) =>
    text.slice(first, last + 1).toLowerCase() === query.toLowerCase();
  return marks.find(isExact) ?? marks.toSorted((a, b) => lengthOf(b.range) - lengthOf(a.range))[0];
}

const everywhere = ['name', 'alias', 'summary', 'fact'] as const;
const inNames = ['name', 'alias'] as const;

/** Leaves of each document the texts that hold the query: to say that one does not takes fuse.js far longer. */
function narrowed(documents: readonly Document[], keys: readonly Mark['field'][], query: string): Document[] {
  if (query === '') return [];
  const holds = createHolds(query, Math.floor(query.length * THRESHOLD));
  return documents.flatMap((document) => {
    const texts = keys.map((key) => [key, document[key].filter((text) => holds(text.toLowerCase()))] as const);
    return texts.some(([, held]) => held.length > 0) ? [{ ...document, ...Object.fromEntries(texts) }] : [];
  });
}

/** Where `query` was met in each document, as far as it was. */
function marksIn(documents: readonly Document[], query: string, keys: readonly Mark['field'][]): Marked[] {
  const typed = query.toLowerCase().slice(0, LONGEST_QUERY);
  const fuse = new Fuse(narrowed(documents, keys, typed), {
    keys: [...keys],
    threshold: THRESHOLD,
    ignoreLocation: true,
    includeMatches: true,
    minMatchCharLength: 2,
  });
  return fuse.search(typed).flatMap(({ item, matches }) => {
    const mark = markOf(typed, matches);
    return mark ? [{ entry: item.entry, mark }] : [];
  });
}

/**
 * fuse.js over the few entries that the indexes propose: which field met the query, and where. It is linear in text and
 * query and blocks while it works, so it sees at most a hundred entries and the first 32 characters, and ranks nothing.
 */
export function createMarker(vocabulary: Vocabulary) {
  const documentFor = memo((entry: Entry) => documentOf(entry, vocabulary), new WeakMap<Entry, Document>());
  return {
    /** Over all fields. */
    mark: (query: string, entries: readonly Entry[]) => marksIn(entries.map(documentFor), query, everywhere),
    /** Over names alone: quick enough for each letter typed. */
    markNames: (query: string, entries: readonly Entry[]) => marksIn(entries.map(documentFor), query, inNames),
  };
}

export type Marker = ReturnType<typeof createMarker>;
