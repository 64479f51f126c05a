import { PermissionFlagsBits as Flags } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { world } from '../../src/sandbox/world.ts';
import { createManualClock } from '../e2e/fixture.ts';
import { open } from './client.ts';

const { channels, people, roles } = world;
const general = `/channels/${channels.general}/messages`;
const row = (...components: object[]) => ({ type: 1, components });
const button = (custom_id: string) => ({ type: 2, style: 1, label: 'Go', custom_id });
const field = (value: string) => ({ name: 'n', value });

describe('a message that Discord would refuse', () => {
  const refused: [name: string, body: object, path: string][] = [
    ['2,001 characters', { content: 'x'.repeat(2001) }, 'content'],
    ['a title of 257', { embeds: [{ title: 'x'.repeat(257) }] }, 'embeds.0.title'],
    ['a description of 4,097', { embeds: [{ description: 'x'.repeat(4097) }] }, 'embeds.0.description'],
    ['26 fields', { embeds: [{ fields: Array(26).fill(field('v')) }] }, 'embeds.0.fields'],
    ['a field of 1,025', { embeds: [{ fields: [field('x'.repeat(1025))] }] }, 'embeds.0.fields.0.value'],
    ['an empty field', { embeds: [{ fields: [field(' ')] }] }, 'embeds.0.fields.0.value'],
    ['a footer of 2,049', { embeds: [{ footer: { text: 'x'.repeat(2049) } }] }, 'embeds.0.footer.text'],
    ['eleven embeds', { embeds: Array(11).fill({ title: 'x' }) }, 'embeds'],
    [
      '6,001 characters in all embeds',
      { embeds: [{ description: 'x'.repeat(4000) }, { description: 'x'.repeat(2001) }] },
      'embeds',
    ],
    ['a script as address', { embeds: [{ title: 'x', url: 'javascript:alert(1)' }] }, 'embeds.0.url'],
    ['a file as picture', { embeds: [{ image: { url: 'file:///etc/passwd' } }] }, 'embeds.0.image.url'],
    [
      'six rows',
      { content: 'x', components: Array.from({ length: 6 }, (_, index) => row(button(`${index}`))) },
      'components',
    ],
    [
      'six buttons in a row',
      { content: 'x', components: [row(...Array.from({ length: 6 }, (_, index) => button(`${index}`)))] },
      'components.0.components',
    ],
    [
      'the same custom id twice',
      { content: 'x', components: [row(button('a'), button('a'))] },
      'components.0.components.1.custom_id',
    ],
    [
      'a label of 81',
      { content: 'x', components: [row({ ...button('a'), label: 'x'.repeat(81) })] },
      'components.0.components.0.label',
    ],
    [
      'a custom id of 101',
      { content: 'x', components: [row(button('x'.repeat(101)))] },
      'components.0.components.0.custom_id',
    ],
    [
      'a link without address',
      { content: 'x', components: [row({ type: 2, style: 5, label: 'x' })] },
      'components.0.components.0.url',
    ],
    ['a nonce of 26', { content: 'x', nonce: 'x'.repeat(26) }, 'nonce'],
    [
      'both ways to allow mentions',
      { content: 'x', allowed_mentions: { parse: ['users'], users: [people.lin] } },
      'allowed_mentions',
    ],
  ];

  it.each(refused)('%s', async (_name, body, path) => {
    const { send } = await open();
    const { status, body: answer } = await send('POST', general, body);
    expect({ status, code: answer.code, message: answer.message }).toEqual({
      status: 400,
      code: 50035,
      message: 'Invalid Form Body',
    });
    const problems = path.split('.').reduce((node, key) => node?.[key], answer.errors);
    expect(problems?._errors?.[0]).toEqual({ code: expect.any(String), message: expect.any(String) });
  });

  it.each([[{}], [{ content: ' ' }], [{ embeds: [{}] }]])('an empty one: %j', async (body) => {
    const { send } = await open();
    expect(await send('POST', general, body)).toMatchObject({
      status: 400,
      body: { code: 50006, message: 'Cannot send an empty message' },
    });
  });

  it('at the limits is taken', async () => {
    const { send } = await open();
    const embeds = [{ title: 'x'.repeat(256), description: 'x'.repeat(4096), footer: { text: 'x'.repeat(1648) } }];
    expect(await send('POST', general, { content: 'x'.repeat(2000), embeds, nonce: 'x'.repeat(25) })).toMatchObject({
      status: 200,
    });
  });
});

describe('permissions', () => {
  it.each([
    ['View Channel', Flags.ViewChannel, {}, 50001],
    ['Send Messages', Flags.SendMessages, {}, 50013],
    ['Embed Links', Flags.EmbedLinks, { embeds: [{ title: 'x' }] }, 50013],
  ])('without %s', async (_name, deny, extra, code) => {
    const { sandbox, send } = await open();
    sandbox.controls.overwrite(channels.general, roles.bot, { deny });
    expect(await send('POST', general, { content: 'x', ...extra })).toMatchObject({ status: 403, body: { code } });
    sandbox.controls.overwrite(channels.general, world.application, { allow: deny });
    expect(await send('POST', general, { content: 'x', ...extra })).toMatchObject({ status: 200 });
  });

  it('end with the membership, the channel, or the person who wants none', async () => {
    const { sandbox, send } = await open();
    sandbox.controls.closeDirect(channels.linDirect);
    expect(await send('POST', `/channels/${channels.linDirect}/messages`, { content: 'x' })).toMatchObject({
      body: { code: 50007 },
    });
    sandbox.controls.removeBot();
    expect(await send('POST', general, { content: 'x' })).toMatchObject({ status: 403, body: { code: 50001 } });
    sandbox.controls.deleteChannel(channels.general);
    expect(await send('POST', general, { content: 'x' })).toMatchObject({ status: 404, body: { code: 10003 } });
  });

  it('protect the messages of others', async () => {
    const { sandbox, send } = await open();
    const { id } = sandbox.say(people.lin, channels.general, 'mine');
    expect(await send('PATCH', `${general}/${id}`, { content: 'x' })).toMatchObject({
      status: 403,
      body: { code: 50005 },
    });
    expect(await send('DELETE', `${general}/${id}`)).toMatchObject({ status: 403, body: { code: 50013 } });
    expect(await send('DELETE', `${general}/1`)).toMatchObject({ status: 404, body: { code: 10008 } });
  });
});

