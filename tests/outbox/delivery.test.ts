import { REST } from 'discord.js';
import { PermissionFlagsBits as Flags } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Delivery, deliver, startDelivery } from '../../src/delivery.ts';
import { createMessenger } from '../../src/discord/messenger.ts';
import { createLog } from '../../src/log.ts';
import { type Outcome, type Post, plan } from '../../src/outbox.ts';
import { listenSandbox } from '../../src/sandbox/index.ts';
import { world } from '../../src/sandbox/world.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { type Database, engines } from '../store/databases.ts';
import { until } from '../store/until.ts';
import { NOON, postOf, settableClock } from './posts.ts';

const { lin } = world.people;
const { general, linDirect } = world.channels;
const MINUTE = 60_000;

let database: Database;
let store: Store;
let sandbox: Awaited<ReturnType<typeof listenSandbox>>;
let clock: ReturnType<typeof settableClock>;
let outcomes: [string, Outcome][];
let delivery: Delivery;

beforeEach(async () => {
  database = await engines.sqlite();
  store = await openStore(database.url);
  await migrate(store);
  clock = settableClock(NOON);
  sandbox = await listenSandbox({ clock });
  outcomes = [];
  delivery = {
    store,
    messenger: createMessenger(new REST({ api: sandbox.api, retries: 0 }).setToken(sandbox.token), world.application),
    clock,
    log: await createLog('silent'),
    settled: async (_, { key }, outcome) => void outcomes.push([key, outcome]),
    pause: () => 1000,
  };
});
afterEach(async () => {
  await store.close();
  await sandbox.close();
  await database.drop();
});

const posts = (channel: string = general) => sandbox.messages(channel, lin);
const requests = (method: string) => sandbox.requests.filter((request) => request.method === method);
const failing = { method: 'POST', path: /\/messages$/ };

/** Lets time pass between rounds of delivery. */
async function rounds(count: number, step = 2000): Promise<void> {
  for (let round = 0; round < count; round++) {
    await deliver(delivery);
    clock.set(clock.now() + step);
  }
}

describe('a post', () => {
  test('is sent when it is due, with its nonce, pinging nobody', async () => {
    await plan(store, postOf('a', { due: NOON + MINUTE, message: { content: '@everyone' }, marker: '@everyone' }));
    expect(await deliver(delivery)).toBe(0);
    clock.set(NOON + MINUTE);
    expect(await deliver(delivery)).toBe(1);
    const [message] = posts();
    expect(message).toMatchObject({ content: '@everyone', mention_everyone: false });
    expect(outcomes).toEqual([['test:a', { result: 'sent', message: message!.id }]]);
    expect(await deliver(delivery)).toBe(0);
  });

  test('pings the one role that it names', async () => {
    const { reviewers, moderators } = world.roles;
    const content = `<@&${reviewers}> <@&${moderators}> <@${lin}>`;
    await plan(store, postOf('a', { message: { content, role: reviewers }, marker: content }));
    await deliver(delivery);
    expect(posts()[0]).toMatchObject({ mention_roles: [reviewers], mentions: [] });
  });

  test('goes to a person', async () => {
    await plan(store, postOf('a', { channel: `user:${lin}` }));
    await deliver(delivery);
    expect(posts(linDirect)).toMatchObject([{ content: 'post a' }]);
  });

  test('is not sent any more when it has expired', async () => {
    await plan(store, postOf('a', { expires: NOON + MINUTE }));
    clock.set(NOON + MINUTE + 1);
    await deliver(delivery);
    expect(outcomes).toEqual([['test:a', { result: 'expired' }]]);
    expect(sandbox.requests).toEqual([]);
  });

  test('is planned again by nobody while its outcome is being written, or ever', async () => {
    await plan(store, postOf('a'));
    await rounds(1);
    expect(await plan(store, postOf('a'))).toBe(false);
    await rounds(2);
    expect(posts()).toHaveLength(1);
  });
});

