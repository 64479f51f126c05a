import type { APIEmbed } from 'discord-api-types/v10';
import { type Entry, factsOf, type PlacedFact, type Source } from '../knowledge/entry.ts';
import { escaped, join, locales, quoted, say, type Text } from '../text.ts';
import {
  happened,
  labelWords,
  modalityWords,
  sourcesOf,
  sourceWords,
  statementOf,
  type Telling,
  valueWords,
} from './facts.ts';
import { colours, kindWords, titleOf } from './labels.ts';
import { button, type Reply, rowsOf } from './reply.ts';

const factsHeading: Text = { en: '{name}: all facts', zh: '{name}：全部信息' };
const sourcesHeading: Text = { en: '{name}: sources', zh: '{name}：来源' };
const pageOf: Text = { en: 'Page {page} of {pages} · {count} in all', zh: '第{page}页，共{pages}页 · 合计{count}条' };
const back: Text = { en: 'Back', zh: '上一页' };
const next: Text = { en: 'Next', zh: '下一页' };

/** A fact in full: statement, value, how sure, whose words, note, and each source with its date. */
function factBlock(entry: Entry, placed: PlacedFact, telling: Telling): string {
  const { locale } = telling;
  const { fact } = placed;
  const label = `**${labelWords(placed, telling)}**`;
  const value = valueWords(fact, telling);
  const head = join([label, fact.text ? statementOf(placed, telling) : value], 'colon', locale);
  const details = [...(fact.text ? [value] : []), ...happened(placed, telling), modalityWords(fact, telling)];
  const words = [
    ...(fact.quote ? [quoted(escaped(fact.quote), locale)] : []),
    ...(fact.note ? [escaped(fact.note[locale])] : []),
  ];
  const sources = [...sourcesOf(entry, fact), ...(fact.replaced?.sources ?? []).map((id) => entry.sources[id]!)];
  const lines = [details.join(' · '), ...words, ...sources.map((source) => sourceWords(source, locale))];
  return [head, ...lines.map((line) => `-# ${line}`)].join('\n');
}

/** One fact by itself, with the name of its entry. */
export function factCard(entry: Entry, placed: PlacedFact, telling: Telling): APIEmbed {
  return {
    author: { name: kindWords[entry.kind][telling.locale] },
    title: titleOf(entry),
    description: factBlock(entry, placed, telling),
    color: colours[entry.kind],
  };
}

const bases: Record<Source['basis'], Text> = {
  stated: { en: 'date as printed', zh: '日期见原文' },
  url: { en: 'date from the address', zh: '日期取自网址' },
  inferred: { en: 'date inferred', zh: '日期为推断' },
  'second-hand': { en: 'read at second hand', zh: '转引，未见原文' },
};
const tiers: Record<Source['tier'], Text> = {
  journal: { en: 'journal', zh: '学术期刊' },
  agency: { en: 'agency', zh: '官方机构' },
  newswire: { en: 'newswire', zh: '通讯社' },
  press: { en: 'press', zh: '媒体' },
  specialist: { en: 'specialist', zh: '专业媒体' },
  reference: { en: 'reference work', zh: '资料库' },
  aggregator: { en: 'reposting page', zh: '转载页面' },
};
const supports: Text = { en: 'for: {labels}', zh: '用于：{labels}' };

function sourceBlock(entry: Entry, id: string, telling: Telling): string {
  const { locale } = telling;
  const source = entry.sources[id]!;
  const labels = factsOf(entry)
    .filter(({ fact }) => fact.sources.includes(id))
    .map((placed) => labelWords(placed, telling));
  const credit = source.licence === 'facts-only' ? [] : [source.licence];
  const details = [tiers[source.tier][locale], bases[source.basis][locale], ...credit].join(' · ');
  const use = say(supports, locale, { labels: join([...new Set(labels)].slice(0, 12), 'list', locale) });
  return [sourceWords(source, locale), `-# ${details}`, ...(labels.length > 0 ? [`-# ${use}`] : [])].join('\n');
}

/** What a list is made of: each item is told in a language; all are told to see where pages end. */
interface List {
  heading: Text;
  entry: Entry;
  count: number;
  block(at: number, telling: Telling): string;
  /** First word and further words of the custom id; the page number follows. */
  id: string;
}

const ROOM = 3600;

/** Where each page begins. Pages hold whole items, as many as fit in both languages, so that they are the same in each. */
function startsOf({ count, block }: List, telling: Telling): number[] {
  const starts = [0];
  let used = 0;
  for (let at = 0; at < count; at++) {
    const size = Math.max(...locales.map((locale) => block(at, { ...telling, locale }).length + 2));
    if (used + size > ROOM && at > 0) starts.push(at);
    used = starts.at(-1) === at ? size : used + size;
  }
  return starts;
}

function pageReply(list: List, wanted: number, telling: Telling): Reply {
  const { locale } = telling;
  const starts = startsOf(list, telling);
  const page = Number.isInteger(wanted) ? Math.min(Math.max(wanted, 0), starts.length - 1) : 0;
  const items = Array.from({ length: list.count }, (_, at) => at).slice(starts[page], starts[page + 1]);
  const footer = say(pageOf, locale, { page: page + 1, pages: starts.length, count: list.count });
  const embed: APIEmbed = {
    title: say(list.heading, locale, { name: titleOf(list.entry) }),
    description: items.map((at) => list.block(at, telling)).join('\n\n'),
    color: colours[list.entry.kind],
    footer: { text: footer },
  };
  const steps = [
    ...(page > 0 ? [button(back[locale], `${list.id}:${page - 1}`)] : []),
    ...(page < starts.length - 1 ? [button(next[locale], `${list.id}:${page + 1}`)] : []),
  ];
  return { embeds: [embed], components: rowsOf(steps), private: true };
}

/** One page (from 0) of all facts of an entry, each with its sources; the buttons lead to the other pages. */
export function factsPage(entry: Entry, page: number, telling: Telling): Reply {
  const facts = factsOf(entry);
  const block = (at: number, told: Telling) => factBlock(entry, facts[at]!, told);
  return pageReply(
    { heading: factsHeading, entry, count: facts.length, block, id: `facts:${entry.id}` },
    page,
    telling,
  );
}

/** One page (from 0) of all sources of an entry and what each of them supports. */
export function sourcesPage(entry: Entry, page: number, telling: Telling): Reply {
  const ids = Object.keys(entry.sources);
  const block = (at: number, told: Telling) => sourceBlock(entry, ids[at]!, told);
  return pageReply(
    { heading: sourcesHeading, entry, count: ids.length, block, id: `sources:${entry.id}` },
    page,
    telling,
  );
}
