import { randomUUID } from 'node:crypto';
import type { Gaps } from '../ask/gaps.ts';
import type { Outcome } from '../ask/index.ts';
import type { Clock } from '../clock.ts';
import type { Library } from '../knowledge/library.ts';
import { type Answer, UserError } from '../reply/reply.ts';
import { cut, type Locale, say, type Text } from '../text.ts';
import { type Asker, type Command, isMenu, type Option, type Services, type StringOption } from './command.ts';

interface Origin {
  user: string;
  locale: Locale;
  guild?: string;
  /** Discord's permission bits of the user in this channel; absent outside a guild. */
  permissions?: bigint;
}

/** One thing that a person did, free of how it reached us. */
export type Call = Origin &
  (
    | { type: 'command'; name: string; options: Readonly<Record<string, unknown>> }
    | { type: 'suggest'; name: string; option: string; typed: string }
    | { type: 'menu'; name: string; text: string }
    | { type: 'press'; id: string; values: readonly string[]; private: boolean }
    | { type: 'submit'; id: string; fields: ReadonlyMap<string, string> }
  );

export interface BotParts {
  commands: readonly Command[];
  /** What a guild can see; without one, what everybody can. */
  libraryOf(guild: string | undefined): Library | Promise<Library>;
  /** Answers a question from a library. */
  answer(library: Library, question: string): Outcome;
  gaps: Gaps;
  clock: Clock;
  version: string;
  /** Told of everything unexpected, never of what a person may be told. */
  report(problem: { reference: string; call: string; error: unknown }): void;
}

export interface Bot {
  commands: readonly Command[];
  /** Answers one call; never throws. */
  handle(call: Call): Promise<Answer>;
  /** Whether a call must be deferred at once, and who will see its answer. */
  patience(call: Call): 'private' | 'public' | undefined;
}

const apology: Text = {
  en: 'Something went wrong on our side, and it has been noted under the reference {reference}. Please try again.',
  zh: '我们这边出了问题，已记录，编号{reference}。请稍后再试。',
};
const unknownCommand: Text = {
  en: 'This command is not one of mine any more. `/help` lists what I can do.',
  zh: '这个命令已不再提供。可用 `/help` 查看现有功能。',
};
const unknownButton: Text = {
  en: 'This button is from an older version of me and no longer works. Please give the command again.',
  zh: '这个按钮来自旧版本，已失效。请重新输入命令。',
};
const serverOnly: Text = { en: 'This works in a server only.', zh: '此功能只能在服务器中使用。' };
const managersOnly: Text = {
  en: 'Only people who may manage this server (Manage Server) can do that.',
  zh: '只有拥有“管理服务器”权限的成员可以这样做。',
};

/** https://docs.discord.com/developers/topics/permissions: ADMINISTRATOR 1 << 3, MANAGE_GUILD 1 << 5 */
const MANAGING = (1n << 3n) | (1n << 5n);

/** No query is longer than this before anything is done with it. */
const LONGEST = 100;
/** A question may be a sentence. */
const LONGEST_TEXT = 6000;

function askerOf(call: Call): Asker {
  const { user: id, locale, guild, permissions = 0n } = call;
  return { id, locale, manager: guild !== undefined && (permissions & MANAGING) !== 0n, ...(guild && { guild }) };
}

function admit(command: Command, asker: Asker): void {
  if (command.where === 'server' && !asker.guild) throw new UserError(serverOnly);
  if (command.who === 'managers' && !asker.manager) throw new UserError(managersOnly);
}

const expected: Record<Option['type'], (value: unknown) => boolean> = {
  string: (value) => typeof value === 'string',
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
  channel: (value) => typeof value === 'string',
  role: (value) => typeof value === 'string',
  attachment: (value) => typeof value === 'string',
};

const missing: Text = { en: 'The option `{name}` is needed.', zh: '需要填写选项 `{name}`。' };

