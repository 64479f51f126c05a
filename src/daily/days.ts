import type { Choice } from '../reply/reply.ts';
import { join, type Locale, type Text } from '../text.ts';

/** Monday (1) to Sunday (7), as ISO 8601 counts them. */
const everyDay: readonly number[] = [1, 2, 3, 4, 5, 6, 7];
const workdays: readonly number[] = [1, 2, 3, 4, 5];
const weekend: readonly number[] = [6, 7];

const names: readonly Text[] = [
  { en: 'Mon', zh: '周一' },
  { en: 'Tue', zh: '周二' },
  { en: 'Wed', zh: '周三' },
  { en: 'Thu', zh: '周四' },
  { en: 'Fri', zh: '周五' },
  { en: 'Sat', zh: '周六' },
  { en: 'Sun', zh: '周日' },
];

const sets: readonly { days: readonly number[]; words: Text; also: readonly string[] }[] = [
  { days: everyDay, words: { en: 'every day', zh: '每天' }, also: ['all', 'daily', 'everyday', '每日', '天天'] },
  { days: workdays, words: { en: 'weekdays', zh: '工作日' }, also: ['workdays', '平日'] },
  { days: weekend, words: { en: 'weekends', zh: '周末' }, also: ['weekend', '双休日'] },
];

const WEEKDAY = /^(?:周|星期|礼拜)?([一二三四五六日天])$|^(mon|tue|wed|thu|fri|sat|sun)[a-z]*$/;
const CHINESE = '一二三四五六日';
const ENGLISH = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

function dayOf(word: string): number | undefined {
  const [, chinese, english] = WEEKDAY.exec(word) ?? [];
  if (chinese) return CHINESE.indexOf(chinese.replace('天', '日')) + 1;
  return english ? ENGLISH.indexOf(english) + 1 : undefined;
}

/** `fri-mon` goes round the end of the week. */
function spanOf(part: string): number[] | undefined {
  const [from, to = from] = part.split('-').map(dayOf);
  if (from === undefined || to === undefined) return undefined;
  return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, step) => ((from - 1 + step) % 7) + 1);
}

/** Days of the week from what people type: `weekdays`, `Mon-Fri`, `tue, sat`, `周一至周五`. Nothing where a part is no day. */
export function parseDays(typed: string): number[] | undefined {
  const text = typed.trim().toLowerCase();
  const set = sets.find(({ words, also }) => [words.en, words.zh, ...also].includes(text));
  if (set) return [...set.days];
  const parts = text.replace(/\s*[-–至到]\s*/g, '-').split(/[\s,;，、和]+/);
  const spans = parts.filter(Boolean).map(spanOf);
  const days = spans.flatMap((span) => span ?? [Number.NaN]);
  return days.length === 0 || days.some(Number.isNaN) ? undefined : [...new Set(days)].toSorted((a, b) => a - b);
}

/** Days of the week for people. */
export function daysWords(days: readonly number[], locale: Locale): string {
  const set = sets.find((one) => one.days.join() === days.join());
  return set
    ? set.words[locale]
    : join(
        days.map((day) => names[day - 1]![locale]),
        'list',
        locale,
      );
}

/** Sets of days for what is being typed. */
export function suggestDays(typed: string, locale: Locale): Choice[] {
  const own = parseDays(typed);
  const known = sets
    .map(({ days }) => days)
    .filter((days) => daysWords(days, locale).includes(typed.trim().toLowerCase()));
  const all = own && !known.some((days) => days.join() === own.join()) ? [own, ...known] : known;
  return all.map((days) => ({ name: daysWords(days, locale), value: daysWords(days, 'en') }));
}
