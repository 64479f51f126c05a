import { readFileSync } from 'node:fs';
import { type Entry, type Fact, factsOf } from '../../src/knowledge/entry.ts';
import type { Library } from '../../src/knowledge/library.ts';
import type { Locale } from '../../src/text.ts';

/** A fact that answers a question, as it stood when the question was written. */
interface Expected {
  readonly entry: string;
  readonly attr: string;
  readonly value: Fact['value'];
}

export const kinds = ['own-words', 'paraphrased', 'unanswerable'] as const;
export const halves = ['dev', 'test'] as const;

/** A question by somebody who saw the facts and nothing else; without `expect` nothing here answers it. */
export interface Case {
  readonly question: string;
  readonly kind: (typeof kinds)[number];
  readonly half: (typeof halves)[number];
  readonly expect: readonly Expected[];
  readonly locale: Locale;
}

/** All questions of a language. */
export function loadCases(locale: Locale): Case[] {
  const lines = readFileSync(new URL(`questions.${locale}.jsonl`, import.meta.url), 'utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').map((line) => ({ ...JSON.parse(line), locale }));
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Whether a fact is one of those expected: of the same attribute and value, which a mission and its finding may share. */
export const isExpected = ({ expect }: Case, { attr, value }: Fact): boolean =>
  expect.some((one) => one.attr === attr && same(one.value, value));

/** Whether none of the facts that a question expects is here any more, since their entries were edited. */
export function isOutdated({ expect }: Case, library: Library): boolean {
  const isHere = ({ entry, attr, value }: Expected) =>
    factsOf(library.get(entry) ?? ({ facts: [] } as unknown as Entry)).some(
      ({ fact }) => fact.attr === attr && same(fact.value, value),
    );
  return expect.length > 0 && !expect.some(isHere);
}

const numbersIn = (text: string) => text.match(/\d+/g) ?? [];

/** Whether an entry with another number than any in the question was answered with, though it is not expected. */
export function isSibling({ question, expect }: Case, { id, names }: Entry): boolean {
  if (expect.some(({ entry }) => entry === id)) return false;
  const own = numbersIn(names.en);
  const asked = numbersIn(question);
  const series = names.en.replace(/[-\s]*\d+$/, '').toLowerCase();
  return own.length > 0 && question.toLowerCase().includes(series) && !own.some((number) => asked.includes(number));
}
