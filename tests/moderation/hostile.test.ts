import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Call } from '../../src/bot/call.ts';
import { createDownload } from '../../src/discord/download.ts';
import { callbackOf } from '../../src/discord/interaction.ts';
import { Choices, Message, Modal } from '../../src/limits.ts';
import { createStoredGaps } from '../../src/moderation/gaps.ts';
import { createModeration, type Moderation } from '../../src/moderation/index.ts';
import type { Answer, Reply } from '../../src/reply/reply.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { character } from '../characters.ts';
import { commands, library, NOW, testBot } from '../fixture.ts';
import { type Database, engines } from '../store/databases.ts';

const guild = '1300000000004194304';
const manager = { user: '1300000000000000012', guild, permissions: 1n << 5n };
const member = { user: '1300000000000000011', guild, permissions: 0n };

const mentions = fc.constantFrom(
  '@everyone',
  '@here',
  '<@1300000000000000012>',
  '<@&1300000000000000022>',
  '<#1300000000000000031>',
  '[a](https://evil.example) [b](https://evil.example)',
  '# heading',
  '> quote',
  '```',
  '\u202e\u2066abc',
  'a\u200bb\u0000c',
  '\ud800',
  '__proto__',
  '</setup:1>',
  '||x||',
  '‮🧑‍🚀'.repeat(60),
  'x'.repeat(10_000),
);
const hostile = fc.oneof(
  mentions,
  fc.string({ unit: character, maxLength: 300 }),
  fc.tuple(mentions, fc.string({ maxLength: 40 })).map(([a, b]) => `${b}${a}${b}`),
);
const addresses = fc.oneof(
  fc.constantFrom(
    'javascript:alert(1)',
    'https://user:pass@cnsa.gov.cn/',
    'http://127.0.0.1/',
    'http://[::1]/',
    'http://0x7f.1/x',
    'https://localhost/',
    'data:text/html,x',
    'https://a.cn/)[x](https://evil.example)',
    'https://a.cn/@everyone',
    `https://a.cn/${'('.repeat(300)}`,
    'https://cnsa.gov.cn/n6758823/c10',
  ),
  hostile,
);
const days = fc.oneof(fc.constantFrom('2025-02-30', '2031-01-01', '0000-01-01', '2025-07-02', '1999-12-31'), hostile);
const states = fc.oneof(fc.constantFrom('happened', 'planned', 'hypothesis', '__proto__', 'constructor'), hostile);

/** Half of all forms are right but for their words, so that what is hostile gets in and is shown again. */
const good = fc.record({
  name: mentions.map((text) => `Name ${text}`.slice(0, 80)),
  text: fc.tuple(mentions, mentions).map(([a, b]) => `Words ${a} ${b}`.slice(0, 700)),
  state: fc.constantFrom('happened', 'planned', 'hypothesis'),
  source_url: fc.constantFrom('https://a.cn/)[x](https://evil.example)', 'https://a.cn/@everyone'),
  source_date: fc.constant('2025-07-02'),
  reason: mentions,
});
const bad = fc.record({
  name: hostile,
  text: hostile,
  state: states,
  source_url: addresses,
  source_date: days,
  reason: hostile,
});
const fields = fc.oneof(good, bad).map((record) => new Map(Object.entries(record)));

const words = fc.oneof(
  fc.constantFrom(
    'mission',
    'body',
    'tianwen-2',
    'smile',
    '0',
    '1',
    '99999999999999999999',
    '-1',
    'new',
    '',
    '__proto__',
    'approve',
    'reject',
    'edit',
    'list',
    'page',
  ),
  hostile.map((text) => text.slice(0, 60)),
);
/** Daily posts have tests of their own. */
const others = commands.filter(({ name }) => !/^(?:daily|doctor)/.test(name));
const firstWords = {
  submit: others.flatMap(({ forms = {} }) => Object.keys(forms)),
  press: others.flatMap(({ presses = {} }) => Object.keys(presses)),
};
const idOf = (kind: 'submit' | 'press') =>
  fc
    .tuple(fc.constantFrom(...firstWords[kind]), fc.array(words, { maxLength: 4 }))
    .map(([first, rest]) => [first, ...rest].join(':'));

const moderation = ['add', 'suggest', 'edit', 'amend', 'reject'];
const forms = fc.tuple(fc.constantFrom(...moderation), fc.array(words, { maxLength: 3 }), fields).map(
  ([first, rest, typed]): Partial<Call> => ({
    type: 'submit',
    id: [first, ...(first === 'add' || first === 'suggest' ? ['body'] : rest)].join(':'),
    fields: typed,
  }),
);
const submits = fc
  .tuple(idOf('submit'), fields)
  .map(([id, typed]): Partial<Call> => ({ type: 'submit', id, fields: typed }));
