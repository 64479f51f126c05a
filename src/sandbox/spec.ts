import { invalidForm, type Problem } from './errors.ts';

interface Schema {
  safeParse(value: unknown): { error?: { issues: Issue[] } };
}

interface Issue {
  code: string;
  path: PropertyKey[];
  message: string;
  input?: unknown;
  origin?: string;
  minimum?: number | bigint;
  maximum?: number | bigint;
  values?: readonly unknown[];
  errors?: Issue[][];
}

/**
 * Refuses (50035) a body that does not fit a schema of Discord's own OpenAPI description.
 * The description is big, so it is loaded with the first body that there is to check.
 * https://github.com/discord/discord-api-spec
 */
export async function checkSchema(name: string, body: unknown, at: PropertyKey[] = []): Promise<void> {
  // @ts-expect-error: the package has no types for this entry
  const spec: Record<string, Schema> = await import('discord-api-spec/zod');
  const schema = spec[name];
  if (!schema) throw new Error(`discord-api-spec has no schema ${name}`);
  const { error } = schema.safeParse(body);
  if (error) throw invalidForm(error.issues.flatMap((issue) => flatten(issue)).map((issue) => toProblem(issue, at)));
}

/** A union fails with the issues of every branch: the branch meant is the one whose literal `type` fits. */
function flatten(issue: Issue, parents: PropertyKey[] = []): Issue[] {
  const path = [...parents, ...issue.path];
  const branches = issue.errors ?? [];
  if (branches.length === 0) return [{ ...issue, path }];
  const meant = branches.toSorted((one, other) => distance(one) - distance(other))[0] ?? [];
  return meant.flatMap((inner) => flatten(inner, path));
}

function distance(branch: Issue[]): number {
  const wrongType = branch.some((issue) => issue.path.at(-1) === 'type' || issue.path.length === 0);
  return branch.length + (wrongType ? 1_000 : 0);
}

function toProblem(issue: Issue, at: PropertyKey[]): Problem {
  const [code, message] = describe(issue);
  return { path: [...at, ...issue.path], code, message };
}

function describe(issue: Issue): [string, string] {
  if (issue.code === 'too_big') return describeLimit(issue, `${issue.maximum} or fewer`, 'MAX');
  if (issue.code === 'too_small') return describeLimit(issue, `${issue.minimum} or more`, 'MIN');
  if (issue.code === 'invalid_value')
    return ['BASE_TYPE_CHOICES', `Value must be one of {${issue.values?.join(', ')}}.`];
  if (issue.code === 'invalid_format') return ['STRING_TYPE_REGEX', 'String value did not match validation regex.'];
  if (/received undefined/.test(issue.message)) return ['BASE_TYPE_REQUIRED', 'This field is required'];
  return ['BASE_TYPE_INVALID', issue.message];
}

function describeLimit(issue: Issue, bound: string, edge: 'MAX' | 'MIN'): [string, string] {
  const isNumber = issue.origin === 'number' || issue.origin === 'int';
  return isNumber
    ? [`NUMBER_TYPE_${edge}`, `Must be ${bound}.`]
    : [`BASE_TYPE_${edge}_LENGTH`, `Must be ${bound} in length.`];
}
