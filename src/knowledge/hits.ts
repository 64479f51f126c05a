import { type Hit as NameHit, searchKey } from '../search/index.ts';
import type { Entry, Kind } from './entry.ts';
import type { Layer } from './layer.ts';
import { isSure, withoutGeneric } from './sure.ts';

/** An entry that a query may mean. */
interface Hit {
  entry: Entry;
  /** 0…1, 1 = one of its names. */
  score: number;
  /** Near, but with another number: to be offered, never answered with. */
  guarded: boolean;
  /** Near enough, and enough of the name was given, to answer with it. */
  sure: boolean;
}

const CANDIDATES = 100;

/** Whether an entry is of the kind asked for; all are where none is. */
export const hasKind = (kind: Kind | undefined) => (entry: Entry) => kind === undefined || entry.kind === kind;

const beginsWith =
  (key: string) =>
  ({ guarded, name }: NameHit): boolean =>
    !guarded && searchKey(name).startsWith(key);

/** Where several names begin with what was typed, none of them is meant until it stands there whole. */
function likely(layer: Layer, query: string, kind: Kind | undefined): Hit[] {
  const begins = beginsWith(searchKey(query));
  const found = layer
    .find(query, CANDIDATES)
    .map((hit) => ({ ...hit, entry: layer.get(hit.id)! }))
    .filter(({ entry }) => hasKind(kind)(entry));
  const isUnfinished = found.filter(begins).length > 1;
  return found.map((hit) => {
    const isAmbiguous = isUnfinished && hit.score < 1 && begins(hit);
    const { entry, score, guarded } = hit;
    return { entry, score, guarded, sure: !isAmbiguous && isSure(query, entry, hit) };
  });
}

/** Entries by name, best first, with and without words such as “mission” in the query. */
export function hitsOf(layer: Layer, query: string, kind: Kind | undefined): Hit[] {
  const found = likely(layer, query, kind);
  const plain = withoutGeneric(query);
  if (plain === query || found.some(({ sure }) => sure)) return found;
  const named = likely(layer, plain, kind);
  return named.some(({ sure }) => sure) ? named : found;
}

/** Entries by what their facts say, best first. */
export function byWords(layer: Layer, query: string, kind: Kind | undefined): Entry[] {
  const near = layer.near(query, CANDIDATES).map(({ entry }) => entry);
  return [...new Set(near)].filter(hasKind(kind));
}
