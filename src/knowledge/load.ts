import { existsSync, globSync } from 'node:fs';
import { basename, dirname, extname, join, relative } from 'node:path';
import { Attributes, Questions, type Vocabulary, vocabularyOf } from './attributes.ts';
import { BadFile } from './bad-file.ts';
import { Entry, type Kind, kinds } from './entry.ts';
import { problemsOf } from './problems.ts';
import { FOLDERS, loadTaught, type Taught } from './taught.ts';
import { parseYaml, readText, readYaml } from './yaml.ts';

const folders: Record<string, Kind> = Object.fromEntries(kinds.map((kind) => [folderOf(kind), kind]));

/** The folder of a kind's entries: `missions`, `findings`, `programmes`, `technologies`, `bodies`. */
function folderOf(kind: Kind): string {
  return kind.endsWith('y') ? `${kind.slice(0, -1)}ies` : `${kind}s`;
}

/** Reads `attributes.yaml` of a knowledge folder, and `questions.yaml` where it is. */
export function loadVocabulary(directory: string): Vocabulary {
  const [attributes, questions] = [join(directory, 'attributes.yaml'), join(directory, 'questions.yaml')];
  return vocabularyOf(
    readYaml(attributes, Attributes),
    existsSync(questions) ? readYaml(questions, Questions) : Questions.parse({}),
  );
}

/** Reads one entry's text; `file` is named in errors, and gives the id that the entry must have. */
export function parseEntry(file: string, text: string, vocabulary: Vocabulary): Entry {
  const { data: entry, refuse } = parseYaml(file, text, Entry);
  const problem = problemsOf(entry, vocabulary)[0];
  if (problem) refuse(problem);
  return entry;
}

function readEntry(directory: string, file: string, vocabulary: Vocabulary): Entry {
  const path = join(directory, file);
  const entry = parseEntry(path, readText(path), vocabulary);
  const [folder = ''] = file.split(/[\\/]/);
  if (entry.id !== basename(file, '.yaml')) throw new BadFile(`${path}:1: id: "${entry.id}" must be the file's name`);
  if (folders[folder] !== entry.kind)
    throw new BadFile(`${path}:1: kind: a ${entry.kind} belongs in ${folderOf(entry.kind)}/`);
  return entry;
}

function checkTogether(directory: string, entries: readonly Entry[]): void {
  const seen = new Map<string, Entry>();
  for (const entry of entries) {
    const other = seen.get(entry.id);
    if (other)
      throw new BadFile(`${directory}: id: ${other.kind} and ${entry.kind} are both called "${entry.id}": rename one`);
    seen.set(entry.id, entry);
  }
  for (const { id, kind, relations } of entries) {
    for (const { to } of relations) {
      const [wanted, target = ''] = to.split(':');
      if (seen.get(target)?.kind !== wanted) {
        throw new BadFile(
          `${join(directory, folderOf(kind), `${id}.yaml`)}: relations: there is no ${to}: add it, or take the relation out`,
        );
      }
    }
  }
}

/** All YAML files of a knowledge folder, however their ending is written. */
export const YAML_FILES = '{*,*/*}.[yY]*[mM][lL]';

/** Nothing that is meant to be read is passed over in silence. */
function refuseOtherEndings(directory: string): void {
  const other = globSync(YAML_FILES, { cwd: directory }).find((file) => !file.endsWith('.yaml'));
  if (other === undefined) return;
  const name = `${basename(other, extname(other))}.yaml`;
  throw new BadFile(
    `${join(directory, other)}: is not read, for its name ends in ${extname(other)}: rename it to ${name}`,
  );
}

export interface Knowledge {
  entries: readonly Entry[];
  vocabulary: Vocabulary;
  /** How people ask: read when it is needed, if anything is known of it. */
  taught?(): Taught;
  /** What is made of all this and takes long: as it was made before, where it is kept, or now. */
  keep?<T>(name: string, make: () => T): T;
}

/**
 * Reads all entries below `directory`, sorted by id. Throws `BadFile` for the first thing that is wrong.
 */
export function loadKnowledge(directory: string): Knowledge {
  refuseOtherEndings(directory);
  const vocabulary = loadVocabulary(directory);
  const all = globSync('*/*.yaml', { cwd: directory }).toSorted();
  const files = all.filter((file) => !FOLDERS.includes(dirname(file)));
  if (files.length === 0)
    throw new BadFile(
      `${relative('.', directory) || '.'}: has no entries: expected missions/, findings/, … with .yaml files`,
    );
  const entries = files.map((file) => readEntry(directory, file, vocabulary));
  checkTogether(directory, entries);
  const taught = loadTaught(directory, entries);
  return { entries: entries.toSorted((a, b) => (a.id < b.id ? -1 : 1)), vocabulary, taught: () => taught };
}
