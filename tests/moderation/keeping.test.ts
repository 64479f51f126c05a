import { renameSync } from 'node:fs';
import { pino } from 'pino';
import { afterEach, describe, expect, test } from 'vitest';
import type { Call } from '../../src/bot/call.ts';
import { forget } from '../../src/moderation/audit.ts';
import { createStoredGaps } from '../../src/moderation/gaps.ts';
import { createGuilds } from '../../src/moderation/guilds.ts';
import { createModeration } from '../../src/moderation/index.ts';
import { remind } from '../../src/moderation/reminders.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/open.ts';
import { fileOf } from '../../src/store/sqlite.ts';
import { library, NOW, partsOf, testBot, textOf } from '../fixture.ts';
import { type Engine, engines } from '../store/databases.ts';

const guild = '1300000000004194304';
const mei = { id: '1300000000000000012', guild, locale: 'en' } as const;
const lin = { id: '1300000000000000011', guild, locale: 'zh' } as const;
const DAY = 24 * 60 * 60 * 1000;
const log = pino({ level: 'silent' });
const words = { state: 'happened', text: 'A crater.', url: 'https://a.cn/x', date: '2026-01-01' } as const;
const typed = {
  name: 'Qixi crater',
  state: 'happened',
  text: 'A crater.',
  source_url: 'https://a.cn/x',
  source_date: '2026-01-01',
};

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function opened(engine: Engine = 'sqlite') {
  const { url, drop } = await engines[engine]();
  const store = await openStore(url);
  await migrate(store);
  const time = { now: NOW };
  const clock = { now: () => time.now, after: () => () => {} };
  const own = createModeration({ store, base: library, clock, log });
  const gaps = createStoredGaps({ store, clock, log });
  cleanups.push(drop, store.close, own.stop);
  const bot = testBot({
    moderation: own,
    gaps,
    libraryOf: async (id) => (id ? (await own.view(id)).library : library),
  });
  const call = { user: mei.id, guild, permissions: 1n << 5n } as const;
  return { url, store, time, clock, own, gaps, call, ...bot };
}

const submit = (server: Awaited<ReturnType<typeof opened>>, id: string, fields: Record<string, string>) =>
  server.ask({
    ...server.call,
    type: 'submit',
    id,
    locale: 'en',
    fields: new Map(Object.entries(fields)),
  } as Call) as Promise<Awaited<ReturnType<typeof server.run>>>;

describe('without a database', () => {
  test('the moderator is told, what was typed is kept, reading goes on, and then it works again', async () => {
    const server = await opened();
    await submit(server, 'add:body', typed);
    const path = fileOf(server.url);
    renameSync(path, `${path}.away`);
    const refused = await submit(server, 'add:body', { ...typed, name: 'Lingshu crater' });
    expect(refused.content).toContain('database cannot be reached');
    const [button] = partsOf(refused);
    const read = await server.run('search', { query: 'qixi cratr' }, server.call);
    expect(textOf(read)).toContain('Qixi crater');
    const card = await server.run('mission', { name: 'tianwen2' }, server.call);
    expect(textOf(card)).toContain('Tianwen-2');
    const removed = await server.run('entry remove', { name: 'Qixi crater' }, server.call);
    expect(removed.content).toContain('database cannot be reached');
    const form = JSON.stringify(await server.press(button!.custom_id!, server.call));
    expect(form).toContain('Lingshu crater');
    renameSync(`${path}.away`, path);
    const saved = await submit(server, 'add:body', { ...typed, name: 'Lingshu crater' });
    expect(textOf(saved)).toContain('Lingshu crater');
  });

  test('a full disk refuses the change whole, and it works when there is room', async () => {
    const server = await opened();
    await submit(server, 'add:body', typed);
    const [pages] = await server.store.query<{ page_count: number }>('pragma page_count');
    await server.store.query(`pragma max_page_count = ${pages!.page_count}`);
    const names = Array.from({ length: 60 }, (_, at) => `Zq${at} crater`);
    const replies = [];
    for (const name of names) replies.push(await submit(server, 'add:body', { ...typed, name, text: 'x'.repeat(700) }));
    const refusedAt = replies.findIndex(({ content = '' }) => content.includes('database cannot be reached'));
    expect(refusedAt).toBeGreaterThanOrEqual(0);
    await server.store.query('pragma max_page_count = 1000000');
    const rows = await server.store.query<{ entries: number; revisions: number }>(
      'select (select count(*) from entries) as entries, (select count(*) from revisions) as revisions',
    );
    expect(rows[0]!.entries).toBe(rows[0]!.revisions);
    const saved = await submit(server, 'add:body', { ...typed, name: names[refusedAt]! });
    expect(textOf(saved)).toContain(names[refusedAt]);
  });
});

