import type { Entry } from '../knowledge/entry.ts';
import { createIndex, searchKey } from '../search/index.ts';
import { isNumber, type Unit } from './units.ts';

/** Units of a question, from one place to before another, that name something. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What a question names: entries, and names that look like some here but are none of them. */
export interface Named {
  readonly known: readonly (Span & { entries: readonly Entry[] })[];
  readonly unknown: readonly (Span & { near: readonly Entry[] })[];
}

/** How like a name a misspelt one must be. */
const LIKE = 0.84;
const SHORTEST = 5;
const MOST_WINDOWS = 24;
const WINDOW = 4;

/** Whether two spans share a unit. */
export const overlaps = (one: Span, other: Span) => one.from < other.to && other.from < one.to;

/** A series is not its member: "Hayabusa" is not Hayabusa2. */
const lacksNumber = (text: string, name: string) => /\d/.test(searchKey(name)) && !/\d/.test(searchKey(text));

/** The spans of a few words, none of them Han or taken already, that may be a misspelt name. */
function windowsOf(units: readonly Unit[], taken: readonly Span[]): Span[] {
  const windows: Span[] = [];
  for (let from = 0; from < units.length; from++) {
    for (let to = from + 1; to <= Math.min(units.length, from + WINDOW) && windows.length < MOST_WINDOWS; to++) {
      const isFree = !units[to - 1]!.han && !taken.some((span) => overlaps(span, { from, to }));
      if (!isFree) break;
      windows.push({ from, to });
    }
  }
  return windows;
}

/** Finds names that are spelt badly, by likeness; those that lack or change a number are of no entry here. */
export function createMisspellings(entries: readonly Entry[], isWord: (unit: Unit) => boolean) {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const index = createIndex(
    entries.map(({ id, names: { en, zh, pinyin, aliases } }) => ({
      id,
      names: [en, zh, ...(pinyin ? [pinyin] : []), ...aliases],
    })),
  );

  function misspelt(units: readonly Unit[], { from, to }: Span) {
    const words = units.slice(from, to);
    const text = words.map((unit) => unit.text).join(' ');
    if (text.length < SHORTEST || words.every((unit) => isWord(unit) || isNumber(unit))) return [];
    const [best] = index.find(text, 1);
    if (!best || best.score < LIKE) return [];
    const isUnknown = best.guarded || lacksNumber(text, best.name);
    return [{ from, to, entry: byId.get(best.id)!, isUnknown, score: best.score }];
  }

  return function misspellings(units: readonly Unit[], taken: readonly Span[]): Named {
    const best = windowsOf(units, taken)
      .flatMap((span) => misspelt(units, span))
      .toSorted((a, b) => b.score - a.score);
    const kept = best.filter((one, at) => !best.slice(0, at).some((other) => overlaps(one, other)));
    return {
      known: kept.flatMap(({ from, to, entry, isUnknown }) => (isUnknown ? [] : [{ from, to, entries: [entry] }])),
      unknown: kept.flatMap(({ from, to, entry, isUnknown }) => (isUnknown ? [{ from, to, near: [entry] }] : [])),
    };
  };
}