describe('when Discord does not answer as it should', () => {
  test('a post that it took without our knowing is not sent twice', async () => {
    await plan(store, postOf('a'));
    sandbox.faults.add({ ...failing, after: true, cut: true, times: 2 });
    await rounds(1);
    sandbox.faults.clear();
    await rounds(2);
    expect(posts()).toHaveLength(1);
    expect(outcomes).toEqual([['test:a', { result: 'sent', message: posts()[0]!.id }]]);
  });

  test('nor after the nonce has lost its power: the history is asked', async () => {
    await plan(store, postOf('a'));
    for (let at = 0; at < 250; at++) sandbox.say(lin, general, `talk ${at}`);
    sandbox.faults.add({ ...failing, after: true, status: 500 });
    await deliver(delivery);
    clock.set(NOON + 10 * MINUTE);
    await deliver(delivery);
    const sent = posts().filter(({ author }) => author.id === world.application);
    expect(sent).toHaveLength(1);
    expect(outcomes).toEqual([['test:a', { result: 'sent', message: sent[0]!.id }]]);
    expect(requests('GET')).toHaveLength(3);
  });

  test('nor by somebody who copies its button', async () => {
    const forged: Post = postOf('a', { marker: 'post a', message: { content: 'post a' } });
    await plan(store, forged);
    sandbox.faults.add({ ...failing, status: 500 });
    await deliver(delivery);
    sandbox.say(lin, general, 'post a');
    clock.set(NOON + 10 * MINUTE);
    await deliver(delivery);
    expect(posts().map(({ author }) => author.id)).toEqual([lin, world.application]);
  });

  test('ten minutes without an API: one post, when it is back', async () => {
    await plan(store, postOf('a'));
    sandbox.faults.add({ path: /./, status: 503, times: 1000 });
    await rounds(10, MINUTE);
    expect(outcomes).toEqual([]);
    sandbox.faults.clear();
    await rounds(1);
    expect(posts()).toHaveLength(1);
  });

  test('an expired post whose fate is not known is looked for first', async () => {
    await plan(store, postOf('a', { expires: NOON + MINUTE }));
    sandbox.faults.add({ ...failing, after: true, status: 500 });
    await deliver(delivery);
    clock.set(NOON + 2 * MINUTE);
    await deliver(delivery);
    expect(outcomes).toEqual([['test:a', { result: 'sent', message: posts()[0]!.id }]]);
  });

  test('a permission that lacks is asked for three times, not more', async () => {
    await plan(store, postOf('a'));
    sandbox.controls.overwrite(general, world.roles.bot, { deny: Flags.SendMessages });
    await rounds(6);
    expect(outcomes).toEqual([['test:a', { result: 'refused', code: 50013 }]]);
    expect(sandbox.requests).toHaveLength(3);
  });

  test('a channel that is gone, too; a permission that comes back in time is used', async () => {
    await plan(store, postOf('gone', { channel: '1300000000000009999' }));
    await plan(store, postOf('back'));
    sandbox.controls.overwrite(general, world.roles.bot, { deny: Flags.SendMessages });
    await rounds(1);
    sandbox.controls.overwrite(general, world.roles.bot, {});
    await rounds(3);
    expect(outcomes.map(([key, { result }]) => [key, result])).toEqual([
      ['test:back', 'sent'],
      ['test:gone', 'refused'],
    ]);
  });

  test('a message that it does not understand is not sent again', async () => {
    await plan(store, postOf('a'));
    sandbox.faults.add({ ...failing, status: 400, body: { code: 50035, message: 'Invalid Form Body' } });
    await rounds(3);
    expect(outcomes).toEqual([['test:a', { result: 'refused', code: 50035 }]]);
    expect(sandbox.requests).toHaveLength(1);
  });
});

test('an outcome that cannot be written down is found out again, and told once', async () => {
  await plan(store, postOf('a'));
  let isBroken = true;
  const told = delivery.settled!;
  delivery.settled = async (within, claim, outcome) => {
    await told(within, claim, outcome);
    if (isBroken) throw new Error('the disk is full');
  };
  delivery.lease = 100;
  await deliver(delivery);
  isBroken = false;
  await until(async () => (await deliver(delivery)) > 0);
  expect(posts()).toHaveLength(1);
  expect(outcomes).toHaveLength(2);
  expect(await store.query('select state, attempts from outbox')).toEqual([{ state: 'sent', attempts: 2 }]);
});

test('a clock that is set back sends nothing again', async () => {
  await plan(store, postOf('a'));
  await plan(store, postOf('b', { due: NOON + MINUTE }));
  clock.set(NOON + MINUTE / 2);
  await deliver(delivery);
  clock.set(NOON - 60 * MINUTE);
  await deliver(delivery);
  clock.set(NOON + MINUTE);
  await deliver(delivery);
  expect(posts().map(({ content }) => content)).toEqual(['post a', 'post b']);
});

test('the running service delivers what comes due, survives a broken store, and stops at once', async () => {
  let isBroken = false;
  const query: Store['query'] = (sql, values) =>
    isBroken ? Promise.reject(new Error('gone')) : store.query(sql, values);
  const { stop } = startDelivery({ ...delivery, store: { ...store, query } });
  await plan(store, postOf('a', { due: NOON + 1000 }));
  const pass = async (isOver: () => boolean) =>
    until(() => {
      clock.set(clock.now() + 1000);
      return isOver();
    });
  await pass(() => posts().length === 1);
  isBroken = true;
  for (let second = 0; second < 5; second++) await pass(() => true);
  isBroken = false;
  await plan(store, postOf('b', { due: clock.now() }));
  await pass(() => posts().length === 2);
  await stop();
});
