import { createHash, type Hash } from 'node:crypto';
import { globSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import { later } from './later.ts';
import { type Knowledge, loadKnowledge, YAML_FILES } from './load.ts';
import { loadTaught } from './taught.ts';

const sources = fileURLToPath(new URL('..', import.meta.url));
/** Where entries are kept if nothing else is said. */
const usual = fileURLToPath(new URL('../../node_modules/.cache/wentian/knowledge/', import.meta.url));
/** Contents that are kept: the newest. */
const MOST = 8;

function addFolder(hash: Hash, directory: string, pattern: string): void {
  for (const file of globSync(pattern, { cwd: directory }).toSorted())
    hash.update(`\n${file}\n`).update(readFileSync(join(directory, file)));
}

/** Where the entries of these files are kept: a changed file, or a changed program, is another place. */
function placeOf(directory: string, kept: string): string {
  const hash = createHash('sha256').update(process.version);
  addFolder(hash, directory, YAML_FILES);
  addFolder(hash, sources, '{*,ask/*,knowledge/*,search/*}.ts');
  return join(kept, hash.digest('hex'));
}

/** What is kept at a place, or else what `make` makes, which is kept there if anything can be. */
function keptAt<T>(place: string, make: () => T): T {
  const before = read<T>(place);
  if (before !== undefined) return before;
  const made = make();
  keep(place, made);
  return made;
}

function read<T>(place: string): T | undefined {
  try {
    return deserialize(readFileSync(place)) as T;
  } catch {
    return undefined;
  }
}

/** Where nothing can be written, or another process tidies up just then, it is made once more next time. */
function keep(place: string, made: unknown): void {
  try {
    const folder = dirname(place);
    mkdirSync(folder, { recursive: true });
    const draft = `${place}.${process.pid}`;
    writeFileSync(draft, serialize(made));
    renameSync(draft, place);
    forgetOldest(dirname(folder));
  } catch {}
}

function forgetOldest(kept: string): void {
  const places = readdirSync(kept).map((name) => join(kept, name));
  const byAge = places.map((place) => ({ place, at: statSync(place).mtimeMs })).toSorted((a, b) => b.at - a.at);
  for (const { place } of byAge.slice(MOST)) rmSync(place, { recursive: true, force: true });
}

/** The entries themselves, which another process can send. */
export type Read = Pick<Knowledge, 'entries' | 'vocabulary'>;

/** Entries with what else is kept beside them: how people ask, and what is made of it all. */
function withKept(directory: string, place: string, { entries, vocabulary }: Read): Knowledge {
  return {
    entries,
    vocabulary,
    taught: later(() => keptAt(join(place, TAUGHT), () => loadTaught(directory, entries))),
    keep: (name, make) => keptAt(join(place, name), make),
  };
}

const [ENTRIES, TAUGHT] = ['entries', 'taught'];

/** The entries as they were read before, if no file has changed since; in a few milliseconds. */
export function keptKnowledge(directory: string, kept = usual): Knowledge | undefined {
  try {
    const place = placeOf(directory, kept);
    const before = read<Read>(join(place, ENTRIES));
    return before && withKept(directory, place, before);
  } catch {
    return undefined;
  }
}

/** As `loadKnowledge`, but what was read once is kept until a file changes: parsing YAML takes the better part of a second. */
export function readKnowledge(directory: string, kept = usual): Knowledge {
  const before = keptKnowledge(directory, kept);
  if (before) return before;
  const { entries, vocabulary, taught } = loadKnowledge(directory);
  const place = placeOf(directory, kept);
  keep(join(place, TAUGHT), taught?.());
  keep(join(place, ENTRIES), { entries, vocabulary });
  return withKept(directory, place, { entries, vocabulary });
}

/** What another process has read, as `readKnowledge` gives it. */
export const knowledgeOf = (directory: string, read: Read): Knowledge =>
  withKept(directory, placeOf(directory, usual), read);
