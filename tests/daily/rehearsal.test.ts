import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BadConfig, root } from '../../src/config.ts';
import { type SimulationWish, simulated } from '../../src/rehearsal.ts';

const directory = join(root, 'knowledge');
const wish = (more: Partial<SimulationWish>): SimulationWish => ({
  ...{ days: 400, tz: 'Europe/Berlin', time: '09:00', from: '2026-01-01', topic: 'all', language: 'en' },
  ...more,
});

test('one line a day: local date, day, time, instant, entry, fact', () => {
  const lines = simulated(wish({}), directory);
  expect(lines).toHaveLength(400);
  expect(lines[0]).toMatch(/^2026-01-01 {2}Thu {2}09:00 {2}2026-01-01T08:00Z {2}[a-z0-9-]+ {2}\S/);
  expect(lines[200]).toMatch(/^2026-07-20 {2}Mon {2}09:00 {2}2026-07-20T07:00Z/);
  expect(new Set(lines.map((line) => line.slice(0, 10))).size).toBe(400);
});

test('the day that Samoa skipped is not there', () => {
  const dates = simulated(wish({ tz: 'Pacific/Apia', from: '2011-12-29', days: 3 }), directory).map((line) =>
    line.slice(0, 10),
  );
  expect(dates).toEqual(['2011-12-29', '2011-12-31', '2012-01-01']);
});

test('in Chinese, about one kind of entry', () => {
  const [line] = simulated(wish({ days: 1, language: 'zh', topic: 'kind:body' }), directory);
  expect(line).toMatch(/\p{Script=Han}/u);
});

test.each<[Partial<SimulationWish>, string]>([
  [{ tz: 'Mars/Utopia' }, '--tz: "Mars/Utopia" is no zone'],
  [{ days: 0 }, '--days'],
  [{ time: '25:00' }, '--time'],
  [{ from: '2026-02-30' }, '--from'],
  [{ topic: 'planets' }, '--topic'],
])('%o is refused', (more, words) => {
  expect(() => simulated(wish(more), directory)).toThrow(BadConfig);
  expect(() => simulated(wish(more), directory)).toThrow(words);
});
