import { PermissionFlagsBits as Flags } from 'discord-api-types/v10';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { world } from '../../src/sandbox/world.ts';
import { partsOf, testBot } from '../fixture.ts';
import { eventually, isDaily, type Server, startServer } from './server.ts';

const { spaceNews, general, reviews } = world.channels;
const { lin, mei } = world.people;
const { reviewers, moderators, everyone } = world.roles;

let server: Server;
beforeAll(async () => {
  server = await startServer('2026-11-22T07:00:00Z');
});
afterEach(() => {
  expect(server.problems).toEqual([]);
});
afterAll(async () => {
  await server.stop();
});

type Reply = Awaited<ReturnType<Server['command']>>;
const textOf = ({ content, embeds }: Reply) => [content, ...embeds.map(({ description }) => description)].join('\n');
const buttonsOf = (reply: Reply) => partsOf(reply as never).map(({ custom_id }) => custom_id ?? '');

describe('what cannot be set is refused, and why', () => {
  test.each<[string, Record<string, unknown>, RegExp]>([
    ['a time', { time: '25:00' }, /“25:00” is no time/],
    ['a zone', { timezone: 'Mars/Utopia' }, /no time zone called “Mars\/Utopia”/],
    ['a near zone', { timezone: 'lon' }, /Europe\/London/],
    ['days', { days: 'sometimes' }, /names no days/],
    ['a topic', { topic: 'tag:nothing' }, /no fact to tell/],
    ['a topic in words', { topic: 'cooking recipes' }, /no topic/],
    ['@everyone', { role: everyone }, /cannot be pinged/],
  ])('%s', async (_what, options, words) => {
    const reply = await server.set(options);
    expect(reply.flags).toBe(64);
    expect(reply.content).toMatch(words);
    expect(await server.daily.ofGuild(world.guild)).toEqual([]);
  });

  test.each([
    ['ViewChannel', 'View Channel'],
    ['SendMessages', 'Send Messages'],
    ['EmbedLinks', 'Embed Links'],
    ['ReadMessageHistory', 'Read Message History'],
  ] as const)('the bot lacks %s', async (flag, words) => {
    server.sandbox.controls.overwrite(general, world.roles.bot, { deny: Flags[flag] });
    const reply = await server.set({ channel: general });
    server.sandbox.controls.overwrite(general, world.roles.bot, {});
    expect(reply.content).toContain(`“${words}”`);
  });

  test('threads need their permission', async () => {
    server.sandbox.controls.overwrite(general, world.roles.bot, { deny: Flags.CreatePublicThreads });
    const reply = await server.set({ channel: general, thread: true });
    server.sandbox.controls.overwrite(general, world.roles.bot, {});
    expect(reply.content).toContain('“Create Public Threads”');
  });

  test('a role that the bot may not mention', async () => {
    const reply = await server.set({ role: moderators });
    expect(reply.content).toContain('“Mention @everyone, @here, and All Roles”');
  });

  test('a role that the asker may not mention, though the bot may', async () => {
    server.sandbox.controls.overwrite(spaceNews, world.roles.bot, { allow: Flags.MentionEveryone });
    const reply = await server.set({ role: moderators });
    server.sandbox.controls.overwrite(spaceNews, world.roles.bot, {});
    expect(reply.content).toContain('You may not mention the role “Moderators”');
  });

  test('where the asker cannot write', async () => {
    server.sandbox.controls.overwrite(general, mei, { deny: Flags.SendMessages });
    const reply = await server.set({ channel: general });
    server.sandbox.controls.overwrite(general, mei, {});
    expect(reply.content).toContain('You cannot write in');
  });

  test('by somebody who may not', async () => {
    const { bot } = await import('../fixture.ts').then(({ testBot }) => testBot({ daily: server.daily }));
    const call = { user: lin, locale: 'en', guild: world.guild, permissions: 0n } as const;
    const options = { channel: spaceNews, time: '09:00', timezone: 'UTC' };
    for (const name of [
      'daily set',
      'daily off',
      'daily queue',
      'daily skip',
      'daily status',
      'daily preview',
      'doctor',
    ])
      expect(await bot.handle({ ...call, type: 'command', name, options })).toMatchObject({ private: true });
    const press = {
      ...call,
      type: 'press',
      id: `queue-skip:${spaceNews}:2026-11-22:1`,
      values: [],
      private: true,
    } as const;
    expect(await bot.handle(press)).toMatchObject({ content: expect.stringContaining('Manage Server') });
    expect(await server.daily.ofGuild(world.guild)).toEqual([]);
  });
});

test('zones are offered while they are typed, with their time now', async () => {
  const options = [{ name: 'set', type: 1, options: [{ name: 'timezone', type: 3, value: 'shang', focused: true }] }];
  const from = { type: 'autocomplete', command: 'daily', person: mei, channel: general, locale: 'en-US' } as const;
  const outcome = await server.sandbox.act({ ...from, options });
  const [first] = outcome.kind === 'choices' ? outcome.choices : [];
  expect(first).toMatchObject({ value: 'Asia/Shanghai', name: expect.stringMatching(/15:0\d \(UTC\+8\)/) });
});

