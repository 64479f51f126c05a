import { Composer, type CST, isAlias, isMap, isNode, isScalar, Parser, visit, type YAMLMap } from 'yaml';
import type { Vocabulary } from '../knowledge/attributes.ts';
import { Entry, type Fact } from '../knowledge/entry.ts';
import { problemsOf } from '../knowledge/problems.ts';
import { Hidden, type Item, isStatement } from './file.ts';
import { problemOfAddress, problemOfDay } from './proposal.ts';
import { isShowable } from './showable.ts';

/** A row of a file that cannot be taken, counted from 1; row 0 stands for the file as a whole. */
export interface BadRow {
  row: number;
  id: string;
  /** One line. */
  message: string;
}

export interface Reading {
  items: readonly Item[];
  bad: readonly BadRow[];
}

export interface Surroundings {
  vocabulary: Vocabulary;
  /** Milliseconds since 1970. */
  now: number;
}

/** Bytes of a file, and entries in it, at most. */
export const MOST_BYTES = 1024 * 1024;
export const MOST_ENTRIES = 500;

const DEEPEST = 100;
const COMPACT = /(?:[-?:][ \t]+){12}/;
const INDENTED = new RegExp(`^[ \\t]{${2 * DEEPEST},}\\S`, 'm');

/** Whether a text nests deeper than any entry, told without parsing it: a parser would run out of stack or memory. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [mark] of text.matchAll(/[[\]{}]/g)) {
    depth = Math.max(0, depth + (mark === '[' || mark === '{' ? 1 : -1));
    if (depth > DEEPEST) return true;
  }
  return COMPACT.test(text) || INDENTED.test(text);
}

class Refused extends Error {}

/** Why keys are compared here: the parser holds each against all before it, and a hostile file has many. */
const yamlOptions = { uniqueKeys: false, schema: 'core', version: '1.2', merge: false } as const;

/** Where a key comes again. */
function repeatedAt({ items }: YAMLMap): number | undefined {
  const seen = new Set<unknown>();
  const again = items.find(({ key }) => seen.size === seen.add(isScalar(key) ? key.value : key).size);
  return again && isNode(again.key) ? again.key.range?.[0] : undefined;
}

type Refuse = (offset: number, message: string) => never;

function refuseNode(node: unknown, refuse: Refuse): void {
  const isNamed = isAlias(node) || (isNode(node) && 'anchor' in node && node.anchor);
  if (isNamed) throw new Refused('anchors and aliases are not taken: write the value out');
  if (isNode(node) && node.tag) throw new Refused(`tags are not taken: ${node.tag.slice(0, 60)}`);
  const repeated = isMap(node) ? repeatedAt(node) : undefined;
  if (repeated !== undefined) refuse(repeated, 'the key is there already');
}

/** Ends at the first error: there can be as many as characters. */
function* tokensIn(text: string, refuse: Refuse): Generator<CST.Token> {
  for (const token of new Parser().parse(text)) {
    if (token.type === 'error') refuse(token.offset, token.message);
    yield token;
  }
}

function parsedYaml(text: string): unknown {
  const refuse: Refuse = (offset, message) => {
    const line = text.slice(0, offset).split('\n').length;
    throw new Refused(`line ${line}: not YAML: ${message}`);
  };
  const composer = new Composer(yamlOptions);
  const [document, another] = composer.compose(tokensIn(text, refuse), true, text.length);
  const error = document!.errors[0];
  if (error) refuse(error.pos[0], error.message);
  if (another) throw new Refused('several documents are not taken: put all entries into one list');
  visit(document!, (_, node) => refuseNode(node, refuse));
  return document!.toJS({ maxAliasCount: 0 });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return parsedYaml(text);
  }
}

function dataOf(text: string): unknown {
  if (isTooDeep(text)) throw new Refused('it nests deeper than any entry');
  return parsed(text);
}

function rowsOf(data: unknown): readonly unknown[] {
  const rows = Array.isArray(data) ? data : [data];
  if (rows.length > MOST_ENTRIES) throw new Refused(`${rows.length} entries are too many: at most ${MOST_ENTRIES}`);
  if (rows.length === 0 || data === null) throw new Refused('there are no entries in it');
  return rows;
}

const fieldOf = (path: readonly PropertyKey[]) =>
  path.map((key, at) => (typeof key === 'number' ? `[${key}]` : `${at ? '.' : ''}${String(key)}`)).join('');

