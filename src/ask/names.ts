import type { Entry } from '../knowledge/entry.ts';
import { createDesignations } from './designations.ts';
import { createMisspellings, type Named, overlaps, type Span } from './misspelt.ts';
import type { Matcher } from './patterns.ts';
import { folded, isCounted, isNumber, keysOf, type Unit, unitsOf } from './units.ts';

const LONGEST = 14;
const MOST_NEAR = 5;
const SHORTEST_KEY = 3;
/** A Han name as short as this must be there as it is written, not only by its sound. */
const SHORT_HAN = 2;
const WINDOW = 4;
const YEAR = /^(?:19|20)\d\d$/;

interface Name {
  entry: Entry;
  key: string;
  text: string;
  /** Its sound is not enough. */
  isShort: boolean;
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
    return key.length < SHORTEST_KEY ? [] : [{ entry, key, text, isShort: short }];
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

/** One Han character sounds like too much to be a name by its sound: 测 is no CE. */
const isOneHan = (units: readonly Unit[]) => units.filter(({ han }) => han).length === 1;

/** And so do two that stand alone: 回研 is no 慧眼. */
const isFewHan = (units: readonly Unit[]) =>
  isOneHan(units) || (units.length <= SHORT_HAN && units.every(({ han }) => han));

/** Of spans that overlap the longest, or the first of equals. */
function longest<T extends Span>(spans: readonly T[]): T[] {
  const kept: T[] = [];
  for (const span of spans.toSorted((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from)) {
    if (!kept.some((other) => overlaps(span, other))) kept.push(span);
  }
  return kept.toSorted((a, b) => a.from - b.from);
}

/** What is no name, and what is a name of no entry. */
export interface Naming {
  /** Words that are names only with a number, by their keys. */
  readonly words: ReadonlySet<string>;
  /** Names of what is no entry here. */
  readonly others: Matcher<true>;
}

/** All names of a library, ready to be found inside sentences. */
interface Book {
  readonly byKey: ReadonlyMap<string, readonly Name[]>;
  readonly series: ReadonlyMap<string, readonly Entry[]>;
  /** Keys that say something else when they stand alone: 月球, though there is a 月球16号. */
  readonly words: ReadonlySet<string>;
}

/** A question's units, with what each is in a name's key. */
interface Read {
  readonly units: readonly Unit[];
  readonly keys: readonly string[];
}

/** The spans that begin at a unit, the shortest first, with their keys. */
function* spansAt({ units, keys }: Read, from: number, longest: number): Iterable<Span & { key: string }> {
  let key = '';
  for (let to = from + 1; to <= Math.min(units.length, from + longest); to++) {
    key += keys[to - 1];
    yield { from, to, key };
  }
}

const written = ({ units }: Read, { from, to }: Span) =>
  units
    .slice(from, to)
    .map(({ text }) => text)
    .join('');

function exactAt({ byKey }: Book, read: Read, from: number): Named['known'] {
  return Array.from(spansAt(read, from, LONGEST)).flatMap(({ key, ...span }) => {
    const isSound = isFewHan(read.units.slice(span.from, span.to));
    const met = (byKey.get(key) ?? []).filter(
      ({ isShort, text }) => (!isShort && !isSound) || text === written(read, span),
    );
    return met.length > 0 ? [{ ...span, entries: [...new Set(met.map(({ entry }) => entry))] }] : [];
  });
}

/** The entries of the series that a span names. */
const seriesIn = ({ series }: Book, { units }: Read, { from, to, key }: Span & { key: string }) =>
  isOneHan(units.slice(from, to)) ? undefined : series.get(key);

/** A number that belongs to the name before it, joined or by a hyphen, a space or 号. */
function isNumbering(units: readonly Unit[], at: number): boolean {
  const [unit, next] = [units[at]!, units[at + 1]];
  const isWhole = isNumber(unit) && !YEAR.test(unit.text) && !/[.,]/.test(unit.text);
  return isWhole && !(next && isCounted(next));
}

/** A name or a series with a number that makes it another: no entry here. */
function unknownAt(book: Book, read: Read, from: number, known: Named['known']): Named['unknown'] {
  for (const span of spansAt(read, from, LONGEST - 1)) {
    const { key, to } = span;
    const [next, part] = [read.units[to], read.keys[to]];
    if (!next) break;
    const [ofSeries, named] = [seriesIn(book, read, span), known.find((one) => one.from === from && one.to === to)];
    const near = ofSeries ?? (named && !/\d$/.test(key) ? named.entries : undefined);
    const isNumbered =
      isNumbering(read.units, to) || (ofSeries !== undefined && /^\d+$/.test(part!) && !isNumber(next));
    if (near && isNumbered && !book.byKey.has(key + part)) return [{ from, to: to + 1, near: nearest(near) }];
  }
  return [];
}

/** A series named without a number, where nothing else is named: which of its members is meant nobody can tell. */
function vagueAt(book: Book, read: Read, from: number): Named['unknown'] {
  return Array.from(spansAt(read, from, WINDOW)).flatMap((span) => {
    const near = seriesIn(book, read, span);
    const isName = near && !book.byKey.has(span.key) && !book.words.has(span.key);
    return isName ? [{ from, to: span.to, near: nearest(near) }] : [];
  });
}

const nearest = (entries: readonly Entry[]) => [...new Set(entries)].slice(0, MOST_NEAR);

/**
 * Finds entries named inside a sentence: by the sound and the digits of any spelling first, then misspelt ones by
 * likeness. A number after a name or a series is part of it: where that makes a name that is not here, it is unknown,
 * and nothing else may answer for it.
 */
export function createNames(
  entries: readonly Entry[],
  { words, others }: Naming,
  called: readonly string[],
  isWord: (unit: Unit) => boolean,
) {
  const names = entries.flatMap(namesOf);
  const book = { byKey: grouped(names), series: seriesOf(names), words };
  const misspellings = createMisspellings(entries, isWord);
  const designations = createDesignations(new Set(called), isWord);

  return function namesIn(units: readonly Unit[]): Named {
    const read = { units, keys: keysOf(units) };
    const exact = longest(units.flatMap((_, at) => exactAt(book, read, at)));
    const unknown = longest(units.flatMap((_, at) => unknownAt(book, read, at, exact)));
    const known = exact.filter((span) => !unknown.some((other) => overlaps(span, other)));
    const misspelt = misspellings(units, [...known, ...unknown]);
    const named = [...known, ...unknown, ...misspelt.known, ...misspelt.unknown];
    const vague = named.length > 0 ? [] : longest(units.flatMap((_, at) => vagueAt(book, read, at)));
    const strangers = others(units, []).map(({ places }) => ({ from: places[0]!, to: places.at(-1)! + 1 }));
    const isFree = (span: Span) => ![...named, ...vague].some((other) => overlaps(span, other));
    const called = longest([...designations(units), ...strangers]).filter(isFree);
    const strange = called.map((span) => ({ ...span, near: [] }));
    return { known: [...known, ...misspelt.known], unknown: [...unknown, ...vague, ...misspelt.unknown, ...strange] };
  };
}
