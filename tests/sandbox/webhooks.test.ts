import { expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { world } from '../../src/sandbox/world.ts';
import { createManualClock, lin } from '../e2e/fixture.ts';
import { open } from './client.ts';

interface Received {
  id: string;
  token: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into interactions of every form.
  [key: string]: any;
}

const commands = [{ name: 'mission', description: 'Tells', integration_types: [0, 1], contexts: [0, 1, 2] }];
const deed = { ...lin, type: 'command', command: 'mission', options: [] as [] } as const;

/** A bot by hand: the next interaction it was sent, and requests to answer with. */
async function play(options = {}) {
  const { sandbox, send } = await open(options);
  const socket = new WebSocket(`${sandbox.origin.replace('http', 'ws')}/gateway?v=10&encoding=json`);
  onTestFinished(() => socket.terminate());
  const received: Received[] = [];
  let isReady = false;
  socket.on('message', (data) => {
    const { t, d } = JSON.parse(String(data));
    if (t === 'INTERACTION_CREATE') received.push(d);
    if (t === 'GUILD_CREATE') isReady = true;
  });
  socket.on('open', () =>
    socket.send(JSON.stringify({ op: 2, d: { token: sandbox.token, intents: 1, properties: {} } })),
  );
  await send('PUT', `/applications/${world.application}/commands`, commands);
  await expect.poll(() => isReady).toBe(true);
  const begin = async (what: Parameters<typeof sandbox.begin>[0] = deed) => {
    sandbox.begin(what);
    await expect.poll(() => received.length).toBe(1);
    return received.shift()!;
  };
  const callback = ({ id, token }: Received, body: object, query = '') =>
    send('POST', `/interactions/${id}/${token}/callback${query}`, body, '');
  const webhook = (method: string, { token }: Received, path = '', body?: object) =>
    send(method, `/webhooks/${world.application}/${token}${path}`, body, '');
  return { sandbox, begin, callback, webhook };
}

it('a callback gives nothing back, or what it made when it is asked', async () => {
  const { begin, callback } = await play();
  expect(await callback(await begin(), { type: 4, data: { content: 'x' } })).toMatchObject({ status: 204, body: '' });
  const asked = await callback(
    await begin(),
    { type: 5, data: { flags: 64, content: 'ignored' } },
    '?with_response=true',
  );
  expect(asked).toMatchObject({
    status: 200,
    body: {
      interaction: { type: 2, response_message_loading: true, response_message_ephemeral: true },
      resource: { type: 5, message: { content: '', flags: 64 | 128 } },
    },
  });
});

it('@original is read, changed and deleted, encoded or not; then there is none: 10008', async () => {
  const { begin, callback, webhook } = await play();
  const interaction = await begin();
  expect(await webhook('PATCH', interaction, '/messages/@original', { content: 'early' })).toMatchObject({
    status: 404,
    body: { code: 10015 },
  });
  await callback(interaction, { type: 4, data: { content: 'one' } });
  expect((await webhook('PATCH', interaction, '/messages/%40original', { content: 'two' })).body.content).toBe('two');
  expect((await webhook('GET', interaction, '/messages/@original')).body.content).toBe('two');
  expect((await webhook('PATCH', interaction, '/messages/@original', { flags: 64 })).body.flags).toBe(0);
  expect((await webhook('DELETE', interaction, '/messages/@original')).status).toBe(204);
  expect(await webhook('PATCH', interaction, '/messages/@original', { content: 'three' })).toMatchObject({
    status: 404,
    body: { code: 10008 },
  });
});

it('the first follow-up of a deferral becomes its answer', async () => {
  const { sandbox, begin, callback, webhook } = await play();
  const interaction = await begin();
  await callback(interaction, { type: 5 });
  await webhook('POST', interaction, '', { content: 'here' });
  await webhook('POST', interaction, '', { content: 'more', flags: 64 });
  expect(sandbox.messages(lin.channel, lin.person).map(({ content, flags }) => [content, flags])).toEqual([
    ['here', 0],
    ['more', 64],
  ]);
  expect(sandbox.messages(lin.channel, world.people.mei)).toHaveLength(1);
});

it('an answer that is refused leaves the interaction open', async () => {
  const { begin, callback } = await play();
  const interaction = await begin();
  const refused = await callback(interaction, { type: 4, data: { embeds: [{ title: 'x'.repeat(257) }] } });
  expect(refused.body.errors.data.embeds['0'].title._errors[0]).toEqual({
    code: 'BASE_TYPE_MAX_LENGTH',
    message: 'Must be 256 or fewer in length.',
  });
  expect(await callback(interaction, { type: 4, data: {} })).toMatchObject({ body: { code: 50006 } });
  expect(await callback(interaction, { type: 7, data: { content: 'x' } })).toMatchObject({ body: { code: 50035 } });
  expect(await callback(interaction, { type: 8, data: { choices: [] } })).toMatchObject({ body: { code: 50035 } });
  expect(await callback(interaction, { type: 4, data: { content: 'x' } })).toMatchObject({ status: 204 });
});

it('a form has at most five parts', async () => {
  const { begin, callback } = await play();
  const part = (index: number) => ({
    type: 18,
    label: 'Text',
    component: { type: 4, style: 1, custom_id: `${index}` },
  });
  const form = (parts: number) => ({
    type: 9,
    data: { custom_id: 'f', title: 'T', components: Array.from({ length: parts }, (_, index) => part(index)) },
  });
  const interaction = await begin();
  expect(await callback(interaction, form(6))).toMatchObject({
    status: 400,
    body: { code: 50035, errors: { data: { components: {} } } },
  });
  expect(await callback(interaction, { ...form(1), data: { ...form(1).data, title: 'x'.repeat(46) } })).toMatchObject({
    body: { errors: { data: { title: {} } } },
  });
  expect((await callback(interaction, form(5))).status).toBe(204);
});

it('an interaction carries every field that clients read unguarded', async () => {
  const { sandbox, begin } = await play();
  expect(await begin()).toMatchObject({
    ...{
      application_id: world.application,
      type: 2,
      version: 1,
      context: 0,
      guild_id: world.guild,
      locale: 'en-US',
      guild_locale: 'en-US',
    },
    ...{ channel: { id: lin.channel, type: 0 }, entitlements: [], app_permissions: expect.stringMatching(/^\d+$/) },
    member: { user: { id: lin.person }, permissions: expect.stringMatching(/^\d+$/), roles: [] },
    authorizing_integration_owners: { 0: world.guild, 1: lin.person },
    data: { name: 'mission', type: 1, options: [] },
  });
  const direct = await begin({ ...deed, channel: world.channels.linDirect });
  expect(direct).toMatchObject({ context: 1, user: { id: lin.person }, authorizing_integration_owners: { 0: '0' } });
  expect(direct).not.toHaveProperty('member');
  expect(direct).not.toHaveProperty('guild_id');
  sandbox.controls.removeBot();
  expect((await begin()).authorizing_integration_owners).toEqual({ 1: lin.person });
});

it('a token is not taken for another interaction, nor after its time', async () => {
  const clock = createManualClock();
  const { begin, callback, webhook } = await play({ clock });
  const [first, second] = [await begin(), await begin()];
  expect(await callback({ ...first, token: second.token }, { type: 5 })).toMatchObject({
    status: 404,
    body: { code: 10062 },
  });
  await callback(first, { type: 4, data: { content: 'x' } });
  clock.advance(3_000);
  expect(await callback(second, { type: 5 })).toMatchObject({ status: 404, body: { code: 10062 } });
  expect(await webhook('POST', first, '', { content: 'y' })).toMatchObject({ status: 200 });
  clock.advance(15 * 60_000);
  expect(await webhook('POST', first, '', { content: 'z' })).toMatchObject({ status: 401, body: { code: 50027 } });
});

it('nothing of a token is in the list of requests', async () => {
  const { sandbox, begin, callback, webhook } = await play();
  const interaction = await begin();
  await callback(interaction, { type: 4, data: { content: 'x' } });
  await webhook('GET', interaction, '/messages/@original');
  expect(sandbox.requests).toHaveLength(3);
  expect(JSON.stringify(sandbox.requests)).not.toContain(interaction.token);
});
