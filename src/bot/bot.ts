import { randomUUID } from 'node:crypto';
import type { Gaps } from '../ask/gaps.ts';
import type { Outcome } from '../ask/index.ts';
import type { Clock } from '../clock.ts';
import type { Daily } from '../daily/daily.ts';
import type { Library } from '../knowledge/library.ts';
import type { Moderation } from '../moderation/index.ts';
import { type Answer, UserError } from '../reply/reply.ts';
import { StoreUnavailable } from '../store/store.ts';
import { cut, type Locale, say, type Text } from '../text.ts';
import { admit, askerOf, Forbidden, type Origin } from './admission.ts';
import { type Asker, type Command, isMenu, type Option, type Services, type StringOption } from './command.ts';

/** One thing that a person did, free of how it reached us. */
export type Call = Origin &
  (
    | { type: 'command'; name: string; options: Readonly<Record<string, unknown>> }
    | {
        type: 'suggest';
        name: string;
        option: string;
        typed: string;
        /** The options given before it. */
        before?: Readonly<Record<string, unknown>>;
      }
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
  moderation: Moderation;
  download: Services['download'];
  clock: Clock;
  daily: Daily;
  version: string;
  /** Told of everybody who may not do what they tried. */
  refused(attempt: { call: string; user: string; guild: string | undefined }): void;
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
const unavailable: Text = {
  en: 'My database cannot be reached just now, so nothing was changed. Reading goes on; please try that again in a minute.',
  zh: '目前无法连接数据库，未作任何更改。查询不受影响，请稍后再试。',
};

/** No query is longer than this before anything is done with it. */
const LONGEST = 100;
/** A question may be a sentence. */
const LONGEST_TEXT = 6000;

const CONFIRM = /^confirm:[a-z-]+/;

/** What a custom id's handler is known by, and the words that follow. */
function parted(id: string): { word: string; words: string[] } {
  const word = CONFIRM.exec(id)?.[0] ?? id.split(':')[0]!;
  return { word, words: id.length > word.length ? id.slice(word.length + 1).split(':') : [] };
}

/** No custom id of ours, and no value of a select, has such a character. */
const isForged = (text: string): boolean => text.includes('\0');

const isAttachment = (value: unknown): boolean => typeof value === 'object' && value !== null && 'url' in value;

const expected: Record<Option['type'], (value: unknown) => boolean> = {
  string: (value) => typeof value === 'string',
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
  channel: (value) => typeof value === 'string',
  role: (value) => typeof value === 'string',
  attachment: isAttachment,
};

const missing: Text = { en: 'The option `{name}` is needed.', zh: '需要填写选项 `{name}`。' };

/** Only the options that the command declares, of the type it declares, and no longer than may be worked on. */
function optionsOf(command: Command, given: Readonly<Record<string, unknown>>): Record<string, never> {
  const declared = isMenu(command) ? {} : (command.options ?? {});
  const taken = Object.entries(declared).map(([name, option]) => {
    const value = Object.hasOwn(given, name) && expected[option.type](given[name]) ? given[name] : undefined;
    if (value === undefined && option.required) throw new UserError(missing, { name });
    return [name, typeof value === 'string' ? value.slice(0, LONGEST_TEXT).replaceAll('\0', '') : value];
  });
  return Object.fromEntries(taken);
}

/** Everything the bot can do, behind one function that every edge calls. */
export function createBot(parts: BotParts): Bot {
  const { commands, clock, daily, version } = parts;
  const named = new Map(commands.map((command) => [command.name, command]));
  const owners = (of: 'presses' | 'forms') =>
    new Map(commands.flatMap((command) => Object.keys(command[of] ?? {}).map((word) => [word, command] as const)));
  const pressed = owners('presses');
  const submitted = owners('forms');

  function ownerOf(call: Call): Command | undefined {
    if ('id' in call && [call.id, ...('values' in call ? call.values : [])].some(isForged)) return undefined;
    if (call.type === 'press') return pressed.get(parted(call.id).word);
    if (call.type === 'submit') return submitted.get(parted(call.id).word);
    return named.get(call.name);
  }

  async function servicesFor(call: Call): Promise<Services> {
    const library = await parts.libraryOf(call.guild);
    return {
      library,
      answer: (question) => parts.answer(library, question),
      gaps: parts.gaps,
      moderation: parts.moderation,
      download: parts.download,
      clock,
      daily,
      commands,
      version,
    };
  }

  const performers = {
    command(command: Command, call: Call & { type: 'command' }, asker: Asker, services: Services) {
      if (isMenu(command)) throw new UserError(unknownCommand);
      return command.run({ options: optionsOf(command, call.options), asker }, services);
    },
    async suggest(command: Command, call: Call & { type: 'suggest' }, asker: Asker, services: Services) {
      const option = (isMenu(command) ? undefined : command.options?.[call.option]) as StringOption | undefined;
      const { typed, before = {} } = call;
      return { choices: (await option?.suggest?.(typed.slice(0, LONGEST), asker, services, before)) ?? [] };
    },
    menu(command: Command, call: Call & { type: 'menu' }, asker: Asker, services: Services) {
      if (!isMenu(command)) throw new UserError(unknownCommand);
      return command.inspect({ text: call.text.slice(0, LONGEST_TEXT), asker }, services);
    },
    press(command: Command, call: Call & { type: 'press' }, asker: Asker, services: Services) {
      const { word, words } = parted(call.id);
      return command.presses![word]!({ words, values: call.values, private: call.private, asker }, services);
    },
    submit(command: Command, call: Call & { type: 'submit' }, asker: Asker, services: Services) {
      const { word, words } = parted(call.id);
      return command.forms![word]!({ words, fields: call.fields, asker }, services);
    },
  };

  async function perform(call: Call): Promise<Answer> {
    const command = ownerOf(call);
    if (!command) throw new UserError(call.type === 'press' || call.type === 'submit' ? unknownButton : unknownCommand);
    const asker = await askerOf(call, command, parts.moderation);
    admit(command, asker);
    return performers[call.type](command, call as never, asker, await servicesFor(call));
  }

  const shown = (text: Text, locale: Locale, values?: UserError['values']): Answer => ({
    content: cut(say(text, locale, values), 2000),
    private: true,
  });

  /** What a person is told of an error; what nobody expected is reported. */
  function failed(call: Call, error: unknown): Answer {
    const what = `${call.type} ${'name' in call ? call.name : parted(call.id).word}`;
    if (error instanceof Forbidden && call.type !== 'suggest')
      parts.refused({ call: what, user: call.user, guild: call.guild });
    if (error instanceof UserError) return shown(error.text, call.locale, error.values);
    const reference = randomUUID().slice(0, 8);
    parts.report({ reference, call: what, error });
    if (error instanceof StoreUnavailable) return shown(unavailable, call.locale);
    return shown(apology, call.locale, { reference });
  }

  async function handle(call: Call): Promise<Answer> {
    try {
      return await perform(call);
    } catch (error) {
      const answer = failed(call, error);
      return call.type === 'suggest' ? { choices: [] } : answer;
    }
  }

  return { commands, handle, patience: (call) => (call.type === 'suggest' ? undefined : ownerOf(call)?.slow) };
}
