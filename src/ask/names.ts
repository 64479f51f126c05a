import type { Entry } from '../knowledge/entry.ts';
import { createIndex, searchKey } from '../search/index.ts';
import { folded, isNumber, keysOf, type Unit, unitsOf } from './units.ts';

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

const LONGEST = 14;
const SHORTEST_KEY = 3;
/** A Han name as short as this must be there as it is written, not only by its sound. */
const SHORT_HAN = 2;
/** How like a name a misspelt one must be. */
const LIKE = 0.84;
const SHORTEST_MISSPELT = 5;
const MOST_WINDOWS = 24;
const WINDOW = 4;
const YEAR = /^(?:19|20)\d\d$/;

interface Name {
  entry: Entry;
  key: string;
  /** As it is written, where its sound is not enough. */
  written?: string;
}

/** The key that spellings of a name share. */
export const keyOf = (units: readonly Unit[]): string => keysOf(units).join('');

function namesOf(entry: Entry): Name[] {
  const { en, zh, pinyin, aliases } = entry.names;
  return [en, zh, ...(pinyin ? [pinyin] : []), ...aliases, entry.id].flatMap((name) => {
    const text = folded(name);
    const units = unitsOf(text);
    const key = keyOf(units);
    const short = units.length <= SHORT_HAN && units.every(({ han }) => han);
    return key.length < SHORTEST_KEY ? [] : [{ entry, key, ...(short && { written: text }) }];
  });
}

function grouped(names: readonly Name[]): Map<string, Name[]> {
  const groups = new Map<string, Name[]>();
  for (const name of names) groups.set(name.key, [...(groups.get(name.key) ?? []), name]);
  return groups;
}

/** The beginnings of names that end in a number but no year, such as `tianwen` and `luna`, with the series' entries. */
function seriesOf(names: readonly Name[]): Map<string, Entry[]> {
  const series = new Map<string, Entry[]>();
  for (const { key, entry } of names) {
    const stem = /^(\D{2,})(?!(?:19|20)\d\d$)\d+$/.exec(key)?.[1];
    if (stem) series.set(stem, [...(series.get(stem) ?? []), entry]);
  }
  return series;
}

/** A series is not its member: "Hayabusa" is not Hayabusa2. */
const lacksNumber = (text: string, name: string) => /\d/.test(searchKey(name)) && !/\d/.test(searchKey(text));

const overlaps = (one: Span, other: Span) => one.from < other.to && other.from < one.to;

