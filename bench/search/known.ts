import type { Row } from '../../src/search/index.ts';

/** A spelling's letters and digits, without accents: what two spellings of one name share at the least. */
export function squash(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

const sortedWords = (name: string): string => name.toLowerCase().split(/\s+/).sort().join(' ');

/** What a benchmark knows of the names beside the systems that it measures. */
export interface Known {
  readonly names: readonly { id: string; name: string }[];
  namesOf(id: string): readonly string[];
  /** The ids that a name may rightly lead to: those whose spelling is the same but for separators or order. */
  idsOf(name: string): ReadonlySet<string>;
  /** Whether a text is some name, separators and case aside. */
  has(text: string): boolean;
  /** Whether some name has it as its beginning, separators and case aside. */
  hasBeginning(text: string): boolean;
  /** Whether some name has it and then more words. */
  goesOn(text: string): boolean;
}

export function collectKnown(rows: readonly Row[]): Known {
  const names = rows.flatMap(({ id, names: spellings }) => spellings.map((name) => ({ id, name })));
  const ids = new Map<string, Set<string>>();
  for (const { id, name } of names) {
    for (const key of [squash(name), sortedWords(name)]) ids.set(key, (ids.get(key) ?? new Set()).add(id));
  }
  const byId = new Map(rows.map(({ id, names: spellings }) => [id, spellings]));
  const squashed = new Set(names.map(({ name }) => squash(name)));
  const beginnings = [...squashed];
  const written = names.map(({ name }) => name.toLowerCase());
  return {
    names,
    namesOf: (id) => byId.get(id) ?? [],
    idsOf: (name) => new Set([...(ids.get(squash(name)) ?? []), ...(ids.get(sortedWords(name)) ?? [])]),
    has: (text) => squashed.has(squash(text)),
    hasBeginning: (text) => beginnings.some((name) => name.startsWith(squash(text))),
    goesOn: (text) => written.some((name) => name.startsWith(`${text.toLowerCase()} `)),
  };
}
