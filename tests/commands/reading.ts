import { expect } from 'vitest';
import { callbackOf } from '../../src/discord/interaction.ts';
import { Entry } from '../../src/knowledge/entry.ts';
import { createLibrary, type Library } from '../../src/knowledge/library.ts';
import { Message } from '../../src/limits.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { knowledge, partsOf, type TestBot, textOf } from '../fixture.ts';

/** A block of a list, the section that it stands under, and the numbers of the sources that it names. */
export interface Told {
  section: string;
  text: string;
  sources: number[];
}

/** Fails unless Discord would take the message. */
export function checkLimits(reply: Reply): void {
  const body = callbackOf(reply);
  expect(Message.safeParse('data' in body ? body.data : undefined).error?.issues ?? []).toEqual([]);
}

/** Fails unless a reply keeps Discord's limits, and says something. */
export function checkAnswered(reply: Reply): void {
  expect(textOf(reply).length).toBeGreaterThan(20);
  checkLimits(reply);
}

/** Fails unless what was typed is answered to the asker alone, without pinging anybody or linking anywhere. */
export function checkHarmless(reply: Reply): void {
  expect(reply.private).toBe(true);
  expect(textOf(reply)).not.toMatch(/@everyone|<@123>|\]\(https:\/\/evil/);
  checkAnswered(reply);
}

const SOURCES = /\n\n\*\*(?:Sources|来源)\*\*\n([\s\S]*)$/;
/** A source with its date in words, as the last thing on its line. */
const SOURCE = /^-# \[(\d+)\] .+ · (?:.*\d{4}|.*\d{4}年.*)$/;

const descriptionOf = (reply: Reply) => reply.embeds?.[0]?.description ?? '';

/** The numbers of the sources that a page lists; each with a date. */
export function sourcesOf(reply: Reply): number[] {
  const lines = SOURCES.exec(descriptionOf(reply))?.[1]?.split('\n') ?? [];
  return lines.map((line) => {
    expect(line).toMatch(SOURCE);
    return Number(SOURCE.exec(line)?.[1]);
  });
}

const numbersIn = (text: string) => [...text.matchAll(/(?<!\\)\[(\d+)\]/g)].map(([, number]) => Number(number));

/** What a page tells, block by block. */
export function toldIn(reply: Reply): Told[] {
  let section = '';
  const blocks = descriptionOf(reply).replace(SOURCES, '').split('\n\n');
  return blocks.flatMap((block) => {
    const [, heading] = /^### (.+)$/m.exec(block) ?? [];
    section = heading ?? section;
    const text = block.replace(/^### .+\n/, '');
    return section ? [{ section, text, sources: numbersIn(text) }] : [];
  });
}

/** A reply and all the pages that its buttons lead on to; each kept to Discord's limits. */
export async function pagesOf(
  first: Reply,
  { press }: TestBot,
  more: Parameters<TestBot['press']>[1] = {},
): Promise<Reply[]> {
  const pages = [first];
  for (let reply = first; pages.length < 200; ) {
    checkLimits(reply);
    const next = partsOf(reply).find(({ label }) => label === 'Next' || label === '下一页');
    if (!next) return pages;
    reply = await press(next.custom_id!, more);
    pages.push(reply);
  }
  throw new Error('a list of 200 pages does not end');
}

const long = (words: string, length: number) =>
  words
    .repeat(Math.ceil(length / words.length))
    .slice(0, length)
    .trim();

function longestEntry(id: string, kind: 'mission' | 'programme'): Entry {
  const source = (at: number) => ({
    title: long('A headline [with] *markdown* ', 300),
    publisher: long('Publisher_', 200),
    url: `https://example.org/${'a'.repeat(900)}(${at})`,
    published: '2020-01-01',
    origin: 'example',
    tier: 'press',
  });
  const ids = Array.from({ length: 40 }, (_, at) => `source-${at}`);
  const words = { en: long('Something *happened* @everyone. ', 4000), zh: long('发生了某事。', 4000) };
  const fact = (when: string, confidence: string) => ({
    attr: 'event',
    value: words,
    text: words,
    note: words,
    by: words,
    when,
    asOf: '2019-01-01',
    confidence,
    sources: ids,
  });
  const facts = [
    fact('2020', 'reported'),
    fact('2021-01', 'planned'),
    fact('2030/..', 'planned'),
    fact('2019/..', 'reported'),
  ];
  return Entry.parse({
    kind,
    id,
    names: { en: long(`${id} name `, 80), zh: long(`${id}名称`, 80) },
    summary: words,
    facts,
    ...(kind === 'programme' && { phases: [{ id: 'phase', names: words, span: '2020/2030', facts }] }),
    sources: Object.fromEntries(ids.map((name, at) => [name, source(at)])),
  });
}

/** As long as files and forms can make them: entries that have everything in full. */
export const longest: Library = createLibrary({
  ...knowledge,
  entries: [
    longestEntry(long('first-longest-', 60).replace(/-$/, 'x'), 'mission'),
    longestEntry(long('second-longest-', 60).replace(/-$/, 'x'), 'mission'),
    longestEntry(long('third-longest-', 60).replace(/-$/, 'x'), 'programme'),
  ],
});

/** What people should not be able to do harm with. */
export const hostile = [
  '',
  '   ',
  '😀🚀',
  '\u0000\u0007',
  '@everyone',
  '**b** [x](https://evil.example) # h',
  'a'.repeat(6000),
  '<@123> <#1>',
] as const;
