import { Client, Events, GatewayIntentBits, Status } from 'discord.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { world } from '../../src/sandbox/world.ts';
import { lin, openStage } from './fixture.ts';

const deed = { ...lin, type: 'command', command: 'ping', options: [] as [] } as const;

async function play(gateway = {}, finished = onTestFinished) {
  const stage = await openStage({ gateway: { identifyWindow: 0, ...gateway } }, finished);
  const client = await stage.login((interaction) => interaction.isChatInputCommand() && interaction.reply('pong'));
  await client.application.commands.set([{ name: 'ping', description: 'Answers', integrationTypes: [0] }]);
  return { ...stage, client, counts: stage.sandbox.gateway.counts };
}

describe('logging in', () => {
  it('knows the server, its channels and the application', async () => {
    const { client } = await play();
    expect(client.guilds.cache.map(({ name }) => name)).toEqual(['Wentian sandbox']);
    expect([...client.channels.cache.values()].map((channel) => 'name' in channel && channel.name)).toEqual([
      'general',
      'space-news',
      'reviews',
    ]);
    expect(client.user.id).toBe(world.application);
    expect(client.application.id).toBe(world.application);
  });

  it('rejects a wrong token at once', async () => {
    const { sandbox, allow } = await openStage();
    allow(401);
    const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: sandbox.api } });
    await expect(client.login('wrong')).rejects.toThrow('An invalid token was provided.');
    expect(sandbox.requests).toHaveLength(1);
    await client.destroy();
  });

  it('refuses intents that the application was not given', async () => {
    const { sandbox } = await openStage();
    const client = new Client({ intents: [GatewayIntentBits.GuildMembers], rest: { api: sandbox.api } });
    await expect(client.login(sandbox.token)).rejects.toThrow('disallowed intents');
    await client.destroy();
  });

  it('stops a client whose identifies are used up', async () => {
    const { sandbox } = await openStage({ gateway: { identifies: 0 } });
    const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: sandbox.api } });
    await expect(client.login(sandbox.token)).rejects.toThrow('Not enough sessions remaining');
    await client.destroy();
  });
});

describe.concurrent('a connection that breaks', () => {
  const breaks = {
    'close code 4000': (sandbox: Awaited<ReturnType<typeof play>>['sandbox']) => sandbox.gateway.drop(4000),
    'no close at all': (sandbox: Awaited<ReturnType<typeof play>>['sandbox']) => sandbox.gateway.drop(),
    'op 7': (sandbox: Awaited<ReturnType<typeof play>>['sandbox']) => sandbox.gateway.reconnect(),
    'op 9 true': (sandbox: Awaited<ReturnType<typeof play>>['sandbox']) => sandbox.gateway.invalidate(true),
  };

  it.for(Object.entries(breaks))(
    'resumes after %s and hears what it missed',
    async ([_, interrupt], { expect, onTestFinished }) => {
      const { sandbox, counts } = await play({}, onTestFinished);
      interrupt(sandbox);
      const outcome = await sandbox.act(deed);
      expect(outcome).toMatchObject({ kind: 'message', message: { content: 'pong' } });
      await expect.poll(() => counts.resumed).toBe(1);
      expect(counts.identified).toBe(1);
    },
  );

  it('identifies again after op 9 false', async ({ expect, onTestFinished }) => {
    const { sandbox, counts } = await play({}, onTestFinished);
    sandbox.gateway.invalidate(false);
    await expect.poll(() => counts.identified, { timeout: 15_000 }).toBe(2);
    expect(await sandbox.act(deed)).toMatchObject({ kind: 'message' });
    expect(counts.resumed).toBe(0);
  });

  it('leaves a connection whose heartbeats get no answer', async ({ expect, onTestFinished }) => {
    const { sandbox, counts } = await play({ heartbeat: 150 }, onTestFinished);
    sandbox.gateway.mute(true);
    await expect.poll(() => counts.resumed, { timeout: 10_000 }).toBeGreaterThan(0);
    sandbox.gateway.mute(false);
    expect(await sandbox.act(deed)).toMatchObject({ kind: 'message' });
  });
});

describe('what the bot is told', () => {
  it('hears no message of people without the intent for it', async () => {
    const { sandbox, client } = await play();
    const heard: string[] = [];
    client.on(Events.Raw, ({ t }: { t: string }) => heard.push(t));
    sandbox.say(lin.person, lin.channel, 'hello');
    await sandbox.act(deed);
    expect(heard).toEqual(['INTERACTION_CREATE']);
  });

  it('hears messages with it, without their content', async () => {
    const { sandbox } = await openStage();
    const intents = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];
    const client = new Client({ intents, rest: { api: sandbox.api } });
    const heard: string[] = [];
    client.on(Events.MessageCreate, ({ content }) => heard.push(content));
    const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
    await client.login(sandbox.token);
    await ready;
    sandbox.say(lin.person, lin.channel, 'secret');
    sandbox.say(lin.person, lin.channel, `for <@${world.application}>`);
    await expect.poll(() => heard).toEqual(['', `for <@${world.application}>`]);
    await client.destroy();
  });

  it('learns that it was removed, and that a channel went', async () => {
    const { sandbox, client } = await play();
    sandbox.controls.deleteChannel(world.channels.spaceNews);
    await expect.poll(() => client.channels.cache.has(world.channels.spaceNews)).toBe(false);
    sandbox.controls.removeBot();
    await expect.poll(() => client.guilds.cache.size).toBe(0);
    await expect(sandbox.act(deed)).rejects.toThrow('no such command');
    sandbox.controls.addBot();
    await expect.poll(() => client.guilds.cache.size).toBe(1);
    expect(client.ws.status).toBe(Status.Ready);
  });
});
