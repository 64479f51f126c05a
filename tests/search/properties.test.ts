import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIndex, searchKey, tokens } from '../../src/search/index.ts';
import { textsUpTo } from '../characters.ts';

const names = [
  'Tianwen-2',
  '天问二号',
  "Chang'e-6",
  '嫦娥六号',
  '469219 Kamoʻoalewa',
  '2016 HO3',
  'International Lunar Research Station',
  'KOI-707.03',
  'α Centauri B',
  'Спутник-1',
  'はやぶさ2',
  'Apollo XI',
];
const index = createIndex(names.map((name) => ({ id: name, names: [name] })));

const text = fc.oneof(
  textsUpTo(6000),
  textsUpTo(6000, 'grapheme'),
  fc
    .array(
      fc.constantFrom(...names, ' ', '-', '号', '一', '二十', 'yi', 'hao', 'VI', '0', "'", '\u0301', '\u202e', 'ﷺ'),
      { maxLength: 600 },
    )
    .map((parts) => parts.join('')),
  fc
    .tuple(fc.constantFrom('a', '9', '一', 'yi ', 'é', '0 ', 'I', '\ud800'), fc.nat(6000))
    .map(([part, times]) => part.repeat(times).slice(0, 6000)),
);

test('any text is answered with sorted hits in range, each id once', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 25 }), (query, limit) => {
      const hits = index.find(query, limit);
      expect(hits.length).toBeLessThanOrEqual(limit);
      expect(hits.every(({ score }) => score > 0 && score <= 1)).toBe(true);
      expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).sort((a, b) => b - a));
      expect(new Set(hits.map(({ id }) => id)).size).toBe(hits.length);
    }),
    { numRuns: 10_000 },
  );
});

test('any text has tokens of letters and digits alone, and a key of at most 100 characters', {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(text, (any) => {
      expect(tokens(any).every((token) => /^(\p{L}+|\d+)$/u.test(token))).toBe(true);
      expect(searchKey(any).length).toBeLessThanOrEqual(100);
    }),
    { numRuns: 2_000 },
  );
});

const word = fc.string({
  unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789éß天问月 -.'),
  minLength: 1,
  maxLength: 30,
});

test('every name finds its own id first, with the score 1', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.uniqueArray(word, { selector: searchKey, minLength: 1, maxLength: 30 }), (spellings) => {
      const own = createIndex(spellings.map((name) => ({ id: name, names: [name] })));
      for (const name of spellings.filter((spelling) => searchKey(spelling) !== '')) {
        expect(own.find(name)[0]).toMatchObject({ id: name, score: 1, guarded: false });
      }
    }),
    { numRuns: 300 },
  );
});
