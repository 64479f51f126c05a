import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { describe, expect, it } from 'vitest';
import { lin } from './fixture.ts';
import { deed, play } from './mission.ts';

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