/** Only the options that the command declares, of the type it declares, and no longer than may be worked on. */
function optionsOf(command: Command, given: Readonly<Record<string, unknown>>): Record<string, never> {
  const declared = isMenu(command) ? {} : (command.options ?? {});
  const taken = Object.entries(declared).map(([name, option]) => {
    const value = Object.hasOwn(given, name) && expected[option.type](given[name]) ? given[name] : undefined;
    if (value === undefined && option.required) throw new UserError(missing, { name });
    return [name, typeof value === 'string' ? value.slice(0, LONGEST_TEXT) : value];
  });
  return Object.fromEntries(taken);
}

/** Everything the bot can do, behind one function that every edge calls. */
export function createBot(parts: BotParts): Bot {
  const { commands, clock, version } = parts;
  const named = new Map(commands.map((command) => [command.name, command]));
  const owners = (of: 'presses' | 'forms') =>
    new Map(commands.flatMap((command) => Object.keys(command[of] ?? {}).map((word) => [word, command] as const)));
  const pressed = owners('presses');
  const submitted = owners('forms');

  function ownerOf(call: Call): Command | undefined {
    if (call.type === 'press') return pressed.get(call.id.split(':')[0]!);
    if (call.type === 'submit') return submitted.get(call.id.split(':')[0]!);
    return named.get(call.name);
  }

  async function servicesFor(call: Call): Promise<Services> {
    const library = await parts.libraryOf(call.guild);
    return {
      library,
      answer: (question) => parts.answer(library, question),
      gaps: parts.gaps,
      clock,
      commands,
      version,
    };
  }

  const performers = {
    command(command: Command, call: Call & { type: 'command' }, asker: Asker, services: Services) {
      if (isMenu(command)) throw new UserError(unknownCommand);
      return command.run({ options: optionsOf(command, call.options), asker }, services);
    },
    suggest(command: Command, call: Call & { type: 'suggest' }, asker: Asker, services: Services) {
      const option = (isMenu(command) ? undefined : command.options?.[call.option]) as StringOption | undefined;
      return { choices: option?.suggest?.(call.typed.slice(0, LONGEST), asker, services) ?? [] };
    },
    menu(command: Command, call: Call & { type: 'menu' }, asker: Asker, services: Services) {
      if (!isMenu(command)) throw new UserError(unknownCommand);
      return command.inspect({ text: call.text.slice(0, LONGEST_TEXT), asker }, services);
    },
    press(command: Command, call: Call & { type: 'press' }, asker: Asker, services: Services) {
      const [word = '', ...words] = call.id.split(':');
      return command.presses![word]!({ words, values: call.values, private: call.private, asker }, services);
    },
    submit(command: Command, call: Call & { type: 'submit' }, asker: Asker, services: Services) {
      const [word = '', ...words] = call.id.split(':');
      return command.forms![word]!({ words, fields: call.fields, asker }, services);
    },
  };

  async function perform(call: Call): Promise<Answer> {
    const command = ownerOf(call);
    if (!command) throw new UserError(call.type === 'press' || call.type === 'submit' ? unknownButton : unknownCommand);
    const asker = askerOf(call);
    admit(command, asker);
    return performers[call.type](command, call as never, asker, await servicesFor(call));
  }

  async function handle(call: Call): Promise<Answer> {
    try {
      return await perform(call);
    } catch (error) {
      if (call.type === 'suggest' && error instanceof UserError) return { choices: [] };
      if (error instanceof UserError)
        return { content: cut(say(error.text, call.locale, error.values), 2000), private: true };
      const reference = randomUUID().slice(0, 8);
      parts.report({ reference, call: `${call.type} ${'name' in call ? call.name : call.id.split(':')[0]}`, error });
      if (call.type === 'suggest') return { choices: [] };
      return { content: say(apology, call.locale, { reference }), private: true };
    }
  }

  return { commands, handle, patience: (call) => (call.type === 'suggest' ? undefined : ownerOf(call)?.slow) };
}
