import { isDate } from '../dates.ts';
import type { Attribute, Vocabulary } from './attributes.ts';
import { type Entry, type Fact, factsOf, type Value } from './entry.ts';

/** What is wrong with an entry, and where: `path` leads to it in the file. */
export interface Problem {
  path: readonly PropertyKey[];
  message: string;
}

type Check = (value: Value) => string | undefined;

const isWords = (value: Value) => typeof value === 'object' && 'en' in value;
const englishOf = (value: Value) => (isWords(value) ? (value as { en: string }).en : '');

const checks: Record<Attribute['type'], Check> = {
  date: (value) =>
    isDate(englishOf(value))
      ? undefined
      : 'expected a date that exists, as text: "2027", 2027-11, 2025-05-28, 2025-05-28T17:31Z, 2028~ or 2028/2035',
  number: (value) =>
    typeof value === 'number' || (typeof value === 'object' && !isWords(value) && !Array.isArray(value))
      ? undefined
      : 'expected a number, or { min, max }',
  words: (value) => (isWords(value) || Array.isArray(value) ? undefined : 'expected words as { en: "…", zh: "…" }'),
  id: (value) => (isWords(value) ? undefined : 'expected a name'),
};

function nearestAttribute(attr: string, { attributes }: Vocabulary): string {
  const [head] = attr.split('.');
  const near = [...attributes.keys()].filter((id) => id.startsWith(head!)).slice(0, 4);
  return near.length > 0 ? `did you mean ${near.join(', ')}?` : 'see attributes.yaml';
}

function unitProblem({ unit }: Fact, { units, id }: Attribute): string | undefined {
  if (units.length === 0) return unit === undefined ? undefined : `${id} takes no unit`;
  return unit !== undefined && units.includes(unit) ? undefined : `expected the unit ${units.join(' or ')}`;
}

function problemsOfFact(fact: Fact, vocabulary: Vocabulary): Problem[] {
  const attribute = vocabulary.attributes.get(fact.attr);
  if (!attribute)
    return [
      { path: ['attr'], message: `unknown attribute "${fact.attr}": ${nearestAttribute(fact.attr, vocabulary)}` },
    ];
  const found: [string, string | undefined][] = [
    ['value', checks[attribute.type](fact.value)],
    ['unit', unitProblem(fact, attribute)],
  ];
  return found.flatMap(([field, message]) => (message ? [{ path: [field], message }] : []));
}

/** What the schema alone cannot see: attributes, types of values and units that `attributes.yaml` does not know. */
export function problemsOf(entry: Entry, vocabulary: Vocabulary): Problem[] {
  return factsOf(entry).flatMap(({ fact, path }) =>
    problemsOfFact(fact, vocabulary).map((problem) => ({ ...problem, path: [...path, ...problem.path] })),
  );
}
