import type { APIEmbed } from 'discord-api-types/v10';
import { type Entry, factsOf, type PlacedFact, type Source } from '../knowledge/entry.ts';
import { cut, escaped, join, quoted, say, sayAll, type Text } from '../text.ts';
import {
  everySourceOf,
  happened,
  labelWords,
  modalityWords,
  sourceWords,
  statementOf,
  type Telling,
  valueWords,
} from './facts.ts';
import { colours, kindWords, titleOf } from './labels.ts';
import { type Listing, pageReply } from './listing.ts';
import type { Reply } from './reply.ts';

const factsHeading: Text = { en: '{name}: all facts', zh: '{name}：全部信息' };
const sourcesHeading: Text = { en: '{name}: sources', zh: '{name}：来源' };

/** A fact in full: statement, value, how sure, whose words, note, and each source with its date. */
function factBlock(entry: Entry, placed: PlacedFact, telling: Telling): string {
  const { locale } = telling;
  const { fact } = placed;
  const label = `**${labelWords(placed, telling)}**`;
  const value = valueWords(fact, telling);
  const head = join([label, fact.text ? statementOf(placed, telling) : value], 'colon', locale);
  const details = [
    ...(fact.text && value !== escaped(fact.text[locale]) ? [value] : []),
    ...happened(placed, telling),
    modalityWords(fact, telling),
  ];
  const words = [
    ...(fact.quote ? [quoted(escaped(fact.quote))] : []),
    ...(fact.note ? [escaped(fact.note[locale])] : []),
  ];
  const sources = everySourceOf(entry, fact);
  const lines = [details.join(' · '), ...words, ...sources.map((source) => sourceWords(source, locale))];
  return [head, ...lines.map((line) => `-# ${line}`)].join('\n');
}

const LONGEST_LINE = 900;
/** What one fact may take of an embed's 6,000 characters, 4,096 of them in its description. */
const ONE_FACT = 3600;
const more: Text = {
  en: 'There is more to it: `/sources` lists all sources.',
  zh: '其余从略，全部来源见 `/sources`。',
};

/** A fact's block in so much room: the statement and its details cut, then as many of the further lines as fit whole. */
function fitted(block: string, { locale }: Telling): string {
  if (block.length <= ONE_FACT) return block;
  const last = `-# ${more[locale]}`;
  let left = ONE_FACT - last.length;
  const kept = block.split('\n').flatMap((line, at) => {
    const words = at < 2 ? cut(line, LONGEST_LINE) : line;
    if (words.length + 1 > left) return [];
    left -= words.length + 1;
    return [words];
  });
  return [...kept, last].join('\n');
}

/** One fact by itself, with the name of its entry. */
export function factCard(entry: Entry, placed: PlacedFact, telling: Telling): APIEmbed {
  return {
    author: { name: kindWords[entry.kind][telling.locale] },
    title: titleOf(entry),
    description: fitted(factBlock(entry, placed, telling), telling),
    color: colours[entry.kind],
  };
}

const understood: Text = { en: 'Understood as: {name} · {label}', zh: '理解为：{name} · {label}' };

/** What an answer may show, links and marks counted too. */
const ANSWER = 1800;

/** A fact that answers, and its entry: the same one for all facts of an answer. */
interface Answer {
  entry: Entry;
  placed: PlacedFact;
}

/** Facts that answer a question, best first, under how it was understood; of the further ones those for which there is room. */
export function answerCard(answers: readonly [Answer, ...Answer[]], telling: Telling): APIEmbed {
  const { locale } = telling;
  const [{ entry, placed: first }] = answers;
  const blocks = answers.map(({ placed }) => fitted(factBlock(entry, placed, telling), telling));
  const fitting = blocks.filter((_, at) => at === 0 || blocks.slice(0, at + 1).join('\n\n').length <= ANSWER);
  const name = escaped(entry.names[locale]);
  return {
    author: { name: cut(say(understood, locale, { name, label: labelWords(first, telling) }), 256) },
    title: titleOf(entry),
    description: fitting.join('\n\n'),
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
  unrated: { en: 'named by this server’s moderators', zh: '由本服务器管理员提供' },
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

/** A list of what an entry holds: blocks that name their sources themselves. */
function listOf(entry: Entry, heading: Text, id: string, blocks: (telling: Telling) => string[]): Listing {
  return {
    title: sayAll(heading, { name: titleOf(entry) }),
    colour: colours[entry.kind],
    itemsOf: (telling) => blocks(telling).map((words) => ({ words })),
    id: `${id}:${entry.id}`,
  };
}

/** One page (from 0) of all facts of an entry, each with its sources; the buttons lead to the other pages. */
export function factsPage(entry: Entry, page: number, telling: Telling): Reply {
  const blocks = (told: Telling) => factsOf(entry).map((placed) => factBlock(entry, placed, told));
  return { ...pageReply(listOf(entry, factsHeading, 'facts', blocks), page, telling), private: true };
}

/** One page (from 0) of all sources of an entry and what each of them supports. */
export function sourcesPage(entry: Entry, page: number, telling: Telling): Reply {
  const blocks = (told: Telling) => Object.keys(entry.sources).map((id) => sourceBlock(entry, id, told));
  return { ...pageReply(listOf(entry, sourcesHeading, 'sources', blocks), page, telling), private: true };
}
