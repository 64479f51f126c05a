import type {
  APIApplicationCommand,
  APIApplicationCommandOptionChoice,
  APIMessage,
  APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';

/**
 * What the page (the person's side) and the local Discord say to each other, as JSON over HTTP and one event stream.
 *
 *   GET  /sandbox/state?person=ID        → State
 *   GET  /sandbox/events?person=ID       → text/event-stream, each `data:` line one PageEvent
 *   POST /sandbox/interactions           Deed → { id } with 202, or { message } with 400
 *   POST /sandbox/messages               { person, channel, content } → APIMessage
 *   POST /sandbox/files                  { filename, contentType, content } (base64) → { id }: an attachment option's value
 */
export interface Person {
  id: string;
  username: string;
  name: string;
  role: 'member' | 'moderator';
}

/** A channel that the person sees. */
export interface Channel {
  id: string;
  /** Without the `#`. A direct message with the bot has the bot's name. */
  name: string;
  kind: 'text' | 'direct';
}

/** All that a page shows to one person. */
export interface State {
  server: { id: string; name: string };
  /** The application's user; null until a bot has logged in. */
  bot: { id: string; name: string; ready: boolean } | null;
  people: Person[];
  channels: Channel[];
  /** The server's roles, `@everyone` aside. */
  roles: { id: string; name: string }[];
  commands: APIApplicationCommand[];
  /** By channel id, oldest first: what this person can see, ephemeral notes to them included (flag 1 << 6). */
  messages: Record<string, APIMessage[]>;
}

interface From {
  person: string;
  channel: string;
  /** A Discord locale tag: `en-US`, `zh-CN`, … */
  locale: string;
}

/** One thing a person does that reaches the bot as an interaction. */
export type Deed =
  | (From & { type: 'command'; command: string; options: DeedOption[]; target?: string })
  | (From & { type: 'autocomplete'; command: string; options: DeedOption[] })
  | (From & { type: 'component'; message: string; customId: string; values?: string[] })
  | (From & {
      type: 'modal';
      id: string;
      customId: string;
      fields: { customId: string; value?: string; values?: string[] }[];
    });

/** As in Discord's interaction data; a subcommand (type 1) or group (type 2) holds its options. */
export interface DeedOption {
  name: string;
  type: number;
  value?: string | number | boolean;
  focused?: boolean;
  options?: DeedOption[];
}

/** What a page hears while it is open. */
export type PageEvent =
  | { type: 'message'; channel: string; message: APIMessage }
  | { type: 'message-deleted'; channel: string; message: string }
  | { type: 'commands'; commands: APIApplicationCommand[] }
  | { type: 'bot'; bot: State['bot'] }
  /** What became of a deed (`id` is what POST answered with). */
  | { type: 'choices'; id: string; choices: APIApplicationCommandOptionChoice[] }
  | { type: 'modal'; id: string; modal: APIModalInteractionResponseCallbackData }
  /** The bot has answered (message, update or deferral): nothing more to wait for. */
  | { type: 'answered'; id: string }
  /** No answer within three seconds: "The application did not respond". */
  | { type: 'failed'; id: string };
