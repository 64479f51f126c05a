import type { APIMessage } from 'discord-api-types/v10';
import { pino } from 'pino';
import { buildBot } from '../../src/build.ts';
import { type Clock, systemClock } from '../../src/clock.ts';
import { startDelivery } from '../../src/delivery.ts';
import { createDownload } from '../../src/discord/download.ts';
import { connect } from '../../src/discord/gateway.ts';
import { createGuilds } from '../../src/discord/guilds.ts';
import { createMessenger } from '../../src/discord/messenger.ts';
import { openRest } from '../../src/discord/rest.ts';
import { listenSandbox } from '../../src/sandbox/index.ts';
import type { Deed, DeedOption } from '../../src/sandbox/protocol.ts';
import { world } from '../../src/sandbox/world.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/open.ts';
import { library } from '../fixture.ts';
import { type Engine, engines } from '../store/databases.ts';

const { lin, mei } = world.people;
export const people = { lin, mei } as const;
type Name = keyof typeof people;

/** What was logged, one line each. */
function createMemory() {
  const lines: string[] = [];
  return { lines, log: pino({ level: 'info' }, { write: (line: string) => void lines.push(line) }) };
}

/** The machine's time, and nobody waits for long between two looks into the database. */
const clock: Clock = {
  now: systemClock.now,
  after: (milliseconds, task) => systemClock.after(Math.min(milliseconds, 25), task),
};

/** The bot with the real client in a local Discord, on a database of its own, put together as in production. */
export async function openServer(engine: Engine) {
  const database = await engines[engine]();
  const sandbox = await listenSandbox({ gateway: { identifyWindow: 0 } });
  const store = await openStore(database.url);
  await migrate(store);
  const { lines, log } = createMemory();
  const access = { token: sandbox.token, api: sandbox.api };
  const { rest, user } = await openRest(access);
  const surroundings = {
    store,
    guilds: createGuilds(rest, user),
    download: createDownload(access.api),
    count: () => {},
  };

  async function start() {
    const { bot, daily, stop: end } = await buildBot(library, log, surroundings);
    const gateway = await connect(access, { bot, clock: systemClock, log, guildChanged: daily.changed });
    const delivery = startDelivery({ store, messenger: createMessenger(rest, user), clock, log });
    return async () => {
      await Promise.all([delivery.stop(), gateway.stop()]);
      await end();
    };
  }

  let stop = await start();
  const at = (name: Name, channel: string) => ({ person: people[name], channel, locale: 'en-US' });

  async function act(name: Name, deed: object, channel: string = world.channels.general) {
    return sandbox.act({ ...at(name, channel), ...deed } as Deed);
  }

  const shown = async (outcome: ReturnType<typeof act>): Promise<APIMessage> => {
    const given = await outcome;
    if (given.kind !== 'message') throw new Error(`expected a message, not ${JSON.stringify(given)}`);
    return given.message;
  };

  /** `entry add`, with its options by name. */
  const command = (
    name: Name,
    words: string,
    options: Record<string, string | number> = {},
    types: Record<string, number> = {},
  ) => {
    const [first = '', second] = words.split(' ');
    const given: DeedOption[] = Object.entries(options).map(([option, value]) => ({
      name: option,
      type: types[option] ?? (typeof value === 'number' ? 4 : 3),
      value,
    }));
    const nested = second ? [{ name: second, type: 1, options: given }] : given;
    return act(name, { type: 'command', command: first, options: nested });
  };

  /** Fills in the form that something opened, over what stands in it. */
  async function fill(name: Name, opening: ReturnType<typeof act>, fields: Record<string, string>, channel?: string) {
    const opened = await opening;
    if (opened.kind !== 'modal') throw new Error(`expected a form, not ${JSON.stringify(opened)}`);
    const filled = opened.modal.components.flatMap((label) => {
      const input = 'component' in label ? (label.component as Input) : undefined;
      if (!input) return [];
      const value = fields[input.custom_id] ?? input.value ?? input.options?.find((one) => one.default)?.value ?? '';
      return [{ customId: input.custom_id, ...(input.options ? { values: [value] } : { value }) }];
    });
    return act(name, { type: 'modal', id: opened.id, customId: opened.modal.custom_id, fields: filled }, channel);
  }

  return {
    sandbox,
    store,
    lines,
    act,
    shown,
    command,
    fill,
    press: (name: Name, message: APIMessage, customId: string, values?: string[]) =>
      act(name, { type: 'component', message: message.id, customId, ...(values && { values }) }, message.channel_id),
    async restart() {
      await stop();
      stop = await start();
    },
    async close() {
      await stop();
      await store.close();
      await sandbox.close();
      await database.drop();
    },
  };
}

interface Input {
  custom_id: string;
  value?: string;
  options?: { value: string; default?: boolean }[];
}

/** The custom ids of a message's buttons and selects. */
export const idsOf = ({ components = [] }: APIMessage): string[] =>
  components.flatMap((row) =>
    'components' in row ? row.components.flatMap((part) => ('custom_id' in part ? [String(part.custom_id)] : [])) : [],
  );

/** The one that begins so. */
export const idFrom = (message: APIMessage, beginning: string): string => {
  const id = idsOf(message).find((one) => one.startsWith(beginning));
  if (!id) throw new Error(`no button ${beginning} among ${idsOf(message).join(', ')}`);
  return id;
};

/** All that can be read in a message. */
export const textOf = ({ content, embeds }: APIMessage): string =>
  [
    content,
    ...embeds.flatMap(({ title, description, fields = [], footer }) => [
      title,
      description,
      ...fields.flatMap(({ name, value }) => [name, value]),
      footer?.text,
    ]),
  ]
    .filter(Boolean)
    .join('\n');
