import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { APIMessage } from 'discord-api-types/v10';
import { pino } from 'pino';
import { type Clock, systemClock } from '../../src/clock.ts';
import { createDaily } from '../../src/daily/daily.ts';
import type { Result } from '../../src/daily/subscriptions.ts';
import { type Delivery, startDelivery } from '../../src/delivery.ts';
import { connect, type Gateway } from '../../src/discord/gateway.ts';
import { createGuilds } from '../../src/discord/guilds.ts';
import { createMessenger } from '../../src/discord/messenger.ts';
import { openRest } from '../../src/discord/rest.ts';
import { listenSandbox } from '../../src/sandbox/index.ts';
import type { DeedOption } from '../../src/sandbox/protocol.ts';
import { world } from '../../src/sandbox/world.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/open.ts';
import { library, testBot } from '../fixture.ts';
import { makeFolder } from '../folders.ts';

const { lin, mei } = world.people;
const { spaceNews, reviews } = world.channels;
const log = pino({ level: 'silent' });

export const MINUTE = 60_000;

/** A time of day that a test sets; nobody waits for long. */
function settableClock(start: number): Clock & { move(milliseconds: number): void; set(now: number): void } {
  let offset = start - Date.now();
  return {
    now: () => Date.now() + offset,
    move: (milliseconds) => {
      offset += milliseconds;
    },
    set: (now) => {
      offset = now - Date.now();
    },
    after(milliseconds, task) {
      const timer = setTimeout(task, Math.min(milliseconds, 25));
      return () => clearTimeout(timer);
    },
  };
}

export const isDaily = ({ components = [] }: APIMessage): boolean => JSON.stringify(components).includes('"daily:');

/** Waits until something holds; throws when it does not within ten seconds. */
export async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if (await holds()) return;
    await sleep(20);
  }
  throw new Error('it never came to hold');
}

/** The bot with a store, planning and delivery, on a local Discord, at a time that the test sets. */
export async function startServer(start: string) {
  const clock = settableClock(Date.parse(start));
  const store = await openStore(`file:${join(makeFolder(), 'daily.sqlite')}`);
  await migrate(store);
  const sandbox = await listenSandbox({ clock: { ...systemClock, now: clock.now }, gateway: { identifyWindow: 50 } });
  const access = { token: sandbox.token, api: sandbox.api };
  const { rest, user } = await openRest(access);
  const counts: Partial<Record<Result, number>> = {};
  const daily = createDaily({
    ...{ store, clock, log, libraryOf: () => library },
    guilds: createGuilds(rest, user),
    reviewChannelOf: async () => reviews,
    count: (result) => {
      counts[result] = (counts[result] ?? 0) + 1;
    },
  });
  const { bot, problems } = testBot({ clock, daily });
  const gateway: Gateway = await connect(access, { bot, clock, log, guildChanged: daily.changed });
  const settled: Delivery['settled'] = async (within, claim, outcome) => {
    if (claim.kind === 'daily') await daily.settled(within, claim, outcome);
  };
  const planning = daily.start();
  const delivery = startDelivery({ store, messenger: createMessenger(rest, user), clock, log, settled });

  async function command(subcommand: string, options: Record<string, unknown> = {}, more = {}) {
    const [name = '', sub] = subcommand.split(' ');
    const types: Record<string, number> = { channel: 7, role: 8, thread: 5 };
    const values = Object.entries(options).map(
      ([option, value]) => ({ name: option, type: types[option] ?? 3, value }) as DeedOption,
    );
    const deed = {
      type: 'command',
      command: name,
      person: mei,
      channel: world.channels.general,
      locale: 'en-US',
    } as const;
    const outcome = await sandbox.act({
      ...deed,
      options: sub ? [{ name: sub, type: 1, options: values }] : values,
      ...more,
    });
    if (outcome.kind !== 'message') throw new Error(`expected a message, not ${outcome.kind}`);
    return outcome.message;
  }

  async function press(message: APIMessage, customId: string, more = {}) {
    const deed = { type: 'component', person: mei, channel: message.channel_id, locale: 'en-US' } as const;
    return sandbox.act({ ...deed, message: message.id, customId, ...more });
  }

  return {
    ...{ sandbox, clock, store, daily, counts, problems, gateway, command, press },
    set: (more: Record<string, unknown> = {}) =>
      command('daily set', { channel: spaceNews, time: '09:00', timezone: 'Europe/Berlin', ...more }),
    posts: (channel: string = spaceNews) => sandbox.messages(channel, mei).filter(isDaily),
    notices: () => sandbox.messages(reviews, mei).filter((message) => !isDaily(message)),
    asMember: (channel: string) => sandbox.messages(channel, lin),
    /** Requests about messages that Discord refused. */
    refused: () => sandbox.requests.filter(({ status }) => status >= 400 && status < 500),
    async stop() {
      await Promise.all([planning.stop(), delivery.stop()]);
      await gateway.stop();
      await sandbox.close();
      await store.close();
    },
  };
}

export type Server = Awaited<ReturnType<typeof startServer>>;
