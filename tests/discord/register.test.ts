import { REST } from 'discord.js';
import { type APIApplicationCommand, Routes } from 'discord-api-types/v10';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { register } from '../../src/discord/register.ts';
import { listenSandbox } from '../../src/sandbox/index.ts';
import { world } from '../../src/sandbox/world.ts';
import { commands } from '../fixture.ts';

const route = Routes.applicationCommands(world.application);
const query = new URLSearchParams({ with_localizations: 'true' });

let sandbox: Awaited<ReturnType<typeof listenSandbox>>;
let rest: REST;
beforeAll(async () => {
  sandbox = await listenSandbox();
  rest = new REST({ api: sandbox.api }).setToken(sandbox.token);
});
afterAll(() => sandbox.close());

type Registered = APIApplicationCommand & { options: Record<string, unknown>[] };

const named = (list: readonly APIApplicationCommand[], name: string) =>
  list.find((command) => command.name === name) as Registered;

/** What an older version may have registered, and this one no longer asks for. */
const leftovers: Record<string, (list: APIApplicationCommand[]) => void> = {
  'a name of its own in a language': (list) => {
    named(list, 'help').name_localizations = { de: 'hilfe' };
  },
  'hidden from most': (list) => {
    named(list, 'help').default_member_permissions = '32';
  },
  'an option that was needed': (list) => {
    named(list, 'timeline').options[0]!.required = true;
  },
  'an option that suggested': (list) => {
    named(list, 'ask').options[0]!.autocomplete = true;
  },
  'a description': (list) => {
    named(list, 'help').description = 'Helps';
  },
  'one command less': (list) => {
    list.pop();
  },
};

test.each(Object.entries(leftovers))('is registered anew: %s', async (_, change) => {
  await register(rest, world.application, commands);
  const list = (await rest.get(route, { query })) as APIApplicationCommand[];
  change(list);
  await rest.put(route, { body: list });
  expect(await register(rest, world.application, commands)).toBe(true);
  expect(await register(rest, world.application, commands)).toBe(false);
});
