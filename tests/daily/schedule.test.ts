import { describe, expect, test } from 'vitest';
import { parseDays } from '../../src/daily/days.ts';
import {
  CATCH_UP,
  HOUR,
  instantOf,
  localDate,
  nextSlot,
  type Schedule,
  slotAfter,
  slotAfterChange,
  slotOn,
  slotsFrom,
  slotToSend,
} from '../../src/daily/schedule.ts';
import { localTime } from '../../src/daily/zones.ts';
import { thirtyZones } from './zones.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const at = (iso: string) => Date.parse(iso);
const iso = (instant: number | undefined) => instant && new Date(instant).toISOString();

/** Every calendar day from `first`, `count` of them. */
const calendar = (first: string, count: number) =>
  Array.from({ length: count }, (_, days) => Temporal.PlainDate.from(first).add({ days }).toString());

function localDays(schedule: Schedule, from: number, count: number): string[] {
  const slots = slotsFrom(schedule, nextSlot(schedule, from), count);
  const dates = slots.map(({ at: due }) => localDate(schedule.zone, due));
  expect(dates).toEqual(slots.map(({ date }) => date));
  return dates;
}

describe('exactly one post a local day, over three years', () => {
  const times = ['00:00', '02:30', '09:00', '23:30'];
  test.each(thirtyZones)('%s', (zone) => {
    for (const time of times) {
      const start = instantOf(zone, '2025-12-31', time)!;
      expect(localDays({ zone, time, days: everyDay }, start, 1096)).toEqual(calendar('2026-01-01', 1096));
    }
  });
});

test('a day that the island skipped has no post', () => {
  const schedule = { zone: 'Pacific/Apia', time: '09:00', days: everyDay };
  expect(slotOn(schedule, '2011-12-30')).toBeUndefined();
  const dates = localDays(schedule, at('2011-12-28T00:00Z'), 4);
  expect(dates).toEqual(['2011-12-28', '2011-12-29', '2011-12-31', '2012-01-01']);
  expect(localDays(schedule, at('2010-01-01T00:00Z'), 1094)).not.toContain('2011-12-30');
});

describe('clock changes', () => {
  test.each([
    ['America/New_York', '2027-03-14', '02:30', '2027-03-14T07:00:00.000Z', 'skipped: the first valid minute'],
    ['America/New_York', '2027-11-07', '01:30', '2027-11-07T05:30:00.000Z', 'comes twice: the first'],
    ['Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03T15:30:00.000Z', 'half an hour skipped'],
    ['Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T14:45:00.000Z', 'half an hour twice'],
    ['America/Havana', '2026-03-08', '00:30', '2026-03-08T05:00:00.000Z', 'skipped at midnight'],
    ['America/Nuuk', '2024-03-30', '23:30', '2024-03-31T00:59:00.000Z', 'the gap ends the day: the minute before it'],
    ['Africa/Casablanca', '2026-02-15', '02:30', '2026-02-15T01:30:00.000Z', 'back for Ramadan: the first'],
  ])('%s %s %s → %s (%s)', (zone, date, time, expected) => {
    expect(iso(instantOf(zone, date, time))).toBe(expected);
  });
});

const berlin: Schedule = { zone: 'Europe/Berlin', time: '09:00', days: everyDay };
const slot = (date: string) => slotOn(berlin, date)!;

describe('after a stop', () => {
  test.each([
    ['2026-11-22T07:59:59Z', undefined, 'not due yet'],
    ['2026-11-22T08:00:00Z', '2026-11-22', 'due'],
    ['2026-11-22T13:59:00Z', '2026-11-22', 'late, within six hours'],
    ['2026-11-22T14:01:00Z', undefined, 'too late'],
    ['2026-11-25T10:00:00Z', '2026-11-25', "days later: today's, no backlog"],
    ['2026-11-25T07:00:00Z', undefined, "days later, before today's time"],
    ['2026-11-25T20:00:00Z', undefined, "days later, too late for today's"],
  ])('at %s: %s (%s)', (now, date, _why) => {
    expect(slotToSend(berlin, slot('2026-11-22'), at(now))?.date).toBe(date);
  });

  test("yesterday's late evening is caught up after midnight", () => {
    const late = { ...berlin, time: '23:30' };
    const due = slotOn(late, '2026-11-20')!;
    expect(slotToSend(late, due, at('2026-11-23T01:00:00Z'))?.date).toBe('2026-11-22');
    expect(CATCH_UP).toBe(6 * HOUR);
  });
});

describe('settings changed during the day', () => {
  const noon = at('2026-11-22T11:00:00Z');
  const earlier = (next: string, last?: string) => ({ next: slot(next), last });

  test('a new channel begins with the next time to come', () => {
    expect(slotAfterChange(berlin, noon)).toEqual(slot('2026-11-23'));
  });
  test("today's post, still to come, is sent at once where the new time has passed", () => {
    const evening = { next: slotOn({ ...berlin, time: '20:00' }, '2026-11-22')!, last: '2026-11-21' };
    expect(slotAfterChange(berlin, noon, evening)).toEqual({ date: '2026-11-22', at: noon });
  });
  test("today's post, sent already, does not come again", () => {
    const evening = { ...berlin, time: '20:00' };
    expect(slotAfterChange(evening, noon, earlier('2026-11-23', '2026-11-22')).date).toBe('2026-11-23');
  });
  test('a zone where today is yesterday does not bring it back', () => {
    const honolulu = { ...berlin, zone: 'Pacific/Honolulu', time: '20:00' };
    expect(slotAfterChange(honolulu, noon, earlier('2026-11-23', '2026-11-22')).date).toBe('2026-11-23');
  });
  test('a new day of the week begins with its next time to come', () => {
    const mondays = earlier('2026-11-23', '2026-11-16');
    expect(slotAfterChange(berlin, noon, mondays)).toEqual(slot('2026-11-23'));
  });
  test('changed to and fro, every day has one', () => {
    const schedules = ['08:00', '23:00', '12:30'].map((time) => ({ ...berlin, time }));
    let next = slot('2026-11-22');
    const sent: string[] = [];
    for (let now = at('2026-11-22T00:00Z'); now < at('2026-12-02T00:00Z'); now += HOUR / 2) {
      const schedule = schedules[Math.floor(now / (5 * HOUR)) % 3]!;
      next = slotAfterChange(schedule, now, { next, last: sent.at(-1) });
      const due = slotToSend(schedule, next, now);
      if (!due) continue;
      sent.push(due.date);
      next = slotAfter(schedule, due.date);
    }
    expect(sent).toEqual(calendar('2026-11-22', 10));
  });
});

test('days of the week', () => {
  const fridays = { ...berlin, days: [5] };
  expect(nextSlot(fridays, at('2026-11-22T12:00Z')).date).toBe('2026-11-27');
  expect(slotAfter(fridays, '2026-11-27').date).toBe('2026-12-04');
});

test.each([
  ['Mon-Fri', [1, 2, 3, 4, 5]],
  ['weekdays', [1, 2, 3, 4, 5]],
  ['tue, sat', [2, 6]],
  ['周一至周五', [1, 2, 3, 4, 5]],
  ['周六、周日', [6, 7]],
  ['fri - mon', [1, 5, 6, 7]],
  ['每天', everyDay],
  ['sometimes', undefined],
  ['mon, sometimes', undefined],
  [' ', undefined],
])('"%s" means %s', (typed, days) => {
  expect(parseDays(typed)).toEqual(days);
});

test('the local clock is what people there read', () => {
  expect(localTime('Asia/Kathmandu', at('2026-11-22T12:00Z'))).toBe('17:45');
});
