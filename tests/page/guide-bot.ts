import {
  type APIEmbed,
  type APIModalInteractionResponseCallbackData,
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  Client,
  type Interaction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  type StringSelectMenuInteraction,
} from 'discord.js';
import type { StartBot } from './browser.ts';

const MISSIONS = ['Tianwen-1', 'Tianwen-2', "Chang'e-6"];

const text = (name: string, extra: object = {}) => ({ type: 3, name, description: `The ${name}`, ...extra });
const chinese = (description: string) => ({ description_localizations: { 'zh-CN': description } });

const commands = [
  {
    name: 'mission',
    description: 'What a mission does',
    ...chinese('任务介绍'),
    options: [text('name', { required: true, autocomplete: true })],
  },
  {
    name: 'search',
    description: 'Finds entries',
    options: [
      text('query', { required: true }),
      text('kind', {
        choices: [
          { name: 'finding', value: 'f' },
          { name: 'body', value: 'b' },
        ],
      }),
      { type: 4, name: 'limit', description: 'How many' },
    ],
  },
  {
    name: 'daily',
    description: 'Daily posts',
    options: [
      {
        type: 1,
        name: 'set',
        description: 'Starts daily posts',
        options: [{ type: 7, name: 'channel', description: 'Where', required: true }, text('time', { required: true })],
      },
      { type: 1, name: 'off', description: 'Stops daily posts' },
    ],
  },
  {
    name: 'entry',
    description: 'Entries',
    options: [
      {
        type: 1,
        name: 'import',
        description: 'From a file',
        options: [
          { type: 11, name: 'file', description: 'The file', required: true },
          { type: 8, name: 'role', description: 'Whom' },
        ],
      },
    ],
  },
  { name: 'form', description: 'Opens a form' },
  { name: 'slow', description: 'Takes a while' },
  { name: 'silent', description: 'Never answers' },
  { name: 'locked', description: 'For moderators', default_member_permissions: '32', contexts: [0] },
  { name: 'Find sources', type: 3 },
];

const card = (name: string, step: string): APIEmbed => ({
  color: 0xff9466,
  title: name,
  url: 'https://example.org/mission',
  description: `**On its way.** ${step}`,
  fields: ['Status', 'Agency', 'Type'].map((label) => ({ name: label, value: 'known', inline: true })),
  footer: { text: 'Checked' },
});

const buttons = {
  type: 1,
  components: [
    { type: 2, style: 2, label: 'Timeline', custom_id: 'timeline' },
    { type: 2, style: 4, label: 'Broken', custom_id: 'broken' },
    { type: 2, style: 2, label: 'Off', custom_id: 'off', disabled: true },
    { type: 2, style: 5, label: 'CNSA', url: 'https://example.org/' },
  ],
} as const;

const select = {
  type: 1,
  components: [
    {
      type: 3,
      custom_id: 'related',
      placeholder: 'Related',
      options: MISSIONS.map((label) => ({ label, value: label })),
    },
  ],
} as const;

const input = (custom_id: string, style: 1 | 2, extra: object = {}) =>
  ({ type: 4, custom_id, style, ...extra }) as const;

const form: APIModalInteractionResponseCallbackData = {
  custom_id: 'form',
  title: 'Suggest a mission',
  components: [
    { type: 18, label: 'Name', description: 'In English or Chinese', component: input('name', 1, { max_length: 40 }) },
    {
      type: 18,
      label: 'State',
      component: {
        type: 3,
        custom_id: 'state',
        options: [
          { label: 'happened', value: 'happened', default: true },
          { label: 'planned', value: 'planned' },
        ],
      },
    },
    { type: 18, label: 'Text', component: input('text', 2, { required: false, value: 'As it was.' }) },
  ],
};

type Slash = (interaction: ChatInputCommandInteraction) => Promise<unknown>;

const told = (interaction: ChatInputCommandInteraction) =>
  JSON.stringify(
    interaction.options.data.map(({ name, value, options }) => [name, value, options?.map((one) => one.value)]),
  );
const note = (content: string) => ({ content, flags: MessageFlags.Ephemeral }) as const;

const slash: Record<string, Slash> = {
  mission: (interaction) => {
    const name = interaction.options.getString('name', true);
    const found = MISSIONS.find((mission) => plain(mission) === plain(name)) ?? name;
    return interaction.reply({ embeds: [card(found, 'First.')], components: [buttons, select] });
  },
  search: (interaction) => interaction.reply(`searched ${told(interaction)} in ${interaction.locale}`),
  daily: (interaction) => interaction.reply(note(`${interaction.options.getSubcommand()} ${told(interaction)}`)),
  entry: (interaction) => {
    const { name, size } = interaction.options.getAttachment('file', true);
    return interaction.reply(note(`${name} has ${size} bytes for ${interaction.options.getRole('role')?.name}`));
  },
  form: (interaction) => interaction.showModal(form),
  slow: async (interaction) => {
    await interaction.deferReply();
    setTimeout(() => interaction.editReply('Done at last.'), 300);
  },
};

const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');

const complete = (interaction: AutocompleteInteraction) =>
  interaction.respond(
    MISSIONS.filter((name) => plain(name).includes(plain(interaction.options.getFocused()))).map((name) => ({
      name,
      value: name,
    })),
  );

const press = async (interaction: ButtonInteraction) =>
  interaction.customId === 'timeline' &&
  interaction.update({ embeds: [card('Tianwen-2', 'Second.')], components: [buttons] });

const choose = (interaction: StringSelectMenuInteraction) => interaction.reply(note(`chose ${interaction.values}`));
const submit = (interaction: ModalSubmitInteraction) =>
  interaction.reply(
    note(`form ${interaction.fields.getTextInputValue('name')} ${interaction.fields.getStringSelectValues('state')}`),
  );
const source = (interaction: MessageContextMenuCommandInteraction) =>
  interaction.reply(note(`sources of ${interaction.targetMessage.content}`));

function answer(interaction: Interaction): unknown {
  if (interaction.isAutocomplete()) return complete(interaction);
  if (interaction.isChatInputCommand()) return slash[interaction.commandName]?.(interaction);
  if (interaction.isMessageContextMenuCommand()) return source(interaction);
  if (interaction.isButton()) return press(interaction);
  if (interaction.isStringSelectMenu()) return choose(interaction);
  return interaction.isModalSubmit() ? submit(interaction) : undefined;
}

/** A small bot on the real discord.js that uses everything the page can show. */
export const startGuideBot: StartBot = async ({ api, token }) => {
  const client = new Client({ intents: [], rest: { api, version: '10' } });
  client.on('interactionCreate', answer);
  const ready = new Promise((resolve) => client.once('clientReady', resolve));
  await client.login(token);
  await ready;
  await client.application!.commands.set(commands);
  return () => client.destroy();
};
