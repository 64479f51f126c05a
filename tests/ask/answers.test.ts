import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gapOf } from '../../src/ask/gaps.ts';
import { createAnswers } from '../../src/ask/index.ts';
import { createLibrary } from '../../src/knowledge/library.ts';
import { textsUpTo } from '../characters.ts';
import { knowledge, library } from '../fixture.ts';
import { openGaps } from '../gaps.ts';

const answer = createAnswers();

describe('any text', () => {
  const words = fc.constantFrom(
    ...[
      'when',
      'launch',
      'how many',
      'tianwen',
      '2',
      '嫦娥',
      '六号',
      '多少',
      '带回',
      '…',
      '号',
      'II',
      '\u202e',
      '𠀀',
      '٣',
    ],
  );
  const texts = fc.oneof(
    textsUpTo(6000),
    fc.string({ unit: 'grapheme', maxLength: 400 }),
    fc.array(words, { maxLength: 60 }).map((parts) => parts.join(' ')),
    fc.array(words, { maxLength: 60 }).map((parts) => parts.join('')),
  );

  test('gets an outcome of one of the three kinds', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const outcome = answer(library, text);
        expect(['answered', 'named', 'declined']).toContain(outcome.type);
        if (outcome.type === 'answered') {
          expect(outcome.answers.length).toBeLessThanOrEqual(3);
          expect(new Set(outcome.answers.map(({ entry }) => entry)).size).toBe(1);
        }
      }),
      { numRuns: 10_000 },
    );
  }, 120_000);

  test('is counted in words that fit a custom id', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(gapOf(text).length).toBeLessThanOrEqual(80);
        expect(gapOf(text)).not.toMatch(/[:@<>*_`\n]/);
      }),
    );
  });
});

test('a fact is askable as soon as an entry has it', () => {
  const [tianwen] = knowledge.entries.filter(({ id }) => id === 'tianwen-2');
  const cost = {
    attr: 'cost',
    value: { en: '1 billion yuan', zh: '10亿元' },
    precision: 'exact',
    confidence: 'reported',
    sources: [Object.keys(tianwen!.sources)[0]!],
  } as const;
  const entries = knowledge.entries.map((entry) =>
    entry === tianwen ? ({ ...entry, facts: [...entry.facts, cost] } as typeof entry) : entry,
  );
  const richer = createLibrary({ ...knowledge, entries });
  for (const question of ['how much does tianwen-2 cost', '天问二号花了多少钱']) {
    expect(answer(library, question)).toMatchObject({ type: 'declined', because: 'no-fact' });
    expect(answer(richer, question)).toMatchObject({ type: 'answered', answers: [{ placed: { fact: cost } }] });
  }
});

test('a replaced fact never stands before what replaced it', () => {
  const outcome = answer(library, 'when is Chang’e-8 planned to launch');
  expect(outcome).toMatchObject({ type: 'answered', answers: [{ placed: { fact: { value: { en: '2029~' } } } }] });
});

describe('gaps', async () => {
  const gaps = await openGaps();

  test('the same question in another spelling is the same gap', async () => {
    for (const question of ['What does it COST?', ' what  does it cost', 'What does it cost…']) {
      gaps.count('1', gapOf(question));
    }
    gaps.count('1', gapOf('多少钱？'));
    expect(await gaps.of('1')).toEqual([
      { text: 'what does it cost', count: 3 },
      { text: '多少钱', count: 1 },
    ]);
    expect(await gaps.of('2')).toEqual([]);
  });

  test('a guild keeps the 500 questions asked last', async () => {
    for (let at = 0; at < 600; at++) {
      gaps.count('3', `question ${at}`);
      if (at % 100 === 0) await gaps.of('3');
    }
    const texts = (await gaps.of('3')).map(({ text }) => text);
    expect(texts).toHaveLength(100);
    expect(texts).not.toContain('question 99');
  });
});
