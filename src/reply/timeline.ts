import { allDateWords, dateWords, dayOf, firstDay, lastDay } from '../dates.ts';
import { type Entry, type Fact, factsOf, type PlacedFact } from '../knowledge/entry.ts';
import { eventOf } from '../knowledge/events.ts';
import { escaped, sayAll, type Text } from '../text.ts';
import { everySourceOf, isOverdue, smallPrint, statementOf, type Telling } from './facts.ts';
import { type Item, type Listing, pageReply } from './listing.ts';
import { type Reply, UserError } from './reply.ts';

/** What a timeline is of. */
export interface Subject {
  /** Escaped already. */
  name: Text;
  colour?: number;
  entries: readonly Entry[];
  /** What the buttons carry, at most 60 characters without a colon: whatever finds this subject again. */
  id: string;
}

/** Calendar years, both included. */
export interface Years {
  from?: number | undefined;
  to?: number | undefined;
}

const heading: Text = { en: '{name}: timeline{years}', zh: '{name}：时间线{years}' };
const spans: Record<'one' | 'both' | 'from' | 'to' | 'none', Text> = {
  one: { en: ', {from}', zh: '（{from}年）' },
  both: { en: ', {from} to {to}', zh: '（{from}年至{to}年）' },
  from: { en: ', {from} and later', zh: '（{from}年起）' },
  to: { en: ', up to {to}', zh: '（至{to}年）' },
  none: { en: '', zh: '' },
};
const today: Text = {
  en: 'Today is {date}. What has happened and what is planned are kept apart.',
  zh: '今天是{date}。已发生的与计划中的分开列出。',
};
const nothing: Text = {
  en: 'No fact about “{name}” has a date in these years. Leave out the years to see all that have one.',
  zh: '在这些年份里，“{name}”没有带日期的信息。不填年份即可查看全部。',
};
const undated: Text = { en: 'No fact about “{name}” has a date of its own.', zh: '“{name}”没有带日期的信息。' };

/** In this order; within each, by date. */
const sections = {
  happened: { en: 'What has happened', zh: '已发生' },
  overdue: { en: 'Planned for a time now past', zh: '计划时间已过' },
  lasting: { en: 'Under way', zh: '进行中' },
  ahead: { en: 'Still to come', zh: '尚未发生' },
  replaced: { en: 'Earlier plans and statements, since replaced', zh: '已被取代的旧计划与旧说法' },
} satisfies Record<string, Text>;

type Section = keyof typeof sections;

const order = Object.keys(sections) as Section[];

interface Dated {
  entry: Entry;
  placed: PlacedFact;
  date: string;
  section: Section;
}

/** Where a fact belongs. A plan is never among what happened, whatever its date. */
function sectionOf(fact: Fact, date: string, telling: Telling): Section {
  const now = dayOf(telling.now);
  if (fact.replaced) return 'replaced';
  if (isOverdue(fact, telling)) return 'overdue';
  if (fact.confidence === 'planned' || beginOf(date) > now) return 'ahead';
  return date.includes('/') && lastDay(date) > now ? 'lasting' : 'happened';
}

/** The day that a date is sorted by: its first, or the one that ends it where its beginning is open. */
const beginOf = (date: string) => (date.startsWith('..') ? lastDay(date) : firstDay(date));

const AGES: ReadonlySet<string | undefined> = new Set(['million-years', 'billion-years']);

/** Facts with the date of an event; an age of millions of years is none, though its paper has a date. */
function datedOf(entry: Entry, telling: Telling): Dated[] {
  return factsOf(entry).flatMap((placed) => {
    const date = eventOf(placed.fact, telling.vocabulary);
    if (date === undefined || AGES.has(placed.fact.unit)) return [];
    return [{ entry, placed, date, section: sectionOf(placed.fact, date, telling) }];
  });
}

function isWithin(date: string, { from = 0, to = 9999 }: Years): boolean {
  const first = Number(beginOf(date).slice(0, 4));
  const last = Number(lastDay(date).slice(0, 4));
  return first <= to && last >= from;
}

function inOrder(a: Dated, b: Dated): number {
  const sections = order.indexOf(a.section) - order.indexOf(b.section);
  const days = beginOf(a.date).localeCompare(beginOf(b.date)) || lastDay(a.date).localeCompare(lastDay(b.date));
  return sections || days || a.date.localeCompare(b.date);
}

function itemOf({ entry, placed, date, section }: Dated, isMixed: boolean, telling: Telling): Item {
  const { locale } = telling;
  const { fact } = placed;
  const name = isMixed ? ` · ${escaped(entry.names[locale])}` : '';
  const lines = [`**${dateWords(date, locale)}**${name}`, statementOf(placed, telling)];
  return {
    section: sections[section][locale],
    words: lines.join('\n'),
    print: smallPrint(fact, telling),
    sources: everySourceOf(entry, fact),
  };
}

function spanOf({ from, to }: Years): Text {
  const shape = from === undefined ? (to === undefined ? 'none' : 'to') : to === undefined ? 'from' : 'both';
  return sayAll(spans[from !== undefined && from === to ? 'one' : shape], { from: from ?? '', to: to ?? '' });
}

const jumpsTo = (dated: readonly Dated[]) => [
  { label: { en: 'What comes next', zh: '后续计划' }, to: dated.findIndex(({ section }) => section === 'ahead') },
  { label: { en: 'First page', zh: '首页' }, to: 0 },
  { label: { en: 'Last page', zh: '末页' }, to: dated.length - 1 },
];

/** The custom id of a timeline's buttons, before the page number. */
export function timelineId(subject: string, { from, to }: Years): string {
  return ['timeline', subject, from ?? '', to ?? ''].join(':');
}

/**
 * One page (from 0) of the dated facts of a subject in some years: what happened, what was planned for a time now past,
 * what goes on, what is planned, and what was replaced, each in order of time. Throws `UserError` where there is none.
 */
export function timelinePage(subject: Subject, years: Years, page: number, telling: Telling): Reply {
  const { name, entries } = subject;
  const all = entries.flatMap((entry) => datedOf(entry, telling));
  const dated = all.filter(({ date }) => isWithin(date, years)).toSorted(inOrder);
  if (dated.length === 0) throw new UserError(all.length > 0 ? nothing : undated, { name: name[telling.locale] });
  const list: Listing = {
    title: sayAll(heading, { name, years: spanOf(years) }),
    lead: sayAll(today, { date: allDateWords(dayOf(telling.now)) }),
    ...(subject.colour !== undefined && { colour: subject.colour }),
    itemsOf: (told) => dated.map((one) => itemOf(one, entries.length > 1, told)),
    id: timelineId(subject.id, years),
    jumps: jumpsTo(dated).filter(({ to }) => to >= 0),
  };
  return pageReply(list, page, telling);
}
