import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { world } from '../../src/sandbox/world.ts';
import { open } from './client.ts';

interface Payload {
  op: number;
  t?: string;
  s?: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into events of every form.
  d?: any;
}

/** A bare gateway client: what it hears, and the code that it was closed with. */
function connect(origin: string, query = 'v=10&encoding=json') {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/gateway?${query}`);
  const heard: Payload[] = [];
  socket.on('message', (data) => heard.push(JSON.parse(String(data))));
  onTestFinished(() => socket.terminate());
  return {
    heard,
    closed: new Promise<number>((resolve) => socket.once('close', resolve)),
    opened: new Promise<void>((resolve) => socket.once('open', () => resolve())),
    send: (payload: unknown) => socket.send(typeof payload === 'string' ? payload : JSON.stringify(payload)),
    close: (code: number) => socket.close(code),
  };
}

const identity = { token: 'sandbox', intents: 1, properties: {} };

async function start(data: object = identity, options = {}) {
  const { sandbox } = await open({ gateway: { identifyWindow: 0, ...options } });
  const client = connect(sandbox.origin);
  await client.opened;
  client.send({ op: 2, d: data });
  return { sandbox, client };
}

describe('the gateway closes with the code for', () => {
  it.each([
    ['a wrong token', { ...identity, token: 'wrong' }, 4004],
    ['an impossible shard', { ...identity, shard: [1, 1] }, 4010],
    ['an unknown intent', { ...identity, intents: 1 << 30 }, 4013],
    ['an intent not given', { ...identity, intents: 1 << 15 }, 4014],
  ])('%s', async (_name, data, code) => {
    const { client } = await start(data);
    expect(await client.closed).toBe(code);
  });

  it.each([
    ['an unknown opcode', { op: 99 }, 4001],
    ['no JSON', '{', 4002],
    ['a payload above 4,096 bytes', { op: 1, d: 'x'.repeat(4096) }, 4002],
    ['talk before identifying', { op: 3, d: {} }, 4003],
  ])('%s', async (_name, payload, code) => {
    const { sandbox } = await open();
    const client = connect(sandbox.origin);
    await client.opened;
    client.send(payload);
    expect(await client.closed).toBe(code);
  });

  it('a second identify, and more than 120 payloads a minute', async () => {
    const { sandbox, client } = await start();
    client.send({ op: 2, d: identity });
    expect(await client.closed).toBe(4005);
    const other = connect(sandbox.origin);
    await other.opened;
    for (let sent = 0; sent <= 120; sent += 1) other.send({ op: 1, d: null });
    expect(await other.closed).toBe(4008);
    expect(other.heard.filter(({ op }) => op === 11)).toHaveLength(120);
  });

  it('another version', async () => {
    const { sandbox } = await open();
    expect(await connect(sandbox.origin, 'v=9&encoding=json').closed).toBe(4012);
  });
});

describe('the gateway', () => {
  it('says hello, is ready, and gives the servers', async () => {
    const { client } = await start();
    await expect.poll(() => client.heard.map(({ op, t }) => t ?? op)).toEqual([10, 'READY', 'GUILD_CREATE']);
    expect(client.heard[1]).toMatchObject({
      s: 1,
      d: { v: 10, user: { id: world.application }, guilds: [{ id: world.guild, unavailable: true }] },
    });
  });

  it('takes one identify in its window', async () => {
    const { sandbox } = await start(identity, { identifyWindow: 60_000 });
    const second = connect(sandbox.origin);
    await second.opened;
    second.send({ op: 2, d: identity });
    await expect.poll(() => second.heard.at(-1)).toMatchObject({ op: 9, d: false });
  });

  it('gives a server to one shard, and direct messages to shard 0', async () => {
    const intents = (1 << 0) | (1 << 9) | (1 << 12);
    const { sandbox, client } = await start({ ...identity, intents, shard: [0, 2] });
    const other = connect(sandbox.origin);
    await other.opened;
    other.send({ op: 2, d: { ...identity, intents, shard: [1, 2] } });
    await expect.poll(() => [client, other].every(({ heard }) => heard.some(({ t }) => t === 'READY'))).toBe(true);
    sandbox.say(world.people.lin, world.channels.general, 'server');
    sandbox.say(world.people.lin, world.channels.linDirect, 'direct');
    const events = ({ heard }: typeof client) =>
      heard.flatMap(({ t, d }) => (t === 'MESSAGE_CREATE' ? [d.channel_id] : t === 'GUILD_CREATE' ? [d.id] : []));
    const shard = Number((BigInt(world.guild) >> 22n) % 2n);
    const [first, second] = shard === 0 ? [client, other] : [other, client];
    await expect.poll(() => events(client).length + events(other).length).toBe(3);
    expect(events(first)).toContain(world.guild);
    expect(events(first)).toContain(world.channels.general);
    expect(events(client)).toContain(world.channels.linDirect);
    expect(events(second)).not.toContain(world.channels.general);
  });

  it('forgets a session that ended with 1000, and replays one that did not', async () => {
    const { sandbox, client } = await start({ ...identity, intents: (1 << 0) | (1 << 9) });
    await expect.poll(() => client.heard.length).toBe(3);
    const session_id = client.heard[1]?.d.session_id;
    client.close(4000);
    await client.closed;
    sandbox.say(world.people.lin, world.channels.general, 'missed');
    const resumed = connect(sandbox.origin);
    await resumed.opened;
    resumed.send({ op: 6, d: { token: 'sandbox', session_id, seq: 2 } });
    await expect.poll(() => resumed.heard.map(({ op, t }) => t ?? op)).toEqual([10, 'MESSAGE_CREATE', 'RESUMED']);
    resumed.close(1000);
    await resumed.closed;
    const late = connect(sandbox.origin);
    await late.opened;
    late.send({ op: 6, d: { token: 'sandbox', session_id, seq: 4 } });
    await expect.poll(() => late.heard.at(-1)).toMatchObject({ op: 9, d: false });
  });

  it('refuses to resume from a number that never was', async () => {
    const { sandbox, client } = await start();
    await expect.poll(() => client.heard.length).toBe(3);
    const session_id = client.heard[1]?.d.session_id;
    client.close(4000);
    const resumed = connect(sandbox.origin);
    await resumed.opened;
    resumed.send({ op: 6, d: { token: 'sandbox', session_id, seq: 99 } });
    expect(await resumed.closed).toBe(4007);
  });
});
