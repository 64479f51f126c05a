import { createHash, type Hash } from 'node:crypto';
import { globSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import { type Knowledge, loadKnowledge, YAML_FILES } from './load.ts';

const sources = fileURLToPath(new URL('..', import.meta.url));
/** Where entries are kept if nothing else is said. */
const usual = fileURLToPath(new URL('../../node_modules/.cache/wentian/knowledge/', import.meta.url));
/** Contents that are kept: the newest. */
const MOST = 8;

function addFolder(hash: Hash, directory: string, pattern: string): void {
  for (const file of globSync(pattern, { cwd: directory }).toSorted())
    hash.update(`\n${file}\n`).update(readFileSync(join(directory, file)));
}

/** Where the entries of these files are kept: a changed file, or a changed reader of files, is another place. */
function placeOf(directory: string, kept: string): string {
  const hash = createHash('sha256').update(process.version);
  addFolder(hash, directory, YAML_FILES);
  addFolder(hash, sources, '{*,knowledge/*}.ts');
  return join(kept, hash.digest('hex'));
}

function read(place: string): Knowledge | undefined {
  try {
    return deserialize(readFileSync(place)) as Knowledge;
  } catch {
    return undefined;
  }
}

/** The entries as they were read before, if no file has changed since; in a few milliseconds. */
export function keptKnowledge(directory: string, kept = usual): Knowledge | undefined {
  try {
    return read(placeOf(directory, kept));
  } catch {
    return undefined;
  }
}

function forgetOldest(kept: string): void {
  const places = readdirSync(kept).map((name) => join(kept, name));
  const byAge = places.map((place) => ({ place, at: statSync(place).mtimeMs })).toSorted((a, b) => b.at - a.at);
  for (const { place } of byAge.slice(MOST)) rmSync(place, { force: true });
}

/** Where nothing can be written, or another process tidies up just then, the files are read once more next time. */
function keep(place: string, knowledge: Knowledge): void {
  try {
    mkdirSync(dirname(place), { recursive: true });
    const draft = `${place}.${process.pid}`;
    writeFileSync(draft, serialize(knowledge));
    renameSync(draft, place);
    forgetOldest(dirname(place));
  } catch {}
}

/** As `loadKnowledge`, but what was read once is kept until a file changes: parsing YAML takes the better part of a second. */
export function readKnowledge(directory: string, kept = usual): Knowledge {
  const before = keptKnowledge(directory, kept);
  if (before) return before;
  const knowledge = loadKnowledge(directory);
  keep(placeOf(directory, kept), knowledge);
  return knowledge;
}
