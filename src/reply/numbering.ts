import type { Source } from '../knowledge/entry.ts';

/** What makes two sources one: entries that share a source each hold a copy of it. */
export const keyOf = ({ title, published }: Source) => `${published} ${title}`;

/** Numbers sources from 1, in the order in which they are named; `marks` gives `[1] [2]`. */
export function numbering() {
  const listed: Source[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (source: Source) => {
    const key = keyOf(source);
    if (!numbers.has(key)) numbers.set(key, listed.push(source));
    return numbers.get(key);
  };
  const marks = (sources: readonly Source[]) =>
    [...new Set(sources.map(numberOf))].map((number) => `[${number}]`).join(' ');
  return { listed, marks };
}

/** The numbers given so far, in one message. */
export type Numbering = ReturnType<typeof numbering>;
