import { chineseQueries } from './chinese.ts';
import { type Known, squash } from './known.ts';
import { notations } from './numerals.ts';
import type { Query } from './query.ts';
import type { Random } from './random.ts';
import { slip } from './typos.ts';

/** Makes a query's text from a name, or nothing where the name does not lend itself to the kind. */
type Make = (name: string, random: Random, known: Known) => string | undefined;

const NUMBER = /(?<=[\s-])[1-9]\d?(?=$|\s)/;

function typos(count: number): Make {
  return (name, random, known) => {
    let text: string | undefined = name;
    for (let done = 0; done < count && text !== undefined; done++) text = slip(text, random);
    return text === undefined || known.has(text) ? undefined : text;
  };
}

const swapNumeral: Make = (name, random) => {
  const number = NUMBER.exec(name);
  if (number === null || Number(number[0]) > 39) return undefined;
  const notation = random.pick([notations.roman, notations.english, notations.han]);
  return `${name.slice(0, number.index - 1)} ${notation(Number(number[0]))}${name.slice(number.index + number[0].length)}`;
};

const reorder: Make = (name, random) => {
  const words = name.split(/\s+/);
  const text = random.shuffle(words).join(' ');
  return words.length < 2 || text === name ? undefined : text;
};

const dropSeparators: Make = (name) =>
  squash(name).length === name.length ? undefined : name.replace(/[^\p{L}\p{N}]+/gu, '');

const KINDS: Readonly<Record<string, Make>> = {
  exact: (name) => name,
  'typo 1': typos(1),
  'typo 2': typos(2),
  'no separators': dropSeparators,
  numeral: swapNumeral,
  reordered: reorder,
};

const prefix = (name: string): string => name.slice(0, Math.max(3, Math.ceil(name.length * 0.6))).trim();

function makeSome(kind: string, count: number, known: Known, random: Random, make: Make): readonly Query[] {
  const queries: Query[] = [];
  for (let tries = 0; queries.length < count && tries < 200 * count; tries++) {
    const { name } = random.pick(known.names);
    const text = make(name, random, known);
    if (text === undefined) continue;
    queries.push({ kind, text, isRight: (id) => known.idsOf(name).has(id) });
  }
  return queries;
}

function prefixes(count: number, known: Known, random: Random): readonly Query[] {
  return makeSome('prefix', count, known, random, (name) => prefix(name)).map(({ kind, text }) => ({
    kind,
    text,
    isRight: (id) => known.namesOf(id).some((name) => name.toLowerCase().startsWith(text.toLowerCase())),
  }));
}

/** `count` queries of each kind that has a right answer, the kinds in turn. */
export function makeQueries(count: number, known: Known, random: Random): readonly Query[] {
  const kinds = [
    ...Object.entries(KINDS).map(([kind, make]) => makeSome(kind, count, known, random, make)),
    prefixes(count, known, random),
    chineseQueries(count, known, random),
  ];
  return Array.from({ length: count }, (_, at) => kinds.flatMap((queries) => queries[at] ?? [])).flat();
}
