import type { Vocabulary } from './attributes.ts';
import type { Entry, Kind } from './entry.ts';
import { completionsOf, type Found, type Searched, searchFor, unsure } from './found.ts';
import { hasKind } from './hits.ts';
import { later } from './later.ts';
import { createLayer, type Layer, onTopOf } from './layer.ts';
import type { Knowledge } from './load.ts';
import { createMarker } from './marks.ts';
import { type Meaning, meaningOf } from './meaning.ts';
import { mentionedIn } from './mentions.ts';
import type { Passage } from './passages.ts';
import { NOTHING_TAUGHT, type Taught } from './taught.ts';

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
  /** How people ask for what is here, as far as it is known. */
  taught(): Taught;
  /** What it is made of, for overlays to stand on. */
  parts: Parts;
}

interface Parts extends Searched {
  /** An overlay's two sides: what is shared, and what is a guild's own or changed in it. */
  over?: { base: Library; own: Library };
}

const idOf = (ref: string) => ref.slice(ref.indexOf(':') + 1);

/** Entries people most likely want before they have typed anything: those with the newest sources. */
function newestFirst(entries: readonly Entry[]): Entry[] {
  const newest = (entry: Entry) =>
    Object.values(entry.sources)
      .map(({ published }) => published)
      .toSorted()
      .at(-1) ?? '';
  return entries.toSorted((a, b) => newest(b).localeCompare(newest(a)));
}

function relatedIn({ entries, get }: Layer, entry: Entry): Entry[] {
  const out = entry.relations.flatMap(({ to }) => get(idOf(to)) ?? []);
  const back = entries.filter(({ relations }) => relations.some(({ to }) => idOf(to) === entry.id));
  return [...new Set([...out, ...back])];
}

/** Builds the snapshot of a set of entries. */
export function createLibrary({ entries, vocabulary, taught }: Knowledge): Library {
  return libraryOf({ layer: createLayer(entries, vocabulary), marker: createMarker(vocabulary) }, vocabulary, taught);
}

/** What a guild sees: `base`, which stays as it is and is shared, with entries of its own over it and some left out. */
export function createOverlay(base: Library, entries: readonly Entry[], hidden: ReadonlySet<string>): Library {
  const { vocabulary } = base;
  const { layer, marker } = base.parts;
  const above = createLayer(entries, vocabulary);
  const own = libraryOf({ layer: above, marker }, vocabulary);
  return libraryOf({ layer: onTopOf(layer, above, hidden), marker, over: { base, own } }, vocabulary);
}

function libraryOf(parts: Parts, vocabulary: Vocabulary, taught = () => NOTHING_TAUGHT): Library {
  const { layer } = parts;
  const preferred = later(() => newestFirst(layer.entries));
  const relatedTo = (entry: Entry) => relatedIn(layer, entry);
  return {
    entries: layer.entries,
    vocabulary,
    get: layer.get,
    meaning: (query, kind) => meaningOf(layer, query, kind),
    complete(typed, kind, limit) {
      if (typed.trim() !== '') return completionsOf(parts, typed, kind, limit);
      return preferred().filter(hasKind(kind)).slice(0, limit).map(unsure);
    },
    search: (query, kind, limit) => searchFor(parts, query, kind, limit),
    mentioned: (text) => mentionedIn(layer.mentions(text)),
    nearFacts: (text, limit) => layer.near(text, limit),
    findingsOf: (entry) => relatedTo(entry).filter(({ kind }) => kind === 'finding'),
    relatedTo,
    taught,
    parts,
  };
}
