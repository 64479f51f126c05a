import type { Entry, Kind } from './entry.ts';
import { byWords, hitsOf } from './hits.ts';
import type { Layer } from './layer.ts';
import type { Mark, Marked, Marker } from './marks.ts';
import { SURE } from './sure.ts';

/** An entry found by any of its words, and where the query was met. */
export interface Found {
  entry: Entry;
  /** Its name is what was asked for. */
  sure: boolean;
  mark?: Mark;
}

/** What is searched, and what marks the matches in it. */
export interface Searched {
  layer: Layer;
  marker: Marker;
}

/** Entries that fuse.js looks at for one search. */
const MARKED = 30;
/** With fewer names than this, completion goes on with what facts say. */
const FEW = 3;

/** An entry that no name of was met for sure. */
export const unsure = (entry: Entry): Found => ({ entry, sure: false });

function unique(found: readonly Found[]): Found[] {
  const first = new Map<string, Found>();
  for (const item of found) if (!first.has(item.entry.id)) first.set(item.entry.id, item);
  return [...first.values()];
}

/** Puts the marks of the entries that have one beside them. */
function marking(marked: readonly Marked[]) {
  const marks = new Map(marked.map(({ entry, mark }) => [entry, mark]));
  return ({ entry, sure }: Found): Found => {
    const mark = marks.get(entry);
    return mark ? { entry, sure, mark } : { entry, sure };
  };
}

/** Entries by name, then by what their facts say where the query was met in them, then what only comes near. */
export function searchFor({ layer, marker }: Searched, query: string, kind: Kind | undefined, limit: number): Found[] {
  const named = hitsOf(layer, query, kind);
  const near = named.filter(({ guarded, score }) => !guarded && score >= SURE);
  const worded = near.some(({ score }) => score === 1) ? [] : byWords(layer, query, kind);
  const candidates = [...new Set([...near.map(({ entry }) => entry), ...worded])].slice(0, MARKED);
  const marked = marking(marker.mark(query, candidates));
  const met = worded.map((entry) => marked(unsure(entry))).filter(({ mark }) => mark !== undefined);
  const last = named.map(({ entry }) => unsure(entry));
  return unique([...near.map(marked), ...met, ...last]).slice(0, limit);
}

/** Entries that what is typed may become: by name, and where few are, by what facts say. */
export function completionsOf(
  { layer, marker }: Searched,
  typed: string,
  kind: Kind | undefined,
  limit: number,
): Found[] {
  const named = hitsOf(layer, typed, kind).slice(0, limit);
  const worded = named.length < FEW ? byWords(layer, typed, kind) : [];
  const entries = named.map(({ entry }) => entry);
  const marked = marking(marker.markNames(typed, entries));
  return unique([...named.map(marked), ...worded.map(unsure)]).slice(0, limit);
}