describe('mentions', () => {
  const content = `<@${people.lin}> <@&${roles.reviewers}> <@&${roles.moderators}> @everyone`;
  const pings = ({
    body,
  }: {
    body: { mentions: { id: string }[]; mention_roles: string[]; mention_everyone: boolean };
  }) => [body.mentions.map(({ id }) => id), body.mention_roles, body.mention_everyone];

  it('reach whom the text names and the bot may mention', async () => {
    const { sandbox, send } = await open();
    expect(pings(await send('POST', general, { content }))).toEqual([[people.lin], [roles.reviewers], false]);
    sandbox.controls.overwrite(channels.general, roles.bot, { allow: Flags.MentionEveryone });
    expect(pings(await send('POST', general, { content }))).toEqual([
      [people.lin],
      [roles.reviewers, roles.moderators],
      true,
    ]);
  });

  it('reach nobody, or only whom allowed_mentions lets through', async () => {
    const { sandbox, send } = await open();
    sandbox.controls.overwrite(channels.general, roles.bot, { allow: Flags.MentionEveryone });
    expect(pings(await send('POST', general, { content, allowed_mentions: { parse: [] } }))).toEqual([[], [], false]);
    expect(pings(await send('POST', general, { content, allowed_mentions: { roles: [roles.reviewers] } }))).toEqual([
      [],
      [roles.reviewers],
      false,
    ]);
  });
});

describe('posting', () => {
  it('the same enforced nonce gives the earlier message, for a few minutes', async () => {
    const clock = createManualClock();
    const { sandbox, send } = await open({ clock });
    const body = { content: 'daily', nonce: 'n1', enforce_nonce: true };
    const first = await send('POST', general, body);
    clock.advance(60_000);
    expect((await send('POST', general, body)).body.id).toBe(first.body.id);
    expect((await send('POST', general, { ...body, enforce_nonce: false })).body.id).not.toBe(first.body.id);
    clock.advance(10 * 60_000);
    await send('POST', general, body);
    expect(sandbox.messages(channels.general, people.lin)).toHaveLength(3);
  });

  it('files are kept and served, and an embed can show one', async () => {
    const { send } = await open();
    const form = new FormData();
    const embeds = [{ image: { url: 'attachment://a.png' } }];
    form.set('payload_json', JSON.stringify({ embeds, attachments: [{ id: 0, description: 'A map' }, { id: '1' }] }));
    form.set('files[0]', new Blob(['png'], { type: 'image/png' }), 'a.png');
    form.set('files[1]', new Blob(['<script>'], { type: 'text/html' }), 'b.html');
    const { body } = await send('POST', general, form);
    expect(body.attachments).toMatchObject([{ filename: 'b.html', size: 8 }]);
    const picture = await fetch(body.embeds[0].image.url);
    expect([await picture.text(), picture.headers.get('content-type')]).toEqual(['png', 'image/png']);
    const page = await fetch(body.attachments[0].url);
    expect([page.headers.get('content-type'), page.headers.get('content-disposition')]).toEqual([
      'application/octet-stream',
      'attachment',
    ]);
    const kept = await send('PATCH', `${general}/${body.id}`, { content: 'x', attachments: [] });
    expect(kept.body).toMatchObject({ attachments: [], content: 'x', edited_timestamp: expect.any(String) });
  });

  it('history goes by before, after and limit, newest first', async () => {
    const { sandbox, send } = await open();
    const ids = [...'abcde'].map((content) => sandbox.say(people.lin, channels.general, content).id);
    const list = async (query: string) =>
      (await send('GET', `${general}?${query}`)).body.map(({ content }: { content: string }) => content).join('');
    expect(await list('')).toBe('edcba');
    expect(await list('limit=2')).toBe('ed');
    expect(await list(`before=${ids[2]}&limit=1`)).toBe('b');
    expect(await list(`after=${ids[1]}&limit=2`)).toBe('dc');
  });

  it('a thread opens from a message and takes messages', async () => {
    const { send } = await open();
    const { body } = await send('POST', general, { content: 'today' });
    const thread = await send('POST', `${general}/${body.id}/threads`, { name: 'Discuss' });
    expect(thread).toMatchObject({
      status: 201,
      body: { id: body.id, type: 11, parent_id: channels.general, name: 'Discuss' },
    });
    expect(await send('POST', `/channels/${body.id}/messages`, { content: 'first' })).toMatchObject({ status: 200 });
    expect(await send('POST', `${general}/${body.id}/threads`, { name: 'Again' })).toMatchObject({
      body: { code: 160004 },
    });
  });

  it('a direct message goes to its person', async () => {
    const { sandbox, send } = await open();
    const { body } = await send('POST', '/users/@me/channels', { recipient_id: people.mei });
    await send('POST', `/channels/${body.id}/messages`, { content: 'hello' });
    expect(sandbox.messages(channels.meiDirect, people.mei)).toMatchObject([{ content: 'hello' }]);
  });
});
