import type { Entry, Kind } from './entry.ts';
import { byWords, hasKind, hitsOf } from './hits.ts';
import type { Layer } from './layer.ts';

/** What a query means: one entry, or nothing that is sure and what comes nearest. */
export type Meaning =
  | { entry: Entry; near?: undefined; several?: undefined }
  | { entry?: undefined; near: readonly Entry[]; several: boolean };

const NEAREST = 5;
/** Two names this near to a query that names neither in full: the person must say which. */
const TIE = 0.03;

/** The one entry that `query` names, by its id or in any spelling of a name; never a sibling of it. */
export function meaningOf(layer: Layer, query: string, kind: Kind | undefined): Meaning {
  const exact = layer.get(query);
  if (exact && hasKind(kind)(exact)) return { entry: exact };
  const found = hitsOf(layer, query, kind);
  const [best, second] = found.filter(({ sure }) => sure);
  const several = best !== undefined && second !== undefined && best.score < 1 && best.score - second.score < TIE;
  if (best && !several) return { entry: best.entry };
  const named = [...found, ...hitsOf(layer, query, undefined)].map(({ entry }) => entry);
  const near = named.length > 0 ? named : byWords(layer, query, kind);
  return { near: [...new Set(near)].slice(0, NEAREST), several };
}
