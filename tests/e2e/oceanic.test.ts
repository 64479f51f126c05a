import { type AnyInteractionGateway, Client } from 'oceanic.js';
import { expect, it, onTestFinished } from 'vitest';
import { lin, openStage } from './fixture.ts';

async function login(handle: (interaction: AnyInteractionGateway) => Promise<unknown>) {
  const stage = await openStage();
  const { sandbox, report } = stage;
  const client = new Client({
    auth: `Bot ${sandbox.token}`,
    gateway: { intents: ['GUILDS'], autoReconnect: false },
    rest: { baseURL: `${sandbox.api}/v10` },
  });
  client.on('error', report);
  client.on('interactionCreate', (interaction) => void handle(interaction).catch(report));
  onTestFinished(() => client.disconnect(false));
  const ready = new Promise<void>((resolve) => client.once('ready', resolve));
  await client.connect();
  await ready;
  return { ...stage, client };
}

it('serves a second, independent client: command, choices, button, deferral, form, file', async () => {
  const { sandbox, client } = await login(async (interaction) => {
    if (interaction.isAutocompleteInteraction()) return interaction.result([{ name: 'One', value: 'one' }]);
    if (interaction.isModalSubmitInteraction())
      return interaction.createMessage({ content: `form ${interaction.data.components.getTextInput('text')}` });
    if (interaction.isComponentInteraction())
      return interaction.createModal({
        customID: 'form',
        title: 'Form',
        components: [{ type: 18, label: 'Text', component: { type: 4, style: 1, customID: 'text' } }],
      });
    if (!interaction.isCommandInteraction()) return undefined;
    await interaction.defer();
    const components = [{ type: 1, components: [{ type: 2, style: 1, label: 'Form', customID: 'open' }] }];
    return interaction.editOriginal({
      content: `about ${interaction.data.options.getString('name')}`,
      components,
      files: [{ name: 'a.txt', contents: Buffer.from('abc') }],
    } as never);
  });
  const option = { type: 3, name: 'name', description: 'Which', autocomplete: true };
  await client.application.bulkEditGlobalCommands([
    { type: 1, name: 'mission', description: 'Tells', options: [option] },
  ] as never);
  const command = { ...lin, command: 'mission' };
  const chosen = await sandbox.act({
    ...command,
    type: 'autocomplete',
    options: [{ type: 3, name: 'name', value: 'o', focused: true }],
  });
  expect(chosen).toMatchObject({ kind: 'choices', choices: [{ name: 'One', value: 'one' }] });
  const answer = await sandbox.act({ ...command, type: 'command', options: [{ type: 3, name: 'name', value: 'one' }] });
  expect(answer).toMatchObject({
    kind: 'message',
    message: { content: 'about one', attachments: [{ filename: 'a.txt', size: 3 }] },
  });
  const message = answer.kind === 'message' ? answer.message.id : '';
  const opened = await sandbox.act({ ...lin, type: 'component', message, customId: 'open' });
  expect(opened).toMatchObject({ kind: 'modal', modal: { custom_id: 'form' } });
  const sent = await sandbox.act({
    ...lin,
    type: 'modal',
    id: opened.id,
    customId: 'form',
    fields: [{ customId: 'text', value: 'filled' }],
  });
  expect(sent).toMatchObject({ kind: 'message', message: { content: 'form filled' } });
});

it('serves its REST side: a message, its edit, history and removal', async () => {
  const { sandbox, client } = await login(async () => {});
  const sent = await client.rest.channels.createMessage(lin.channel, { content: 'one', embeds: [{ title: 'A' }] });
  await client.rest.channels.editMessage(lin.channel, sent.id, { content: 'two' });
  expect((await client.rest.channels.getMessages(lin.channel)).map(({ content }) => content)).toEqual(['two']);
  await client.rest.channels.deleteMessage(lin.channel, sent.id);
  expect(sandbox.messages(lin.channel, lin.person)).toEqual([]);
});
