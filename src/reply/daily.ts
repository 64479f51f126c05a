import type { APIEmbed } from 'discord-api-types/v10';
import { type Entry, type Fact, factsOf, type PlacedFact } from '../knowledge/entry.ts';
import { cut, escaped, join, type Locale, say, type Text } from '../text.ts';
import { sourcesOf, sourceWords, statementOf, type Telling } from './facts.ts';
import type { Message } from './messenger.ts';
import { factCard } from './pages.ts';
import { button, rowsOf } from './reply.ts';

/** One channel's post for one local date. */
export interface DailyPost {
  entry: Entry;
  placed: PlacedFact;
  /** Which fact of the entry. */
  key: string;
  channel: string;
  /** Local date, `YYYY-MM-DD`. */
  date: string;
  /** The year in which it happened on this day. */
  anniversary?: string | undefined;
  /** Pinged, and nobody else. */
  role?: string | undefined;
  /** Opens a thread. */
  thread?: boolean | undefined;
}

const heading: Text = { en: 'Fact of the day', zh: '每日一闻' };
const onThisDay: Text = { en: 'On this day in {year}', zh: '历史上的今天（{year}年）' };
const why: Text = { en: 'Why it matters', zh: '为何重要' };
const about: Text = { en: 'About {name}', zh: '关于{name}' };
const open: Text = { en: 'Open the entry', zh: '查看词条' };
const report: Text = { en: 'Report a problem', zh: '报告问题' };
const push: Text = { en: '{heading}: {statement}', zh: '{heading}：{statement}' };

/** Attributes whose facts say what is new or matters about an entry. */
const WHY = ['significance', 'first', 'novelty'];
const SURE = new Set<Fact['confidence']>(['reported', 'peer-reviewed']);

const NOTICE = 180;
const ROOM = 1024;

function reasonOf({ entry, placed }: DailyPost): PlacedFact | undefined {
  const reasons = factsOf(entry).filter(
    ({ fact }) =>
      fact !== placed.fact && fact.text && !fact.replaced && SURE.has(fact.confidence) && WHY.includes(fact.attr),
  );
  return reasons.toSorted((a, b) => WHY.indexOf(a.fact.attr) - WHY.indexOf(b.fact.attr)).at(0);
}

const sentences = {
  en: new Intl.Segmenter('en', { granularity: 'sentence' }),
  zh: new Intl.Segmenter('zh', { granularity: 'sentence' }),
};

const firstSentence = (text: string, locale: Locale) => [...sentences[locale].segment(text)][0]?.segment.trim() ?? text;

/** Whole lines, as many as have room. */
function fitting(lines: readonly string[]): string {
  return lines.reduce(
    (text, line) => (text.length + 1 + line.length > ROOM ? text : text ? `${text}\n${line}` : line),
    '',
  );
}

/** Why the fact matters, as a sourced fact of the entry says; else the sentence that says what the entry is. */
function meaningOf(post: DailyPost, telling: Telling) {
  const { locale } = telling;
  const { entry } = post;
  const reason = reasonOf(post);
  if (!reason) {
    const value = cut(escaped(firstSentence(entry.summary[locale], locale)), ROOM);
    return { name: cut(say(about, locale, { name: escaped(entry.names[locale]) }), 256), value };
  }
  const sources = sourcesOf(entry, reason.fact).map((source) => `-# ${sourceWords(source, locale)}`);
  return { name: why[locale], value: fitting([cut(statementOf(reason, telling), ROOM), ...sources]) };
}

const headingOf = ({ anniversary }: DailyPost, locale: Locale) =>
  anniversary ? say(onThisDay, locale, { year: anniversary }) : heading[locale];

function embedOf(post: DailyPost, telling: Telling): APIEmbed {
  const card = factCard(post.entry, post.placed, telling);
  return { ...card, author: { name: headingOf(post, telling.locale) }, fields: [meaningOf(post, telling)] };
}

/** The custom id of the button by which a channel's post for a date is known in its history. */
export const dailyMarker = ({ entry, channel, date }: DailyPost): string => `daily:${entry.id}:${channel}:${date}`;

/**
 * The daily post: one line that is read in a notification, then the fact with why it matters, its sources and dates,
 * and buttons to its entry and to those who mend it.
 */
export function dailyMessage(post: DailyPost, telling: Telling): Message {
  const { locale } = telling;
  const { key, entry, placed, role, thread } = post;
  const statement = escaped(cut(placed.fact.text![locale], NOTICE));
  const line = say(push, locale, { heading: headingOf(post, locale), statement });
  return {
    content: join(role ? [`<@&${role}>`, line] : [line], 'sentence', locale),
    embeds: [embedOf(post, telling)],
    components: rowsOf([button(open[locale], dailyMarker(post)), button(report[locale], `problem:${entry.id}:${key}`)]),
    ...(role && { role }),
    ...(thread && { thread: cut(entry.names[locale], 100) }),
  };
}
