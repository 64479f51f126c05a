import { expect, test } from 'vitest';
import { findZones, localTime, offsetWords, zoneMeant, zoneNamed } from '../../src/daily/zones.ts';
import { thirtyZones } from './zones.ts';

test.each([
  ['shang', 'Asia/Shanghai'],
  ['上海', 'Asia/Shanghai'],
  ['北京', 'Asia/Shanghai'],
  ['beijing', 'Asia/Shanghai'],
  ['柏林', 'Europe/Berlin'],
  ['new york', 'America/New_York'],
  ['kolk', 'Asia/Kolkata'],
  ['mumbai', 'Asia/Kolkata'],
  ['lord', 'Australia/Lord_Howe'],
  ['Europe/Kyiv', 'Europe/Kyiv'],
  ['buenos', 'America/Argentina/Buenos_Aires'],
])('%s → %s', (typed, zone) => {
  expect(findZones(typed, 25)[0]).toBe(zone);
});

test('every zone is offered once, and can be used', () => {
  const all = findZones('', 1000);
  expect(new Set(all).size).toBe(all.length);
  expect(all.filter((zone) => !zoneNamed(zone))).toEqual([]);
  expect(thirtyZones.filter((zone) => !findZones(zone, 5).includes(zone))).toEqual([]);
});

test('one city is enough; what is unknown or an offset is not taken', () => {
  expect(zoneMeant('上海')).toBe('Asia/Shanghai');
  expect(zoneMeant('europe/berlin')).toBe('Europe/Berlin');
  expect(zoneMeant('new york')).toBe('America/New_York');
  expect(['Mars/Utopia', '+08:00', 'GMT+8', '', 'a'.repeat(100)].map(zoneMeant)).toEqual(Array(5).fill(undefined));
});

test('offsets and clocks', () => {
  const now = Date.parse('2026-11-22T12:00Z');
  expect(offsetWords('America/St_Johns', now)).toBe('UTC−3:30');
  expect(offsetWords('Europe/London', now)).toBe('UTC');
  expect(localTime('Asia/Shanghai', now)).toBe('20:00');
});
