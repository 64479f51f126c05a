import { type ChatInputCommandInteraction, type Interaction, MessageFlags } from 'discord.js';
import { describe, expect, it } from 'vitest';
import type { Deed } from '../../src/sandbox/protocol.ts';
import { world } from '../../src/sandbox/world.ts';
import { createManualClock, lin } from './fixture.ts';
import { deed, name, play } from './mission.ts';

const chat = (answer: (interaction: ChatInputCommandInteraction) => unknown) => (interaction: Interaction) =>
  interaction.isChatInputCommand() ? answer(interaction) : undefined;

describe('a slash command', () => {
  it('comes with its options and is answered', async () => {
    const { sandbox } = await play(
      chat((interaction) => interaction.reply(`about ${interaction.options.getString('name')}`)),
    );
    const outcome = await sandbox.act(deed);
    expect(outcome).toMatchObject({
      kind: 'message',
      message: { content: 'about Tianwen-2', interaction_metadata: { user: { id: lin.person } } },
    });
    expect(sandbox.messages(lin.channel, world.people.mei).map(({ content }) => content)).toEqual(['about Tianwen-2']);
  });

  it('tells the bot who asks, where, and with what permissions', async () => {
    const seen: unknown[] = [];
    const { sandbox } = await play(
      chat(async (interaction) => {
        seen.push(
          interaction.locale,
          interaction.guildLocale,
          interaction.inGuild(),
          interaction.memberPermissions?.has('ManageGuild'),
          interaction.user.id,
          interaction.channelId,
          interaction.context,
        );
        await interaction.reply('ok');
      }),
    );
    await sandbox.act({ ...deed, locale: 'zh-CN' });
    await sandbox.act({ ...deed, person: world.people.mei });
    await sandbox.act({ ...deed, channel: world.channels.linDirect });
    expect(seen).toEqual([
      ...['zh-CN', 'en-US', true, false, world.people.lin, world.channels.general, 0],
      ...['en-US', 'en-US', true, true, world.people.mei, world.channels.general, 0],
      ...['en-US', null, false, undefined, world.people.lin, world.channels.linDirect, 1],
    ]);
  });

  it('resolves channels and files', async () => {
    const { sandbox } = await play(
      chat(async (interaction) => {
        const file = interaction.options.getAttachment('file', true);
        const text = await (await fetch(file.url)).text();
        await interaction.reply(
          `${interaction.options.getChannel('channel', true).name} ${file.name} ${file.size} ${text}`,
        );
      }),
    );
    const file = sandbox.upload({ filename: 'a.yaml', contentType: 'text/yaml', content: 'id: a' });
    const outcome = await sandbox.act({
      ...deed,
      options: [
        name('x'),
        { type: 7, name: 'channel', value: world.channels.spaceNews },
        { type: 11, name: 'file', value: file },
      ],
    });
    expect(outcome).toMatchObject({ message: { content: 'space-news a.yaml 5 id: a' } });
  });

  it("cannot be sent off as Discord's client would not send it", async () => {
    const { sandbox } = await play(() => expect.unreachable());
    await expect(sandbox.act({ ...deed, options: [] })).rejects.toThrow('The option name is required.');
    await expect(sandbox.act({ ...deed, command: 'nothing' })).rejects.toThrow('no such command');
    await expect(sandbox.act({ ...deed, channel: world.channels.reviews })).rejects.toThrow('no such channel');
  });

  it('defers, edits, follows up and deletes', async () => {
    const { sandbox } = await play(
      chat(async (interaction) => {
        await interaction.deferReply();
        await interaction.editReply({ content: 'late', files: [{ name: 'a.txt', attachment: Buffer.from('abc') }] });
        const second = await interaction.followUp({ content: 'private', flags: MessageFlags.Ephemeral });
        await interaction.followUp('more');
        await interaction.deleteReply(second);
      }),
    );
    const outcome = await sandbox.act(deed);
    expect(outcome).toMatchObject({ kind: 'message', message: { content: 'late', flags: 0, edited_timestamp: null } });
    await sandbox.waitForMessage(lin.channel, lin.person, ({ content }) => content === 'more');
    const file = sandbox.messages(lin.channel, lin.person)[0]?.attachments[0];
    expect(file).toMatchObject({ filename: 'a.txt', size: 3 });
    expect(await (await fetch(file?.url ?? '')).text()).toBe('abc');
  });

  it('keeps to being private once it is', async () => {
    const { sandbox } = await play(
      chat(async (interaction) => {
        await interaction.deferReply({ flags: MessageFlags.Ephemeral });
        await interaction.editReply('for you');
      }),
    );
    expect(await sandbox.act(deed)).toMatchObject({ message: { content: 'for you', flags: MessageFlags.Ephemeral } });
    expect(sandbox.messages(lin.channel, world.people.mei)).toEqual([]);
    expect(sandbox.messages(lin.channel, world.people.lin)).toHaveLength(1);
  });

  it('is answered once: 40060', async () => {
    const { sandbox, allow } = await play(
      chat(async (interaction) => {
        const { id, token, client } = interaction;
        await interaction.reply('one');
        await expect(
          client.rest.post(`/interactions/${id}/${token}/callback`, {
            body: { type: 4, data: { content: 'two' } },
            auth: false,
          }),
        ).rejects.toMatchObject({ code: 40060, status: 400 });
        await interaction.followUp('done');
      }),
    );
    allow(40060);
    await sandbox.act(deed);
    await sandbox.waitForMessage(lin.channel, lin.person, ({ content }) => content === 'done');
  });

  it('fails after three seconds, and then takes no answer: 10062', async () => {
    const clock = createManualClock();
    const late = Promise.withResolvers<unknown>();
    const { sandbox, allow } = await play(
      chat(async (interaction) => {
        clock.advance(3_000);
        late.resolve(await interaction.reply('late').catch((error) => error));
      }),
      { clock },
    );
    allow(10062);
    expect(await sandbox.act(deed)).toMatchObject({ kind: 'failed' });
    expect(await late.promise).toMatchObject({ code: 10062, status: 404 });
  });

  it('has a token for fifteen minutes: 50027', async () => {
    const clock = createManualClock();
    const late = Promise.withResolvers<unknown>();
    const { sandbox, allow } = await play(
      chat(async (interaction) => {
        await interaction.reply('in time');
        clock.advance(15 * 60_000);
        late.resolve(await interaction.editReply('late').catch((error) => error));
      }),
      { clock },
    );
    allow(50027);
    await sandbox.act(deed);
    expect(await late.promise).toMatchObject({ code: 50027 });
  });
});

