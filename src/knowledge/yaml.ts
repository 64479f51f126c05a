import { readFileSync } from 'node:fs';
import { type Document, isAlias, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { BadFile } from './bad-file.ts';
import type { Problem } from './problems.ts';

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
export function parseYaml<S extends z.ZodType>(file: string, text: string, schema: S): Parsed<z.output<S>> {
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

/** The text of a file; throws `BadFile` if it cannot be read. */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new BadFile(
      `${path}: cannot be read (${(error as NodeJS.ErrnoException).code}): check that it exists and its permissions`,
    );
  }
}

/** What a YAML file holds, read by a schema; throws `BadFile` for the first thing that is wrong. */
export const readYaml = <S extends z.ZodType>(file: string, schema: S): z.output<S> =>
  parseYaml(file, readText(file), schema).data;