/** Of spans that overlap the longest, or the first of equals. */
function longest<T extends Span>(spans: readonly T[]): T[] {
  const kept: T[] = [];
  for (const span of spans.toSorted((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from)) {
    if (!kept.some((other) => overlaps(span, other))) kept.push(span);
  }
  return kept.toSorted((a, b) => a.from - b.from);
}

/**
 * Finds entries named inside a sentence: by the sound and the digits of any spelling first, then misspelt ones by
 * likeness. A number after a name or a series is part of it: where that makes a name that is not here, it is unknown,
 * and nothing else may answer for it. `words` are keys that say something else when they stand alone: 月球, though there
 * is a 月球16号.
 */
export function createNames(entries: readonly Entry[], words: ReadonlySet<string>, isWord: (unit: Unit) => boolean) {
  const names = entries.flatMap(namesOf);
  const byKey = grouped(names);
  const series = seriesOf(names);
  const index = createIndex(
    entries.map(({ id, names: { en, zh, pinyin, aliases } }) => ({
      id,
      names: [en, zh, ...(pinyin ? [pinyin] : []), ...aliases],
    })),
  );
  const byId = new Map(entries.map((entry) => [entry.id, entry]));

  function exactAt(units: readonly Unit[], keys: readonly string[], from: number) {
    let key = '';
    return keys.slice(from, from + LONGEST).flatMap((part, offset) => {
      key += part;
      const to = from + offset + 1;
      const text = () =>
        units
          .slice(from, to)
          .map((unit) => unit.text)
          .join('');
      const met = (byKey.get(key) ?? []).filter(({ written }) => written === undefined || written === text());
      return met.length > 0 ? [{ from, to, entries: [...new Set(met.map(({ entry }) => entry))] }] : [];
    });
  }

  /** A number that belongs to the name before it, joined or by a hyphen, a space or 号. */
  function isNumbered(units: readonly Unit[], at: number): boolean {
    const unit = units[at];
    return unit !== undefined && isNumber(unit) && !YEAR.test(unit.text) && !/[.,]/.test(unit.text);
  }

  function unknownAt(units: readonly Unit[], keys: readonly string[], from: number, known: Named['known']) {
    let key = '';
    for (let to = from + 1; to < Math.min(units.length, from + LONGEST); to++) {
      key += keys[to - 1];
      const span = known.find((one) => one.from === from && one.to === to);
      const near = series.get(key) ?? (span && !/\d$/.test(key) ? span.entries : undefined);
      const numbered = isNumbered(units, to) || (series.has(key) && /^\d+$/.test(keys[to]!) && !isNumber(units[to]!));
      if (!near || !numbered || byKey.has(key + keys[to])) continue;
      return [{ from, to: to + 1, near: [...new Set(near)].slice(0, 5) }];
    }
    return [];
  }

  /** A series named without a number, where nothing else is named: which of its members is meant nobody can tell. */
  function seriesAt(keys: readonly string[], from: number) {
    let key = '';
    return keys.slice(from, from + WINDOW).flatMap((part, offset) => {
      key += part;
      const near = series.get(key);
      return near && !byKey.has(key) && !words.has(key)
        ? [{ from, to: from + offset + 1, near: [...new Set(near)].slice(0, 5) }]
        : [];
    });
  }

  function misspelt(units: readonly Unit[], from: number, to: number) {
    const words = units.slice(from, to);
    const text = words.map((unit) => unit.text).join(' ');
    if (text.length < SHORTEST_MISSPELT || words.every((unit) => isWord(unit) || isNumber(unit))) return undefined;
    const [best] = index.find(text, 1);
    if (!best || best.score < LIKE) return undefined;
    const guarded = best.guarded || lacksNumber(text, best.name);
    return { from, to, entry: byId.get(best.id)!, guarded, score: best.score };
  }

  function misspellings(units: readonly Unit[], taken: readonly Span[]) {
    const found: NonNullable<ReturnType<typeof misspelt>>[] = [];
    let windows = 0;
    for (let from = 0; from < units.length; from++) {
      for (let to = from + 1; to <= Math.min(units.length, from + WINDOW) && windows < MOST_WINDOWS; to++) {
        const isFree = !units[to - 1]!.han && !taken.some((span) => overlaps(span, { from, to }));
        if (!isFree) break;
        windows++;
        found.push(...[misspelt(units, from, to) ?? []].flat());
      }
    }
    const best = found.toSorted((a, b) => b.score - a.score);
    return best.filter((one, at) => !best.slice(0, at).some((other) => overlaps(one, other)));
  }

  return function namesIn(units: readonly Unit[]): Named {
    const keys = keysOf(units);
    const exact = longest(units.flatMap((_, at) => exactAt(units, keys, at)));
    const unknown = longest(units.flatMap((_, at) => unknownAt(units, keys, at, exact)));
    const known = exact.filter((span) => !unknown.some((other) => overlaps(span, other)));
    const rest = misspellings(units, [...known, ...unknown]);
    const isNamed = known.length > 0 || unknown.length > 0 || rest.some(({ guarded }) => !guarded);
    const vague = isNamed ? [] : longest(keys.flatMap((_, at) => seriesAt(keys, at)));
    return {
      known: [
        ...known,
        ...rest.filter(({ guarded }) => !guarded).map(({ from, to, entry }) => ({ from, to, entries: [entry] })),
      ],
      unknown: [
        ...unknown,
        ...vague,
        ...rest.filter(({ guarded }) => guarded).map(({ from, to, entry }) => ({ from, to, near: [entry] })),
      ],
    };
  };
}