function problemWords({ path, message }: { path: readonly PropertyKey[]; message: string }): string {
  const line = message.replaceAll('**', '').replace(/\s+/g, ' ');
  return `${path.length > 0 ? `${fieldOf(path)}: ` : ''}${line}`.slice(0, 200);
}

/** What the forms would have refused of a source. */
function problemOfSources({ sources }: Entry, now: number): string | undefined {
  for (const [id, { url, published }] of Object.entries(sources)) {
    const address = url ? problemOfAddress(url) : undefined;
    if (address) return problemWords({ path: ['sources', id, 'url'], message: address.en });
    const day = /^\d{4}-\d{2}-\d{2}/.exec(published)?.[0];
    const date = day ? problemOfDay(day, now) : undefined;
    if (date) return problemWords({ path: ['sources', id, 'published'], message: date.en });
  }
  return undefined;
}

/** A statement is its own sentence; marks of a server's library are not taken from a file. */
const factOf = ({ added: _, ...fact }: Fact): Fact =>
  isStatement(fact) && !fact.text ? { ...fact, text: fact.value as NonNullable<Fact['text']> } : fact;

/** What is wrong with an entry of a file that its schema cannot see. */
function problemOf(entry: Entry, { vocabulary, now }: Surroundings): string | undefined {
  const [problem] = problemsOf(entry, vocabulary);
  if (problem) return problemWords(problem);
  if (isTooLong(entry)) return `has a text longer than ${LONGEST} characters`;
  if (JSON.stringify(entry).includes('\\u0000')) return 'has a character that cannot be stored (U+0000)';
  const ofSources = problemOfSources(entry, now);
  return ofSources ?? (isShowable(entry, vocabulary) ? undefined : 'has something too long to be shown in Discord');
}

const LONGEST = 2000;

/** Whether any text in it is longer than any statement should be. */
function isTooLong(value: unknown): boolean {
  if (typeof value === 'string') return value.length > LONGEST;
  return typeof value === 'object' && value !== null && Object.values(value).some(isTooLong);
}

function itemOf(row: unknown, surroundings: Surroundings): Item | string {
  const hidden = Hidden.safeParse(row);
  if (hidden.success) return hidden.data;
  const result = Entry.safeParse(row);
  if (!result.success) return problemWords(result.error.issues[0]!);
  const entry = { ...result.data, facts: result.data.facts.map(factOf) };
  return problemOf(entry, surroundings) ?? entry;
}

function idOf(row: unknown): string {
  const id = typeof row === 'object' && row !== null && Object.hasOwn(row, 'id') ? (row as { id: unknown }).id : '';
  return typeof id === 'string' ? id.slice(0, 60) : '';
}

function readRows(rows: readonly unknown[], surroundings: Surroundings): Reading {
  const items: Item[] = [];
  const bad: BadRow[] = [];
  const seen = new Set<string>();
  for (const [at, row] of rows.entries()) {
    const item = itemOf(row, surroundings);
    const id = idOf(row);
    if (typeof item === 'string') bad.push({ row: at + 1, id, message: item });
    else if (seen.has(id)) bad.push({ row: at + 1, id, message: 'is there twice: each id once' });
    else items.push(item);
    seen.add(id);
  }
  return { items, bad };
}

/** The file as a whole as one bad row. */
function refusal(error: unknown): Reading {
  const message = error instanceof Refused ? error.message.slice(0, 200) : 'it cannot be read';
  return { items: [], bad: [{ row: 0, id: '', message }] };
}

/**
 * Reads a file of entries, YAML or JSON: what can be taken, and each row that cannot, with the reason. Bounded in depth
 * and count; for a hostile file it may still take seconds and much memory: run it where that harms nobody.
 */
export function readEntries(text: string, surroundings: Surroundings): Reading {
  try {
    return readRows(rowsOf(dataOf(text)), surroundings);
  } catch (error) {
    return refusal(error);
  }
}

const GUILD = /^\d{17,20}$/;

/** Reads a file with the entries of several guilds, by the guild's id: as many in each as there are. */
export function readGuilds(text: string, surroundings: Surroundings): ReadonlyMap<string, Reading> {
  try {
    const guilds = Object.entries(dataOf(text) ?? {});
    if (guilds.length === 0 || !guilds.every(([guild, rows]) => GUILD.test(guild) && Array.isArray(rows)))
      throw new Refused('expected lists of entries, by the ids of their servers; for one server give --guild');
    return new Map(guilds.map(([guild, rows]) => [guild, readRows(rows, surroundings)]));
  } catch (error) {
    return new Map([['', refusal(error)]]);
  }
}
