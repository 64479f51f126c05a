import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { loadCommands } from '../../src/bot/load.ts';
import { systemClock } from '../../src/clock.ts';
import { root } from '../../src/config.ts';
import { connect, type Gateway } from '../../src/discord/gateway.ts';
import { TokenRefused } from '../../src/discord/refused.ts';
import { readKnowledge } from '../../src/knowledge/kept.ts';
import { createLibrary } from '../../src/knowledge/library.ts';
import { listenSandbox } from '../../src/sandbox/index.ts';
import type { Deed } from '../../src/sandbox/protocol.ts';
import { world } from '../../src/sandbox/world.ts';
import { ceres } from '../ceres.ts';
import { testBot } from '../fixture.ts';
import { makeFolder } from '../folders.ts';

const log = pino({ level: 'silent' });
const { lin } = world.people;
const { general, linDirect } = world.channels;

/** A folder of commands with one more in it, as somebody would add it: the front door stands where `#bot` leads. */
function commandsAndOne(name: string, source: string): string {
  const directory = mkdtempSync(join(root, 'node_modules', '.commands-'));
  cpSync(join(root, 'commands'), directory, { recursive: true });
  writeFileSync(join(directory, `${name}.ts`), source);
  return directory;
}

const form = `
import { command } from '#bot';
export default command({
  describe: { en: 'Says what was typed', zh: '复述输入内容' },
  run: () => ({ form: { id: 'echo:7', title: 'Echo', inputs: [{ id: 'text', label: 'Text', style: 'paragraph', value: 'hello' }] } }),
  forms: { echo: ({ words, fields }) => ({ content: words[0] + ':' + fields.get('text'), private: true }) },
});
`;

const slow = `
import { command } from '#bot';
export default command({
  describe: { en: 'Takes its time', zh: '慢慢来' },
  slow: 'private',
  run: async () => { await new Promise((done) => setTimeout(done, 50)); return { content: 'at last' }; },
});
`;