describe('seeing and changing what comes', () => {
  test('set, and what it said is so', async () => {
    const reply = await server.set({ role: reviewers, thread: true, topic: 'kind:mission', days: 'mon-fri' });
    expect(textOf(reply)).toMatch(/weekdays at 09:00 \(Europe\/Berlin\).*Mission.*23 Nov 2026, Monday, 09:00/s);
    const status = textOf(await server.command('daily status'));
    expect(status).toMatch(/Next: 23 Nov 2026, Monday, 09:00 \(Europe\/Berlin, UTC\+1\)/);
    await server.set({ role: reviewers, thread: true });
  });

  test('the preview is the post that comes', async () => {
    const preview = await server.command('daily preview');
    expect(preview.flags).toBe(64);
    const queue = textOf(await server.command('daily queue'));
    const [, sentence = ''] = /: (.*)\n/.exec(preview.content)!;
    expect(queue.replaceAll('\\', '')).toContain(sentence.replaceAll('\\', '').slice(0, 40));
  });

  test('a swapped day has another fact, and an old button no longer works', async () => {
    const queue = await server.command('daily queue');
    const swap = buttonsOf(queue).find((id) => id.startsWith('queue-swap:'))!;
    const changed = await server.press(queue, swap);
    if (changed.kind !== 'message') throw new Error('expected the queue');
    expect(changed.message.id).toBe(queue.id);
    expect(textOf(changed.message)).not.toBe(textOf(queue));
    const old = `${swap.split(':').slice(0, 3).join(':')}:AAAAAAAAAA`;
    const { bot } = testBot({ daily: server.daily, clock: server.clock });
    const manager = { user: mei, locale: 'en', guild: world.guild, permissions: Flags.ManageGuild } as const;
    const refused = await bot.handle({ ...manager, type: 'press', id: old, values: [], private: true });
    expect(refused).toMatchObject({ content: expect.stringContaining('has changed since') });
    const elsewhere = { ...manager, guild: '1300000000009999999' };
    const foreign = await bot.handle({ ...elsewhere, type: 'press', id: swap, values: [], private: true });
    expect(foreign).toMatchObject({ content: expect.stringContaining('/daily set') });
  });

  test.each([
    ['daily-check', ':1'],
    ['queue-skip', ':2026-11-23:1'],
    ['queue-swap', ':2026-11-23:AAAAAAAAAA'],
  ])('a forged %s button shows nothing of its id', async (word, rest) => {
    const { bot } = testBot({ daily: server.daily, clock: server.clock });
    const manager = { user: mei, locale: 'en', guild: world.guild, permissions: Flags.ManageGuild } as const;
    const id = `${word}:1> **free** <@${lin}${rest}`;
    const reply = await bot.handle({ ...manager, type: 'press', id, values: [], private: true });
    expect(JSON.stringify(reply)).not.toContain('free');
    expect(reply).toMatchObject({ private: true });
  });

  test('a skipped day, and one restored', async () => {
    expect(textOf(await server.command('daily skip'))).toMatch(/No post .* 22 Nov 2026.*23 Nov 2026/);
    const queue = await server.command('daily queue');
    expect(textOf(queue)).toContain('22 Nov 2026** · skipped');
    const restored = await server.press(queue, `queue-skip:${spaceNews}:2026-11-22:0`);
    expect(restored.kind === 'message' && textOf(restored.message)).not.toContain('skipped');
  });
});

describe('the post', () => {
  test('comes with its source, a thread, and a ping of that role alone', async () => {
    const preview = await server.command('daily preview');
    server.clock.set(Date.parse('2026-11-22T08:00:20Z'));
    await eventually(() => server.posts().length === 1);
    const [post] = server.posts();
    expect(post!.mention_roles).toEqual([reviewers]);
    expect(post!.mention_everyone).toBe(false);
    expect(post!.content.split('\n')).toHaveLength(1);
    expect(post!.embeds[0]!.description).toBe(preview.embeds[0]!.description);
    expect(post!.embeds[0]!.description).toMatch(/“.*” · .*\d{4}/);
    await eventually(() =>
      server.sandbox.requests.some(({ path, status }) => path.endsWith('/threads') && status === 201),
    );
  });

  test('opens its entry for everybody', async () => {
    const [post] = server.posts();
    const open = buttonsOf(post as never).find((id) => id.startsWith('daily:'))!;
    const opened = await server.press(post!, open, { person: lin });
    expect(opened.kind === 'message' && opened.message.embeds[0]!.title).toBe(post!.embeds[0]!.title);
  });

  test('a problem that somebody reports reaches the review channel once, and pings nobody', async () => {
    const [post] = server.posts();
    const report = buttonsOf(post as never).find((id) => id.startsWith('problem:'))!;
    for (const words of ['@everyone [look](https://example.org): the year is wrong', 'again']) {
      const form = await server.press(post!, report, { person: lin });
      if (form.kind !== 'modal') throw new Error(`expected a form, not ${form.kind}`);
      const fields = [{ customId: 'words', value: words }];
      const from = { type: 'modal', person: lin, channel: spaceNews, locale: 'en-US' } as const;
      const thanks = await server.sandbox.act({ ...from, id: form.id, customId: report, fields });
      expect(thanks.kind === 'message' && thanks.message.content).toContain('Thank you');
    }
    const told = () => server.sandbox.messages(reviews, mei).filter(isDaily);
    await eventually(() => told().length === 1);
    expect(told()[0]!.content).toContain('the year is wrong');
    expect(told()[0]!.content).not.toMatch(/@everyone|https:/);
    expect(told()[0]!).toMatchObject({ mention_everyone: false, mentions: [] });
  });

  test('/doctor finds nothing wrong, here and where nothing is set', async () => {
    expect(textOf(await server.command('doctor'))).toMatch(/✓.*nothing is missing/);
    expect(textOf(await server.command('doctor', { channel: reviews }))).toContain('✓');
  });

  test('off, and all is quiet', async () => {
    expect(textOf(await server.command('daily off'))).toContain('gets no more daily posts');
    expect(textOf(await server.command('daily status'))).toContain('/daily set');
  });
});
