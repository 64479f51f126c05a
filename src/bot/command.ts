import type { Gaps } from '../ask/gaps.ts';
import type { Outcome } from '../ask/index.ts';
import type { Clock } from '../clock.ts';
import type { Daily } from '../daily/daily.ts';
import type { Library } from '../knowledge/library.ts';
import type { Moderation } from '../moderation/index.ts';
import type { Answer, Choice, Reply } from '../reply/reply.ts';
import type { Locale, Text } from '../text.ts';

/** What commands may use. It arrives as an argument; only `main.ts`, `cli.ts` and tests build one. */
export interface Services {
  /** What the asker's guild can see. */
  library: Library;
  /** Answers a question from that library, or says why not. */
  answer(question: string): Outcome;
  /** Questions that had no answer. */
  gaps: Gaps;
  moderation: Moderation;
  /** The text of a file that came with a command, at most `limit` bytes of it. Throws a UserError for what it will not fetch. */
  download(file: Attachment, limit: number): Promise<string>;
  clock: Clock;
  /** The daily posts of all guilds: a handler names its asker's guild. */
  daily: Daily;
  /** All that the bot can do, for `/help`. */
  commands: readonly Command[];
  version: string;
}

/** Who asks, and where. */
export interface Asker {
  id: string;
  locale: Locale;
  /** Holds Manage Server, here and now. */
  manager: boolean;
  /** Holds Manage Server or the reviewer role of `/setup`, here and now. */
  moderator: boolean;
  guild?: string;
}

/** A file that came with a command, as Discord describes it. */
export interface Attachment {
  name: string;
  /** Bytes. */
  size: number;
  url: string;
}

interface OptionBase {
  describe: Text;
  required?: boolean;
}

export interface StringOption extends OptionBase {
  type: 'string';
  /** A fixed list to choose from, by value. */
  choices?: Readonly<Record<string, Text>>;
  /** What to offer while the person types, given the options typed before; pure and quick (Discord waits three seconds). */
  suggest?(
    typed: string,
    asker: Asker,
    services: Services,
    before: Readonly<Record<string, unknown>>,
  ): readonly Choice[] | Promise<readonly Choice[]>;
}

export type Option = StringOption | (OptionBase & { type: 'integer' | 'boolean' | 'channel' | 'role' | 'attachment' });

interface Values {
  string: string;
  integer: number;
  boolean: boolean;
  channel: string;
  role: string;
  attachment: Attachment;
}

export type Options = Readonly<Record<string, Option>>;

export type Given<O extends Options> = {
  readonly [K in keyof O]: O[K] extends { required: true } ? Values[O[K]['type']] : Values[O[K]['type']] | undefined;
};

export interface Request<O extends Options = Options> {
  options: Given<O>;
  asker: Asker;
}

/** A button pressed, or a value chosen in a select: its custom id holds all that it needs, so it works after a restart. */
export interface Press {
  /** What follows the first word of the custom id, cut at each colon. */
  words: readonly string[];
  /** Chosen in a select. */
  values: readonly string[];
  /** Whether the message with the button is shown to the asker alone. */
  private: boolean;
  asker: Asker;
}

/** A form sent back. */
export interface Submission {
  words: readonly string[];
  /** What was filled in, by the input's id. */
  fields: ReadonlyMap<string, string>;
  asker: Asker;
}

/** The message that a person chose a menu's entry on. */
export interface ChosenMessage {
  /** Its content and the texts of its embeds. */
  text: string;
  asker: Asker;
}

type Handler<T> = (request: T, services: Services) => Answer | Promise<Answer>;

interface Common {
  describe: Text;
  /** `anywhere`: servers, direct messages, and installed by a user. */
  where?: 'anywhere' | 'server';
  /** Checked again at each call, press and form; `managers` hold Manage Server, `moderators` that or the reviewer role. */
  who?: 'all' | 'managers' | 'moderators';
  /** May take longer than Discord waits: it is deferred at once, and this fixes whether others see the answer. */
  slow?: 'private' | 'public';
  /** By the first word of the custom id, or the first two where the first is `confirm`. */
  presses?: Readonly<Record<string, Handler<Press>>>;
  forms?: Readonly<Record<string, Handler<Submission>>>;
}

/** What a slash command's file holds. */
export interface CommandDefinition<O extends Options = Options> extends Common {
  options?: O;
  run: Handler<Request<O>>;
}

/** What the file of a message menu's entry holds; `title` is what people choose. */
export interface MenuDefinition extends Common {
  title: Text;
  inspect: Handler<ChosenMessage>;
}

/** A definition with the name that its file gives it: `mission`, `entry add`, `find-sources`. */
export type Command = (CommandDefinition | MenuDefinition) & { name: string };

/** Declares a slash command; exists so that `request.options` is typed from `options`. */
export function command<const O extends Options>(definition: CommandDefinition<O>): CommandDefinition<O> {
  return definition;
}

/** Declares an entry of the menu that opens on a message. */
export function menu(definition: MenuDefinition): MenuDefinition {
  return definition;
}

export const isMenu = (definition: CommandDefinition | MenuDefinition): definition is MenuDefinition =>
  'inspect' in definition;

/** Whether an answer is a message. */
export const isReply = (answer: Answer): answer is Reply => !('form' in answer) && !('choices' in answer);