describe('the bot in a local Discord', () => {
  let sandbox: Awaited<ReturnType<typeof listenSandbox>>;
  let gateway: Gateway;
  let directory: string;
  const { problems } = testBot();

  beforeAll(async () => {
    directory = commandsAndOne('echo', form);
    writeFileSync(join(directory, 'slow.ts'), slow);
    sandbox = await listenSandbox({ gateway: { identifyWindow: 0 } });
    const { bot } = testBot({ commands: await loadCommands(directory), report: (problem) => problems.push(problem) });
    gateway = await connect({ token: sandbox.token, api: sandbox.api }, { bot, clock: systemClock, log });
  });
  afterAll(async () => {
    await gateway?.stop();
    await sandbox?.close();
    rmSync(directory, { recursive: true, force: true });
  });
  afterEach(() => {
    expect(problems).toEqual([]);
    expect(sandbox.requests.filter(({ status }) => status >= 400)).toEqual([]);
  });

  const from = { person: lin, channel: general, locale: 'en-US' };
  const act = (deed: object) => sandbox.act({ ...from, ...deed } as Deed);
  const slash = (command: string, options: Record<string, string> = {}, more: object = {}) =>
    act({
      ...more,
      type: 'command',
      command,
      options: Object.entries(options).map(([name, value]) => ({ name, type: 3, value })),
    } as Deed);

  async function messageOf(outcome: Promise<Awaited<ReturnType<typeof act>>>) {
    const given = await outcome;
    if (given.kind !== 'message') throw new Error(`expected a message, not ${given.kind}`);
    return given.message;
  }

  test('a slash command answers with a card, pinging nobody', async () => {
    const message = await messageOf(slash('mission', { name: 'tianwen2' }));
    expect(message.embeds[0]?.title).toContain('Tianwen-2');
    expect(message.mention_everyone).toBe(false);
  });

  test('in Chinese for those whose Discord is', async () => {
    const message = await messageOf(slash('mission', { name: 'tianwen2' }, { locale: 'zh-TW' }));
    expect(message.embeds[0]?.author?.name).toBe('任务');
  });

  test('the same in a direct message', async () => {
    const message = await messageOf(slash('mission', { name: '嫦娥六号' }, { channel: linDirect }));
    expect(message.embeds[0]?.title).toContain("Chang'e-6");
  });

  test('what is not here is said privately, with buttons that open the nearest', async () => {
    const message = await messageOf(slash('mission', { name: 'tianwen 5' }));
    expect(message.flags).toBe(64);
    const opened = await messageOf(act({ type: 'component', message: message.id, customId: 'entry:tianwen-2' }));
    expect(opened.embeds[0]?.title).toContain('Tianwen-2');
  });

  test('pages of facts turn in place', async () => {
    const card = await messageOf(slash('mission', { name: 'change 6' }));
    const first = await messageOf(act({ type: 'component', message: card.id, customId: 'facts:change-6:0' }));
    expect(first.flags).toBe(64);
    const second = await messageOf(act({ type: 'component', message: first.id, customId: 'facts:change-6:1' }));
    expect(second.id).toBe(first.id);
    expect(second.embeds[0]?.footer?.text).toContain('Page 2');
  });

  test('related entries open from the select', async () => {
    const card = await messageOf(slash('mission', { name: 'change 6' }));
    const opened = await messageOf(
      act({ type: 'component', message: card.id, customId: 'entry', values: ['farside-mantle-water'] }),
    );
    expect(opened.embeds[0]?.title).toContain('Water');
  });

  test('choices come while typing', async () => {
    const outcome = await act({
      type: 'autocomplete',
      command: 'mission',
      options: [{ name: 'name', type: 3, value: 'tianw', focused: true }],
    });
    expect(outcome.kind === 'choices' && outcome.choices.map(({ value }) => value)).toContain('tianwen-2');
  });

  test('the menu on a message finds its sources', async () => {
    const said = sandbox.say(lin, general, 'Have you seen what Chang’e-6 brought back?');
    const message = await messageOf(act({ type: 'command', command: 'Find sources', target: said.id, options: [] }));
    expect(message.flags).toBe(64);
    expect(message.embeds[0]?.title).toContain("Chang'e-6");
  });

  test('a form opens, filled in, and comes back', async () => {
    const opened = await slash('echo');
    if (opened.kind !== 'modal') throw new Error(`expected a form, not ${opened.kind}`);
    const message = await messageOf(
      act({ type: 'modal', id: opened.id, customId: 'echo:7', fields: [{ customId: 'text', value: '你好' }] }),
    );
    expect(message.content).toBe('7:你好');
  });

  test('a slow command defers and then answers', async () => {
    const message = await messageOf(slash('slow'));
    expect(message).toMatchObject({ content: 'at last', flags: 64 });
  });

  test('a button of an older version is answered privately', async () => {
    const card = await messageOf(slash('mission', { name: 'tianwen2' }));
    expect(card.components?.length).toBeGreaterThan(0);
    const { bot } = testBot();
    const reply = await bot.handle({
      type: 'press',
      id: 'legacy:9',
      values: [],
      private: false,
      user: lin,
      locale: 'en',
    });
    expect(reply).toMatchObject({ private: true });
  });

  test('a dropped connection resumes, and nothing is asked twice', async () => {
    sandbox.gateway.drop(4000);
    const message = await messageOf(slash('mission', { name: 'tianwen2' }));
    expect(message.embeds[0]?.title).toContain('Tianwen-2');
    expect(gateway.ready()).toBe(true);
  });

  test('registered once: a second login finds nothing to change', async () => {
    const puts = () => sandbox.requests.filter(({ method }) => method === 'PUT').length;
    const before = puts();
    const { bot } = testBot({ commands: await loadCommands(join(root, 'commands')) });
    const other = await connect({ token: sandbox.token, api: sandbox.api }, { bot, clock: systemClock, log });
    const changed = puts();
    await other.stop();
    const again = await connect({ token: sandbox.token, api: sandbox.api }, { bot, clock: systemClock, log });
    await again.stop();
    expect(changed).toBe(before + 1);
    expect(puts()).toBe(changed);
  });
});

test('a wrong token is refused as such', async () => {
  const sandbox = await listenSandbox();
  const { bot } = testBot();
  await expect(connect({ token: 'wrong', api: sandbox.api }, { bot, clock: systemClock, log })).rejects.toThrow(
    TokenRefused,
  );
  await sandbox.close();
});

test('one file adds an entry', async () => {
  const directory = makeFolder();
  cpSync(join(root, 'knowledge'), directory, { recursive: true });
  mkdirSync(join(directory, 'bodies'), { recursive: true });
  writeFileSync(join(directory, 'bodies', 'ceres.yaml'), ceres());
  const { run } = testBot({ libraryOf: () => createLibrary(readKnowledge(directory)) });
  const reply = await run('search', { query: 'cerse' });
  expect(reply.embeds?.[0]?.description).toContain('Ceres · 谷神星');
});
