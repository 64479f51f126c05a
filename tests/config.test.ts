import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Environment, root } from '../src/config.ts';

test('.env.example lists every variable that is read, and no other', () => {
  const example = readFileSync(join(root, '.env.example'), 'utf8');
  const listed = [...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
  expect(listed.toSorted()).toEqual(Object.keys(Environment.shape).toSorted());
});

test('the example’s own values are good', () => {
  const lines = readFileSync(join(root, '.env.example'), 'utf8').match(/^[A-Z_]+=.+$/gm) ?? [];
  const values = Object.fromEntries(lines.map((line) => line.split('=') as [string, string]));
  expect(Environment.safeParse(values).success).toBe(true);
});
