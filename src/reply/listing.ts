import type { Source } from '../knowledge/entry.ts';
import { cut, type Locale, locales, say, type Text } from '../text.ts';
import { sourceWords, type Telling } from './facts.ts';
import { keyOf, numbering } from './numbering.ts';
import { button, type Reply, rowsOf } from './reply.ts';

/** One thing that a list tells, in one language. */
export interface Item {
  /** The heading that it stands under; said once on each page. */
  section?: string;
  /** Markdown; what came from outside is escaped. */
  words: string;
  /** Small print on lines of its own, never cut: how sure it is. At most 1,100 characters. */
  print?: string;
  /** Named by numbers after the words, and told at the foot of the page. */
  sources?: readonly Source[];
}

/** A list that is read page by page. */
export interface Listing {
  title: Text;
  /** Said at the head of each page. */
  lead?: Text;
  colour?: number;
  /** The same items in the same order in each language. */
  itemsOf(telling: Telling): readonly Item[];
  /** First word and further words of the custom id; the page number (from 0) follows. Together at most 100 characters. */
  id: string;
  /** Buttons that lead to the page with a certain item. */
  jumps?: readonly { label: Text; to: number }[];
}

const pageOf: Text = { en: 'Page {page} of {pages} · {count} in all', zh: '第{page}页，共{pages}页 · 合计{count}条' };
const back: Text = { en: 'Back', zh: '上一页' };
const next: Text = { en: 'Next', zh: '下一页' };
const sourcesHeading: Text = { en: 'Sources', zh: '来源' };
const moreSources: Text = { en: '… and {count} more: `/sources` lists all', zh: '……另有{count}条，见 `/sources`' };

/** Characters of a page's text; Discord takes 4,096. */
const ROOM = 3600;
/** What the words of one item may have, where it also names sources; what is cut off ends in "…". */
const LONGEST = 2000;
const LONGEST_LEAD = 1000;
const LONGEST_HEADING = 200;

interface Sheet {
  locale: Locale;
  lead: string;
  items: readonly Item[];
}

function wordsOf({ words, print, sources = [] }: Item): string {
  const room = sources.length > 0 ? LONGEST : ROOM - LONGEST_LEAD;
  return print ? `${cut(words, room - print.length)}\n${print}` : cut(words, room);
}

const headingOf = ({ section }: Item, before: Item | undefined) =>
  section && section !== before?.section ? `### ${cut(section, LONGEST_HEADING)}\n` : '';

const sourceLine = (source: Source, number: number, locale: Locale) => `-# [${number}] ${sourceWords(source, locale)}`;

/** As many of the sources as there is room for, and how many are left: only a page of a single item can be that long. */
function footOf(sources: readonly Source[], room: number, locale: Locale): string[] {
  const lines: string[] = [];
  let left = room;
  for (const [at, source] of sources.entries()) {
    const line = sourceLine(source, at + 1, locale);
    left -= line.length + 1;
    if (left < 0) return [...lines, `-# ${say(moreSources, locale, { count: sources.length - at })}`];
    lines.push(line);
  }
  return lines;
}

/** A page's text: what is told, and beneath it the sources that its numbers mean. */
function textOf({ locale, lead, items }: Sheet): string {
  const { listed, marks } = numbering();
  const blocks = items.map((item, at) => {
    const words = [wordsOf(item), marks(item.sources ?? [])].filter(Boolean).join(' ');
    return `${headingOf(item, items[at - 1])}${words}`;
  });
  const told = [lead, ...blocks].filter(Boolean).join('\n\n');
  const foot = footOf(listed, ROOM - told.length, locale);
  return foot.length > 0 ? `${told}\n\n${[`**${sourcesHeading[locale]}**`, ...foot].join('\n')}` : told;
}

const MARK = '[100] '.length;
const GAP = '\n\n'.length;

/** What each source takes at the foot of a page, at most. */
function footLengths({ locale, items }: Sheet): ReadonlyMap<string, number> {
  const sources = items.flatMap(({ sources = [] }) => sources).map((source) => [keyOf(source), source] as const);
  return new Map([...new Map(sources)].map(([key, source]) => [key, sourceLine(source, 100, locale).length + 1]));
}

/** What an item takes on a page on which some sources are named already; those that it names first join them. */
function costOf(item: Item, before: Item | undefined, named: Set<string>, lines: ReadonlyMap<string, number>): number {
  const keys = (item.sources ?? []).map(keyOf);
  const fresh = keys.filter((key) => !named.has(key));
  const foot = fresh.reduce((sum, key) => sum + lines.get(key)!, 0);
  for (const key of fresh) named.add(key);
  return headingOf(item, before).length + wordsOf(item).length + keys.length * MARK + GAP + foot;
}

/** Adds up what the items of a page take, at most; `take` says whether the item still fits, `begin` starts a page with it. */
function gaugeOf(sheet: Sheet) {
  const { locale, lead, items } = sheet;
  const lines = footLengths(sheet);
  let named = new Set<string>();
  let used = 0;
  return {
    begin(at: number) {
      named = new Set();
      used = lead.length + GAP + sourcesHeading[locale].length + 8 + costOf(items[at]!, undefined, named, lines);
    },
    take(at: number) {
      used += costOf(items[at]!, items[at - 1], named, lines);
      return used <= ROOM;
    },
  };
}

/** Where each page begins. Pages hold whole items, as many as fit in both languages, so that they are the same in each. */
function startsOf(sheets: readonly Sheet[]): number[] {
  const gauges = sheets.map(gaugeOf);
  const starts: number[] = [];
  for (const at of sheets[0]!.items.keys()) {
    const fits = at > 0 && gauges.map(({ take }) => take(at)).every(Boolean);
    if (fits) continue;
    starts.push(at);
    for (const { begin } of gauges) begin(at);
  }
  return starts.length > 0 ? starts : [0];
}

/** Buttons to other pages, each page once: a page's custom id may not stand twice in a message. */
function stepsOf({ id, jumps = [] }: Listing, page: number, starts: readonly number[], locale: Locale) {
  const wanted = [
    { label: back, page: page - 1 },
    { label: next, page: page + 1 },
    ...jumps.map(({ label, to }) => ({ label, page: starts.findLastIndex((start) => start <= to) })),
  ];
  const fine = wanted.filter(
    (step, at) =>
      step.page >= 0 &&
      step.page < starts.length &&
      step.page !== page &&
      wanted.findIndex((other) => other.page === step.page) === at,
  );
  return rowsOf(fine.map((step) => button(step.label[locale], `${id}:${step.page}`)));
}

/** One page (from 0; the nearest there is) of a list, with buttons to the others. */
export function pageReply(list: Listing, wanted: number, telling: Telling): Reply {
  const { locale } = telling;
  const sheets = locales.map((language) => ({
    locale: language,
    lead: cut(list.lead?.[language] ?? '', LONGEST_LEAD),
    items: list.itemsOf({ ...telling, locale: language }),
  }));
  const starts = startsOf(sheets);
  const page = Number.isInteger(wanted) ? Math.min(Math.max(wanted, 0), starts.length - 1) : 0;
  const sheet = sheets.find((one) => one.locale === locale)!;
  const items = sheet.items.slice(starts[page], starts[page + 1]);
  const footer = say(pageOf, locale, { page: page + 1, pages: starts.length, count: sheet.items.length });
  const embed = {
    title: cut(list.title[locale], 256),
    description: textOf({ ...sheet, items }),
    ...(list.colour !== undefined && { color: list.colour }),
    footer: { text: footer },
  };
  return { embeds: [embed], components: stepsOf(list, page, starts, locale) };
}
