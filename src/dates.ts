import type { Locale, Text } from './text.ts';

/**
 * Dates are text, as precise as their source and no more: a subset of EDTF (https://www.loc.gov/standards/datetime/).
 * `2027`, `2027-11`, `2025-05-28`, `2025-05-28T17:31Z`, `2028~` (about), `2028/2035`, `../2030`, `2036/..` (open).
 */
const POINT = '\\d{4}(?:-\\d{2}(?:-\\d{2}(?:T\\d{2}:\\d{2}Z)?)?)?~?';
const DATE = new RegExp(`^(?:${POINT}|(?:${POINT}|\\.\\.)/(?:${POINT}|\\.\\.))$`);

interface Point {
  year: number;
  month?: number;
  day?: number;
  time?: string;
  about: boolean;
}

function pointOf(text: string): Point {
  const [date = '', time] = text.replace('~', '').split('T');
  const [year, month, day] = date.split('-').map(Number);
  return {
    year: year!,
    ...(month !== undefined && { month }),
    ...(day !== undefined && { day }),
    ...(time && { time: time.replace('Z', '') }),
    about: text.endsWith('~'),
  };
}

function isReal({ year, month = 1, day = 1, time = '00:00' }: Point): boolean {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  if (hour > 23 || minute > 59 || month < 1 || month > 12 || day < 1) return false;
  return day <= Temporal.PlainYearMonth.from({ year, month }).daysInMonth;
}

/** Whether `text` is a date as above, and one that exists (no 30 February, no range that ends before it begins). */
export function isDate(text: string): boolean {
  if (!DATE.test(text)) return false;
  const ends = text.split('/').filter((end) => end !== '..');
  if (!ends.every((end) => isReal(pointOf(end)))) return false;
  return ends.length < 2 || firstDay(ends[0]!) <= lastDay(ends[1]!);
}

/** Whether `text` is one whole calendar day, `YYYY-MM-DD`, that exists. */
export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && isDate(text);

const pad = (number: number) => String(number).padStart(2, '0');

/** First day (`YYYY-MM-DD`) that a date can mean; an open beginning is `0000-01-01`. */
export function firstDay(date: string): string {
  const start = date.split('/')[0]!;
  if (start === '..') return '0000-01-01';
  const { year, month = 1, day = 1 } = pointOf(start);
  return `${year}-${pad(month)}-${pad(day)}`;
}

/** Last day (`YYYY-MM-DD`) that a date can mean; an open end is `9999-12-31`. */
export function lastDay(date: string): string {
  const end = date.split('/').at(-1)!;
  if (end === '..') return '9999-12-31';
  const { year, month = 12, day } = pointOf(end);
  return `${year}-${pad(month)}-${pad(day ?? Temporal.PlainYearMonth.from({ year, month }).daysInMonth)}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const writers: Record<Locale, (point: Point) => string> = {
  en: ({ year, month, day, time, about }) => {
    const words = [day, month && MONTHS[month - 1], year].filter((part) => part !== undefined).join(' ');
    return `${about ? 'about ' : ''}${words}${time ? `, ${time} UTC` : ''}`;
  },
  zh: ({ year, month, day, time, about }) => {
    const words = `${year}年${month ? `${month}月` : ''}${day ? `${day}日` : ''}`;
    return `${about ? '约' : ''}${words}${time ? ` ${time}（世界时）` : ''}`;
  },
};

/** A date for people, month in letters: `2 Jul 2025`, `2025年7月2日`; ranges and open ends in words. */
export function dateWords(date: string, locale: Locale): string {
  const write = (end: string) => writers[locale](pointOf(end));
  const [start = '', end] = date.split('/');
  if (end === undefined) return write(start);
  if (start === '..') return locale === 'zh' ? `到${write(end)}` : `by ${write(end)}`;
  if (end === '..') return locale === 'zh' ? `${write(start)}起` : `from ${write(start)}`;
  return locale === 'zh' ? `${write(start)}至${write(end)}` : `${write(start)} to ${write(end)}`;
}

/** A date for people in every language. */
export const allDateWords = (date: string): Text => ({ en: dateWords(date, 'en'), zh: dateWords(date, 'zh') });

/** An instant for people, to the minute: `2 Jul 2025, 09:30 UTC`; `now` in milliseconds since 1970. */
export const instantWords = (now: number, locale: Locale): string =>
  dateWords(`${new Date(now).toISOString().slice(0, 16)}Z`, locale);

/** The calendar day (`YYYY-MM-DD`) of an instant in UTC; `now` in milliseconds since 1970. */
export function dayOf(now: number): string {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO('UTC').toPlainDate().toString();
}
