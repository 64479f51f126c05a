import type { Client } from 'discord.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { PageEvent, State } from '../../src/sandbox/protocol.ts';
import { world } from '../../src/sandbox/world.ts';
import { createManualClock, lin, openStage } from '../e2e/fixture.ts';

const { people, channels } = world;

async function play(options = {}) {
  const stage = await openStage(options);
  const client = await stage.login(async (interaction) => {
    if (interaction.isAutocomplete()) await interaction.respond([{ name: 'One', value: 'one' }]);
    if (!interaction.isChatInputCommand() || interaction.commandName === 'silent') return;
    await interaction.reply({ content: 'private', flags: 64 });
  });
  await setCommands(client);
  const { origin } = stage.sandbox;
  const post = async (path: string, body: object, type = 'application/json') => {
    const response = await fetch(`${origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as { id: string; message?: string } };
  };
  const state = async (person: string) =>
    (await (await fetch(`${origin}/sandbox/state?person=${person}`)).json()) as State;
  return { ...stage, post, state, listen: (person: string) => listen(origin, person) };
}

const setCommands = (client: Client<true>) =>
  client.application.commands.set([
    {
      name: 'mission',
      description: 'Tells',
      options: [{ type: 3, name: 'name', description: 'Which', autocomplete: true }],
    },
    { name: 'silent', description: 'Says nothing' },
    { name: 'setup', description: 'Sets up', defaultMemberPermissions: '32', contexts: [0] },
  ]);

/** The events that a person's page hears. */
async function listen(origin: string, person: string): Promise<PageEvent[]> {
  const end = new AbortController();
  onTestFinished(() => end.abort());
  const heard: PageEvent[] = [];
  const { body } = await fetch(`${origin}/sandbox/events?person=${person}`, { signal: end.signal });
  const read = async () => {
    for await (const chunk of body!.pipeThrough(new TextDecoderStream())) {
      for (const [, data] of chunk.matchAll(/^data: (.*)$/gm)) heard.push(JSON.parse(data!));
    }
  };
  read().catch(() => {});
  return heard;
}

describe('the page', () => {
  it('sees what its person may see', async () => {
    const { state } = await play();
    const [member, moderator] = [await state(people.lin), await state(people.mei)];
    expect(member).toMatchObject({
      server: { id: world.guild },
      bot: { id: world.application, ready: true },
      people: { length: 2 },
    });
    expect(member.channels.map(({ id }) => id)).toEqual([channels.general, channels.spaceNews, channels.linDirect]);
    expect(moderator.channels.map(({ id }) => id)).toEqual([
      channels.general,
      channels.spaceNews,
      channels.reviews,
      channels.meiDirect,
    ]);
    expect(member.commands.map(({ name }) => name)).toEqual(['mission', 'silent']);
    expect(moderator.commands.map(({ name }) => name)).toEqual(['mission', 'silent', 'setup']);
  });

  it('hears what becomes of what its person does, and nothing private of others', async () => {
    const { post, listen: hear, state } = await play();
    const [own, other] = [await hear(people.lin), await hear(people.mei)];
    const typed = await post('/sandbox/interactions', {
      ...lin,
      type: 'autocomplete',
      command: 'mission',
      options: [{ type: 3, name: 'name', value: 'o', focused: true }],
    });
    const sent = await post('/sandbox/interactions', { ...lin, type: 'command', command: 'mission', options: [] });
    expect([typed.status, sent.status]).toEqual([202, 202]);
    await expect
      .poll(() => own)
      .toEqual([
        { type: 'choices', id: typed.body.id, choices: [{ name: 'One', value: 'one' }] },
        { type: 'message', channel: lin.channel, message: expect.objectContaining({ content: 'private' }) },
        { type: 'answered', id: sent.body.id },
      ]);
    expect(other).toEqual([]);
    expect((await state(people.lin)).messages[lin.channel]).toHaveLength(1);
    expect((await state(people.mei)).messages[lin.channel]).toEqual([]);
  });

  it('hears of three seconds without an answer', async () => {
    const clock = createManualClock();
    const { post, listen: hear } = await play({ clock });
    const heard = await hear(people.lin);
    const { body } = await post('/sandbox/interactions', { ...lin, type: 'command', command: 'silent', options: [] });
    clock.advance(2_999);
    expect(heard).toEqual([]);
    clock.advance(1);
    await expect.poll(() => heard).toEqual([{ type: 'failed', id: body.id }]);
  });

  it('is told why a thing cannot be done', async () => {
    const { post } = await play();
    const setup = await post('/sandbox/interactions', { ...lin, type: 'command', command: 'setup', options: [] });
    expect(setup).toEqual({ status: 400, body: { message: 'There is no such command here.' } });
    expect(await post('/sandbox/interactions', { type: 'command' })).toMatchObject({ status: 400 });
    expect(await post('/sandbox/interactions', [])).toMatchObject({ status: 400 });
  });

  it('writes messages, but no other site can', async () => {
    const { post, state } = await play();
    const message = { person: people.lin, channel: channels.general, content: 'hello' };
    expect(await post('/sandbox/messages', message)).toMatchObject({
      status: 200,
      body: { content: 'hello', author: { id: people.lin } },
    });
    expect(await post('/sandbox/messages', message, 'text/plain')).toMatchObject({ status: 400 });
    expect(await post('/sandbox/messages', { ...message, person: world.application })).toMatchObject({ status: 400 });
    expect((await state(people.mei)).messages[channels.general]).toHaveLength(1);
  });

  it('comes with its parts, as scripts without types and under a strict policy', async () => {
    const { sandbox } = await play();
    const page = await fetch(`${sandbox.origin}/`);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
    const [script] = /\/page\/[\w-]+\.ts/.exec(await page.text()) ?? [];
    const code = await fetch(`${sandbox.origin}${script}`);
    expect(code.headers.get('content-type')).toContain('text/javascript');
    expect(await code.text()).not.toContain('import type');
    expect((await fetch(`${sandbox.origin}/page/%2e%2e/index.ts`)).status).toBe(404);
    expect((await fetch(`${sandbox.origin}/healthz`)).status).toBe(404);
  });
});
