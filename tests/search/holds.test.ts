import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHolds } from '../../src/search/holds.ts';

/** The least edits between a query and any part of a text, by the whole table. */
function nearest(query: string, text: string): number {
  let row = [...text, ''].map(() => 0);
  for (const [at, one] of [...query].entries()) {
    const next = [at + 1];
    for (const [place, other] of [...text].entries())
      next.push(Math.min(row[place]! + Number(one !== other), row[place + 1]! + 1, next[place]! + 1));
    row = next;
  }
  return Math.min(...row);
}

const words = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'abc月'), minLength, maxLength });

test('a text holds a query as often as the whole table of edits says', () => {
  fc.assert(
    fc.property(words(1, 32), words(0, 60), fc.nat(10), (query, text, most) => {
      expect(createHolds(query, most)(text)).toBe(nearest(query, text) <= most);
    }),
    { numRuns: 500 },
  );
});

test.each(['', 'x'.repeat(33)])('not for a query of another length: %j', (query) => {
  expect(() => createHolds(query, 1)).toThrow(RangeError);
});