describe.each(['sqlite', 'postgres'] as const)('what is kept (%s)', (engine) => {
  test('a draft is its author’s alone, for a day', async () => {
    const { own, time } = await opened(engine);
    const id = await own.drafts.keep({ guild, author: mei.id }, { a: 1 });
    expect(await own.drafts.take({ guild, author: mei.id }, id)).toEqual({ a: 1 });
    expect(await own.drafts.take({ guild, author: lin.id }, id)).toBeUndefined();
    expect(await own.drafts.take({ guild: '1', author: mei.id }, id)).toBeUndefined();
    time.now += DAY + 1;
    expect(await own.drafts.take({ guild, author: mei.id }, id)).toBeUndefined();
  });

  test('reviews that wait for two days are remembered, every two days', async () => {
    const { own, store, time } = await opened(engine);
    await own.setUp(mei, { reviewChannel: '1300000000000000033', language: 'zh' });
    await own.suggest(lin, { kind: 'body', typed });
    const reminders = () => store.query<{ message: string }>(`select message from outbox where kind = 'reminder'`);
    expect(await remind(store, time.now + 1.9 * DAY)).toBe(0);
    expect(await remind(store, time.now + 2.1 * DAY)).toBe(1);
    expect(await remind(store, time.now + 2.2 * DAY)).toBe(0);
    expect(await remind(store, time.now + 4.2 * DAY)).toBe(1);
    const [first] = await reminders();
    expect(JSON.parse(first!.message).content).toContain('有1条推荐等待审核');
    const [waiting] = await own.waiting(guild, 10);
    await own.reject(mei, waiting!, 'no');
    expect(await remind(store, time.now + 8 * DAY)).toBe(0);
  });

  test('a user’s id is nowhere after it was forgotten', async () => {
    const { own, store } = await opened(engine);
    await own.setUp(lin, { reviewChannel: '1300000000000000033' });
    await own.suggest(lin, { kind: 'body', typed });
    const [waiting] = await own.waiting(guild, 10);
    await own.approve(mei, waiting!);
    await own.suggest(lin, { kind: 'body', typed });
    await own.drafts.keep({ guild, author: lin.id }, {});
    const everything = async () =>
      JSON.stringify(await Promise.all((await store.tables()).map(({ name }) => store.query(`select * from ${name}`))));
    expect(await everything()).toContain(lin.id);
    expect(await store.transaction((within) => forget(within, lin.id))).toBeGreaterThan(3);
    expect(await everything()).not.toContain(lin.id);
    expect(await everything()).toContain(mei.id);
  });

  test('questions without an answer are counted for their server', async () => {
    const server = await opened(engine);
    const question = 'who painted the blue giraffe of Kuiper';
    for (let times = 0; times < 3; times++) await server.run('ask', { question }, { ...server.call });
    const list = await server.run('entry gaps', {}, server.call);
    expect(textOf(list)).toContain('3 × who painted the blue giraffe');
    const asked = await server.press('gap', { ...server.call, values: [question] });
    expect(partsOf(asked)).toHaveLength(5);
    const form = JSON.stringify(await server.press(partsOf(asked)[0]!.custom_id!, server.call));
    expect(form).toContain('add:mission');
    expect(form).toContain(question);
    expect(await server.gaps.of('1')).toEqual([]);
  });

  test('two reviewers: one approves, the other is told by whom', async () => {
    const { own, store } = await opened(engine);
    await own.suggest(lin, { kind: 'body', typed });
    const [waiting] = await own.waiting(guild, 10);
    const verdicts = await Promise.all([
      own.approve(mei, waiting!),
      own.reject({ ...mei, id: '1300000000000000099' }, waiting!, 'no'),
    ]);
    expect(verdicts.map(({ result }) => result).toSorted()).toEqual(['done', 'late']);
    const decisions = await store.query(`select actor from audit where action in ('approved', 'rejected')`);
    expect(decisions).toHaveLength(1);
  });

  test('what belongs to another server is not there', async () => {
    const { own } = await opened(engine);
    await own.suggest(lin, { kind: 'body', typed });
    const [waiting] = await own.waiting(guild, 10);
    const foreign = { ...mei, guild: '1300000000000000777' };
    expect(await own.approve(foreign, waiting!)).toEqual({ result: 'late', suggestion: undefined });
    await own.add(mei, { kind: 'body', proposal: { ...words, name: 'Lingshu crater' } });
    expect((await own.view(guild)).library.meaning('Lingshu crater').entry?.id).toBe('lingshu-crater');
    expect((await own.view(foreign.guild)).library.meaning('Lingshu crater').entry).toBeUndefined();
    await expect(own.remove(foreign, 'lingshu-crater')).rejects.toThrow('not here');
  });
});

test('idle servers leave the memory, and come back on demand', async () => {
  const { store, clock, own } = await opened();
  for (let at = 0; at < 30; at++)
    await own.add(
      { ...mei, guild: `13000000000000${1000 + at}` },
      { kind: 'body', proposal: { ...words, name: 'Qixi crater' } },
    );
  const guilds = createGuilds({ store, base: library, clock, log, most: 20 });
  cleanups.push(guilds.stop);
  for (let at = 0; at < 30; at++) {
    const view = await guilds.view(`13000000000000${1000 + at}`);
    expect(view.library.meaning('qixi crater').entry?.id).toBe('qixi-crater');
  }
  expect(guilds.count()).toBeLessThanOrEqual(10);
  const first = await guilds.view('130000000000001000');
  expect(first.library.get('qixi-crater')).toBeDefined();
});
