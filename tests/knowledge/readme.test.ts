import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadVocabulary, parseEntry } from '../../src/knowledge/load.ts';

test('the example in the guide for contributors loads', () => {
  const guide = readFileSync('knowledge/README.md', 'utf8');
  const example = /```yaml\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';
  const entry = parseEntry('shenzhou-16.yaml', example, loadVocabulary('knowledge'));
  expect(entry.id).toBe('shenzhou-16');
  expect(new Set(Object.values(entry.sources).map(({ origin }) => origin)).size).toBeGreaterThan(1);
});