const presses = fc
  .tuple(idOf('press'), fc.array(words, { maxLength: 2 }), fc.boolean())
  .map(([id, values, isPrivate]): Partial<Call> => ({ type: 'press', id, values, private: isPrivate }));
const optionsOf = fc.record({
  name: fc.oneof(words, hostile),
  fact: fc.oneof(words, hostile),
  version: fc.oneof(fc.integer(), fc.double()),
  kind: words,
  format: words,
  query: hostile,
  file: fc.constantFrom('x', { url: 'https://evil.example/x', name: 'x', size: 1 }, { url: 7 }),
  'reviewer-role': fc.constantFrom(guild, '1300000000000000022'),
});
const names = commands.flatMap((command) =>
  /^(?:entry|suggest|search|mission)/.test(command.name) ? [command.name] : [],
);
const runs = fc
  .tuple(fc.constantFrom(...names), optionsOf)
  .map(([name, options]): Partial<Call> => ({ type: 'command', name, options }));
const typing = fc
  .tuple(fc.constantFrom(...names), fc.constantFrom('name', 'fact'), hostile, optionsOf)
  .map(([name, option, typed, before]): Partial<Call> => ({ type: 'suggest', name, option, typed, before }));

/** What Discord would show as a link or a heading that nobody made, or ping where no message body forbade it. */
const FALSE_LINK = /[^\\]\]\(https:\/\/evil|^#{1,3} heading/m;
const TARGET = /\]\(https?:[^)\s]*\)/g;
const PING = /@everyone|@here|<@&1300000000000000022>/;

function shown({ content = '', embeds = [] }: Reply): string {
  const parts = embeds.flatMap(({ title, description, fields: list = [], footer }) => [
    title,
    description,
    ...list.flatMap(({ name, value }) => [name, value]),
    footer?.text,
  ]);
  return [content, ...parts].filter(Boolean).join('\n');
}

function check(answer: Answer): void {
  const body = callbackOf(answer);
  const data = 'data' in body ? body.data : undefined;
  const schema = 'form' in answer ? Modal : 'choices' in answer ? Choices : Message;
  expect(schema.safeParse(data).error?.issues ?? [], JSON.stringify(data)).toEqual([]);
  if (!('form' in answer) && !('choices' in answer)) {
    expect((data as { allowed_mentions: object }).allowed_mentions).toEqual({ parse: [] });
    const text = shown(answer);
    expect(text).not.toMatch(FALSE_LINK);
    expect(text.replace(TARGET, ']')).not.toMatch(PING);
  }
}

const clock = { now: () => NOW, after: () => () => {} };
const log = pino({ level: 'silent' });

describe('hostile forms and payloads', () => {
  let database: Database;
  let store: Store;
  let own: Moderation;
  beforeAll(async () => {
    database = await engines.sqlite();
    store = await openStore(database.url);
    await migrate(store);
    // What is tested does not depend on when the disk has it.
    await store.query('pragma synchronous = off');
    own = createModeration({ store, base: library, clock, log });
  });
  afterAll(async () => {
    own.stop();
    await store.close();
    await database.drop();
  });

  const bot = () => {
    const libraryOf = async (id: string | undefined) => (id ? (await own.view(id)).library : library);
    return testBot({
      moderation: own,
      libraryOf,
      gaps: createStoredGaps({ store, clock, log }),
      download: createDownload(undefined),
    });
  };

  test('are answered within Discord’s limits, ping nobody, and break nothing', async () => {
    const { ask, problems } = bot();
    const call = fc.oneof({ weight: 3, arbitrary: forms }, submits, presses, { weight: 1, arbitrary: runs }, typing);
    const locale = fc.constantFrom('en' as const, 'zh' as const);
    await fc.assert(
      fc.asyncProperty(call, locale, async (given, language) => {
        check(await ask({ ...manager, ...given, locale: language } as Call));
        expect(problems).toEqual([]);
      }),
      { numRuns: 10_000, endOnFailure: true },
    );
    const entries = await store.query('select entry from entries');
    expect(entries.length).toBeGreaterThan(5);
  }, 120_000);

  test('from a member change nothing', async () => {
    const { ask, problems } = bot();
    const tables = ['entries', 'revisions', 'guilds', 'audit'];
    const state = async () => Promise.all(tables.map((table) => store.query(`select * from ${table} order by 1, 2`)));
    const before = await state();
    const decisions = fc.oneof(submits, presses, forms, runs);
    await fc.assert(
      fc.asyncProperty(decisions, async (given) => check(await ask({ ...member, ...given } as Call))),
      { numRuns: 1000, endOnFailure: true },
    );
    expect(await state()).toEqual(before);
    expect(problems).toEqual([]);
  }, 60_000);
});
