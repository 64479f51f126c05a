import { stringify } from 'yaml';
import { z } from 'zod';
import { Entry, type Fact, kinds, type Source } from '../knowledge/entry.ts';
import { Slug } from '../knowledge/fields.ts';

/** A built-in entry that a server hides. */
export const Hidden = z.strictObject({ kind: z.enum(kinds), id: Slug, hidden: z.literal(true) });

/** What a file of entries holds: entries, and what is hidden of the built-in ones. */
export type Item = Entry | z.output<typeof Hidden>;

export const isHidden = (item: Item): item is z.output<typeof Hidden> => 'hidden' in item;

export const formats = ['yaml', 'json'] as const;
export type Format = (typeof formats)[number];

type Plain = Readonly<Record<string, unknown>>;

const without = (value: object, defaults: Plain): object =>
  Object.fromEntries(Object.entries(value).filter(([key, held]) => !(key in defaults && defaults[key] === held)));

function isSameInBoth(value: unknown): value is { en: string } {
  if (typeof value !== 'object' || value === null) return false;
  const { en, zh, ...others } = value as { en?: unknown; zh?: unknown };
  return typeof en === 'string' && en === zh && Object.keys(others).length === 0;
}

const isEmpty = (value: unknown) => value === undefined || (Array.isArray(value) && value.length === 0);

/** Words that are the same in both languages are written once (an entry's names never), and empty lists not at all. */
function plain(value: unknown): unknown {
  if (isSameInBoth(value)) return value.en;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, held]) => !isEmpty(held));
  return Object.fromEntries(kept.map(([key, held]) => [key, key === 'names' ? { ...(held as object) } : plain(held)]));
}

/** A statement is its own sentence. */
export const isStatement = ({ attr, value }: Fact) =>
  attr === 'statement' && typeof value === 'object' && 'en' in value;

const isItsOwnText = (fact: Fact) => isStatement(fact) && JSON.stringify(fact.text) === JSON.stringify(fact.value);

const factFile = (fact: Fact) => without(fact, { precision: 'exact', ...(isItsOwnText(fact) && { text: fact.text }) });

const sourceFile = (source: Source) => without(source, { basis: 'stated', lang: 'en', licence: 'facts-only' });

const filled = (value: object) => Object.fromEntries(Object.entries(value).filter(([, held]) => !isEmpty(held)));

/** An entry as its file has it: what goes without saying is left out. */
function fileOf(item: Item): unknown {
  if (isHidden(item)) return Hidden.parse(item);
  const { kind, id, names, facts, sources, ...others } = Entry.parse(item);
  const files = Object.entries(sources).map(([key, source]) => [key, sourceFile(source)]);
  return plain({
    kind,
    id,
    names: filled(names),
    ...others,
    facts: facts.map(factFile),
    sources: Object.fromEntries(files),
  });
}

function textOf(data: unknown, format: Format): string {
  if (format === 'json') return `${JSON.stringify(data, undefined, 2)}\n`;
  return stringify(data, { lineWidth: 0, aliasDuplicateObjects: false, version: '1.2', schema: 'core' });
}

const rowsOf = (items: readonly Item[]) => items.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(fileOf);

/** Entries as a file that people can read, ordered by id: the same entries always make the same bytes. */
export const written = (items: readonly Item[], format: Format): string => textOf(rowsOf(items), format);

/** The same for several guilds, by the guild's id. */
export function writtenByGuild(guilds: ReadonlyMap<string, readonly Item[]>, format: Format): string {
  const ordered = [...guilds].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return textOf(Object.fromEntries(ordered.map(([guild, items]) => [guild, rowsOf(items)])), format);
}
