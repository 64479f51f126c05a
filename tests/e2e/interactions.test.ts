import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  type ChatInputCommandInteraction,
  type Interaction,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { describe, expect, it } from 'vitest';
import type { Deed } from '../../src/sandbox/protocol.ts';
import { world } from '../../src/sandbox/world.ts';
import { createManualClock, lin, openStage } from './fixture.ts';

const command = {
  name: 'mission',
  description: 'Tells of a mission',
  options: [
    { type: 3, name: 'name', description: 'Which', required: true, autocomplete: true },
    { type: 7, name: 'channel', description: 'Where' },
    { type: 11, name: 'file', description: 'From' },
  ],
};
const name = (value: string) => ({ type: 3, name: 'name', value });
const deed: Extract<Deed, { type: 'command' }> = {
  ...lin,
  type: 'command',
  command: 'mission',
  options: [name('Tianwen-2')],
};

async function play(handle: (interaction: Interaction) => unknown, options = {}) {
  const stage = await openStage(options);
  const client = await stage.login(handle);
  await client.application.commands.set([command, { name: 'Find sources', type: 3 }]);
  return { ...stage, client };
}

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

const row = (...components: (ButtonBuilder | StringSelectMenuBuilder)[]) =>
  new ActionRowBuilder<ButtonBuilder | StringSelectMenuBuilder>().addComponents(components);
const button = new ButtonBuilder({ customId: 'more', label: 'More', style: ButtonStyle.Primary });
const form = new ModalBuilder({ customId: 'form', title: 'Suggest' }).addLabelComponents(
  new LabelBuilder()
    .setLabel('State')
    .setStringSelectMenuComponent(
      new StringSelectMenuBuilder({ customId: 'state', options: [{ label: 'Planned', value: 'planned' }] }),
    ),
  new LabelBuilder()
    .setLabel('Text')
    .setTextInputComponent(new TextInputBuilder({ customId: 'text', style: TextInputStyle.Paragraph, maxLength: 20 })),
);

describe('components and forms', () => {
  it('a button updates its message', async () => {
    const { sandbox } = await play(async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.reply({ content: 'short', components: [row(button)] });
      if (interaction.isButton())
        await interaction.update({ content: `${interaction.message.content}, long`, components: [] });
    });
    const first = await sandbox.act(deed);
    const message = first.kind === 'message' ? first.message.id : '';
    const press = { ...lin, type: 'component', message, customId: 'more' } as const;
    await expect(sandbox.act({ ...press, customId: 'less' })).rejects.toThrow('nothing to press');
    expect(await sandbox.act(press)).toMatchObject({
      kind: 'message',
      message: { id: message, content: 'short, long', components: [] },
    });
    await expect(sandbox.act(press)).rejects.toThrow('nothing to press');
  });

  it('a select opens a form, and the form is answered', async () => {
    const select = new StringSelectMenuBuilder({ customId: 'kind', options: [{ label: 'Mission', value: 'mission' }] });
    const { sandbox } = await play(async (interaction) => {
      if (interaction.isChatInputCommand())
        await interaction.reply({ content: 'which?', components: [row(select)], flags: MessageFlags.Ephemeral });
      if (interaction.isStringSelectMenu()) await interaction.showModal(form);
      if (interaction.isModalSubmit())
        await interaction.reply(
          `${interaction.fields.getTextInputValue('text')} ${interaction.fields.getStringSelectValues('state')}`,
        );
    });
    const first = await sandbox.act(deed);
    const message = first.kind === 'message' ? first.message.id : '';
    await expect(
      sandbox.act({ ...lin, type: 'component', message, customId: 'kind', values: ['other'] }),
    ).rejects.toThrow('no such choice');
    const opened = await sandbox.act({ ...lin, type: 'component', message, customId: 'kind', values: ['mission'] });
    expect(opened).toMatchObject({ kind: 'modal', modal: { title: 'Suggest' } });
    const submit = { ...lin, type: 'modal', id: opened.id, customId: 'form' } as const;
    const fields = (text: string) => [
      { customId: 'text', value: text },
      { customId: 'state', values: ['planned'] },
    ];
    await expect(sandbox.act({ ...submit, fields: fields('x'.repeat(21)) })).rejects.toThrow('too short or too long');
    expect(await sandbox.act({ ...submit, fields: fields('It flew') })).toMatchObject({
      kind: 'message',
      message: { content: 'It flew planned' },
    });
  });

  it('a form never answers a form', async () => {
    const { sandbox, allow } = await play(async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.showModal(form);
      if (!interaction.isModalSubmit()) return;
      const { id, token, client } = interaction;
      await expect(
        client.rest.post(`/interactions/${id}/${token}/callback`, { body: { type: 9, data: form.toJSON() } }),
      ).rejects.toMatchObject({ code: 50035 });
      await interaction.reply('fine');
    });
    allow(50035);
    const opened = await sandbox.act(deed);
    const fields = [
      { customId: 'text', value: 'x' },
      { customId: 'state', values: ['planned'] },
    ];
    expect(await sandbox.act({ ...lin, type: 'modal', id: opened.id, customId: 'form', fields })).toMatchObject({
      message: { content: 'fine' },
    });
  });
});
