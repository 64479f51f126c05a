import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, join, relative } from 'node:path';
import { type Document, isAlias, LineCounter, parseDocument, visit } from 'yaml';
import { z } from 'zod';
import { Attributes, Questions, Unanswered, type Vocabulary, vocabularyOf } from './attributes.ts';
import { BadFile } from './bad-file.ts';
import { Entry, type Fact, factsOf, type Kind, kinds } from './entry.ts';
import { Asked } from './fields.ts';
import { type Problem, problemsOf } from './problems.ts';

const folders: Record<string, Kind> = Object.fromEntries(kinds.map((kind) => [folderOf(kind), kind]));

/** The folder of a kind's entries: `missions`, `findings`, `programmes`, `technologies`, `bodies`. */
function folderOf(kind: Kind): string {
  return kind.endsWith('y') ? `${kind.slice(0, -1)}ies` : `${kind}s`;
}

function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function fieldOf(path: readonly PropertyKey[]): string {
  return path.map((key, at) => (typeof key === 'number' ? `[${key}]` : `${at ? '.' : ''}${String(key)}`)).join('');
}

/** The most telling of zod's issues: inside a union, those of the branch that came furthest. */
function deepest(issue: z.core.$ZodIssue): Problem {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return issue;
  const branches = issue.errors.map((branch) => branch.map(deepest)).filter((branch) => branch.length > 0);
  const furthest = branches.flat().toSorted((a, b) => b.path.length - a.path.length)[0];
  if (!furthest || furthest.path.length === 0) return issue;
  return { path: [...issue.path, ...furthest.path], message: furthest.message };
}

function refuse(file: string, document: Document, lines: LineCounter, { path, message }: Problem): never {
  const field = fieldOf(path);
  throw new BadFile(
    `${file}:${lineOf(document, lines, path)}: ${field ? `${field}: ` : ''}${message.replace(/\s*\n\s*/g, ' ')}`,
  );
}

interface Parsed<T> {
  data: T;
  refuse(problem: Problem): never;
}

const plain = { maxAliasCount: 0, uniqueKeys: true, schema: 'core', version: '1.2', merge: false } as const;

/** Reads one YAML text by a schema. Anchors are refused: a file says what it says, and no bomb can be made of it. */
function parseYaml<S extends z.ZodType>(file: string, text: string, schema: S): Parsed<z.output<S>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { ...plain, lineCounter: lines });
  const stop = (problem: Problem) => refuse(file, document, lines, problem);
  const error = document.errors[0];
  if (error) throw new BadFile(`${file}:${error.linePos?.[0].line ?? 1}: not YAML: ${error.message.split('\n')[0]}`);
  visit(document, (_, node) => {
    if (isAlias(node)) stop({ path: [], message: 'anchors and aliases are not allowed: write the value out' });
  });
  const result = schema.safeParse(document.toJS());
  if (!result.success) stop(deepest(result.error.issues[0]!));
  return { data: result.data as z.output<S>, refuse: stop };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new BadFile(
      `${path}: cannot be read (${(error as NodeJS.ErrnoException).code}): check that it exists and its permissions`,
    );
  }
}

/** Reads `attributes.yaml` of a knowledge folder, and `questions.yaml` and `unanswered.yaml` where they are. */
export function loadVocabulary(directory: string): Vocabulary {
  const read = <S extends z.ZodType>(file: string, schema: S) => parseYaml(file, readText(file), schema).data;
  const [attributes, ...others] = ['attributes.yaml', 'questions.yaml', 'unanswered.yaml'].map((file) =>
    join(directory, file),
  ) as [string, string, string];
  const [questions, unanswered] = others;
  return vocabularyOf(
    read(attributes, Attributes),
    existsSync(questions) ? read(questions, Questions) : Questions.parse({}),
    existsSync(unanswered) ? read(unanswered, Unanswered) : Unanswered.parse({}),
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
  const inline = factsOf(entry).find(({ fact }) => fact.asked);
  if (inline) throw new BadFile(`${path}: ${fieldOf(inline.path)}.asked: belongs in ${ASKED}/${entry.id}.yaml`);
  return entry;
}

/** The entry with each of its facts changed, those of phases too. */
function withFacts(entry: Entry, change: (fact: Fact) => Fact): Entry {
  const facts = entry.facts.map(change);
  if (entry.kind !== 'programme') return { ...entry, facts };
  return { ...entry, facts, phases: entry.phases.map((phase) => ({ ...phase, facts: phase.facts.map(change) })) };
}

const ASKED = 'asked';

/** `asked/ID.yaml`: questions by the English sentence of the fact that answers them, or by its attribute if it has none. */
const Questionnaire = z.array(Asked.extend({ fact: z.string() }));

const saying = ({ text, attr }: Fact) => text?.en ?? attr;

/** An entry whose facts have the questions that they answer, where its file in `asked/` has any. */
function taught(directory: string, entry: Entry): Entry {
  const path = join(directory, ASKED, `${entry.id}.yaml`);
  if (!existsSync(path)) return entry;
  const { data, refuse } = parseYaml(path, readText(path), Questionnaire);
  const known = new Set(factsOf(entry).map(({ fact }) => saying(fact)));
  const lost = data.findIndex(({ fact }) => !known.has(fact));
  if (lost >= 0)
    refuse({ path: [lost, 'fact'], message: `no fact of ${entry.id} says this: expected the English text of one` });
  const questions = new Map(data.map(({ fact, ...asked }) => [fact, asked]));
  return withFacts(entry, (fact) => {
    const asked = questions.get(saying(fact));
    return asked ? { ...fact, asked } : fact;
  });
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

const isAsked = (file: string) => dirname(file) === ASKED;

/** Questions about an entry that is not there. */
function refuseOrphans(directory: string, files: readonly string[], entries: readonly Entry[]): void {
  const ids = new Set(entries.map(({ id }) => id));
  const orphan = files.find((file) => !ids.has(basename(file, '.yaml')));
  if (orphan !== undefined)
    throw new BadFile(`${join(directory, orphan)}: there is no entry of this name: rename the file, or take it out`);
}

export interface Knowledge {
  entries: readonly Entry[];
  vocabulary: Vocabulary;
}

/**
 * Reads all entries below `directory`, sorted by id. Throws `BadFile` for the first thing that is wrong.
 */
export function loadKnowledge(directory: string): Knowledge {
  refuseOtherEndings(directory);
  const vocabulary = loadVocabulary(directory);
  const all = globSync('*/*.yaml', { cwd: directory }).toSorted();
  const files = all.filter((file) => !isAsked(file));
  if (files.length === 0)
    throw new BadFile(
      `${relative('.', directory) || '.'}: has no entries: expected missions/, findings/, … with .yaml files`,
    );
  const entries = files.map((file) => taught(directory, readEntry(directory, file, vocabulary)));
  checkTogether(directory, entries);
  refuseOrphans(directory, all.filter(isAsked), entries);
  return { entries: entries.toSorted((a, b) => (a.id < b.id ? -1 : 1)), vocabulary };
}
