import { Client, Events, GatewayIntentBits, type Interaction, type RESTOptions } from 'discord.js';
import { expect, onTestFinished } from 'vitest';
import { listenSandbox, type SandboxOptions } from '../../src/sandbox/index.ts';
import { world } from '../../src/sandbox/world.ts';

/** A sandbox under watch: the test fails on anything refused, and on any client's error, that it did not ask for. */
export interface Stage {
  sandbox: Awaited<ReturnType<typeof listenSandbox>>;
  /** From now on these JSON error codes (or statuses, where a refusal has no code) are what the test wants to see. */
  allow(...codes: number[]): void;
  /** A discord.js client, ready, whose interactions go to `handle`; what `handle` throws fails the test. */
  login(handle?: (interaction: Interaction) => unknown, rest?: Partial<RESTOptions>): Promise<Client<true>>;
  /** Notes an error, to fail the test with. */
  report(error: unknown): void;
}

/** A sandbox for one test, closed and judged when the test is over; one of those side by side says itself when that is. */
export async function openStage(options: SandboxOptions = {}, finished = onTestFinished): Promise<Stage> {
  const sandbox = await listenSandbox(options);
  const allowed = new Set<number>();
  const errors: unknown[] = [];
  const clients: Client[] = [];
  const report = (error: unknown) => void errors.push(error);
  finished(async () => {
    await Promise.all(clients.map((client) => client.destroy()));
    await sandbox.close();
    const refused = sandbox.requests.filter(({ status, code }) => status >= 400 && !allowed.has(code || status));
    expect(errors, 'errors of clients').toEqual([]);
    expect(refused, 'refused requests').toEqual([]);
  });
  return {
    sandbox,
    report,
    allow(...codes) {
      for (const code of codes) allowed.add(code);
    },
    login: async (handle = () => {}, rest = {}) => {
      const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: sandbox.api, ...rest } });
      clients.push(client);
      return login(client, sandbox.token, handle, report);
    },
  };
}

async function login(
  client: Client,
  token: string,
  handle: (interaction: Interaction) => unknown,
  report: (error: unknown) => void,
): Promise<Client<true>> {
  client.on(Events.Error, report);
  client.on(Events.ShardError, report);
  client.on(Events.InteractionCreate, async (interaction) => {
    try {
      await handle(interaction);
    } catch (error) {
      report(error);
    }
  });
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(token);
  return ready;
}

/** A clock that stands still until it is moved; the task of each deadline passed runs in order. */
export function createManualClock(start = Date.UTC(2026, 6, 1)) {
  let time = start;
  let tasks: { at: number; task: () => void }[] = [];
  return {
    now: () => time,
    after(ms: number, task: () => void) {
      const entry = { at: time + ms, task };
      tasks.push(entry);
      return () => {
        tasks = tasks.filter((other) => other !== entry);
      };
    },
    advance(ms: number) {
      time += ms;
      const due = tasks.filter(({ at }) => at <= time).toSorted((one, other) => one.at - other.at);
      tasks = tasks.filter(({ at }) => at > time);
      for (const { task } of due) task();
    },
  };
}

/** Lin in #general, in English, unless told otherwise. */
export const lin = { person: world.people.lin, channel: world.channels.general, locale: 'en-US' } as const;