describe('a message menu', () => {
  it('comes with the message', async () => {
    const { sandbox } = await play(
      (interaction) =>
        interaction.isMessageContextMenuCommand() && interaction.reply(`on ${interaction.targetMessage.content}`),
    );
    const { id } = sandbox.say(lin.person, lin.channel, "Chang'e 6 landed");
    expect(
      await sandbox.act({ ...lin, type: 'command', command: 'Find sources', options: [], target: id }),
    ).toMatchObject({ message: { content: "on Chang'e 6 landed", type: 23 } });
  });
});

describe('autocomplete', () => {
  const typing: Deed = {
    ...lin,
    type: 'autocomplete',
    command: 'mission',
    options: [{ ...name('tian'), focused: true }],
  };

  it('offers choices', async () => {
    const { sandbox } = await play(
      (interaction) =>
        interaction.isAutocomplete() &&
        interaction.respond([{ name: interaction.options.getFocused(), value: 'tianwen-2' }]),
    );
    expect(await sandbox.act(typing)).toMatchObject({
      kind: 'choices',
      choices: [{ name: 'tian', value: 'tianwen-2' }],
    });
  });

  it('takes no more than 25 choices of 100 characters', async () => {
    const many = Array.from({ length: 26 }, (_, index) => ({ name: `${index}`, value: `${index}` }));
    const { sandbox, allow } = await play(async (interaction) => {
      if (!interaction.isAutocomplete()) return;
      await expect(interaction.respond(many)).rejects.toMatchObject({ code: 50035 });
      interaction.responded = false;
      await expect(interaction.respond([{ name: 'a', value: 'v'.repeat(101) }])).rejects.toMatchObject({ code: 50035 });
      interaction.responded = false;
      await interaction.respond(many.slice(0, 25));
    });
    allow(50035);
    expect(await sandbox.act(typing)).toMatchObject({ kind: 'choices', choices: { length: 25 } });
  });
});
