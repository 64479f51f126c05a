import {
  type CacheFactory,
  Client,
  Collection,
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayIntentBits,
  LimitedCollection,
  RESTEvents,
  Status,
} from 'discord.js';
import { type APIInteraction, GatewayDispatchEvents } from 'discord-api-types/v10';
import type { Bot } from '../bot/bot.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { Messenger } from '../reply/messenger.ts';
import { createMessenger } from './messenger.ts';
import { TokenRefused } from './refused.ts';
import { register } from './register.ts';
import { createResponder, type Responder } from './responder.ts';

export interface GatewaySettings {
  token: string;
  /** REST base without the version; Discord's own if absent. */
  api?: string | undefined;
  /** Register commands in this guild alone. */
  guild?: string | undefined;
}

export interface GatewayParts {
  bot: Bot;
  clock: Clock;
  log: Logger;
  /** Told of each guild at the beginning, and of what changes what the bot may do there. */
  guildChanged?: (guild: string, change: 'gone' | 'here' | 'changed') => void;
}

export interface Gateway {
  /** Sends what nobody asked for. */
  messenger: Messenger;
  /** Whether commands are registered and the gateway answers its heartbeats. */
  ready(): boolean;
  /** Takes no more interactions, waits for those under way (5 s at most), and disconnects. */
  stop(): Promise<void>;
}

const KEPT = new Set([
  'GuildManager',
  'ChannelManager',
  'GuildChannelManager',
  'RoleManager',
  'PermissionOverwriteManager',
]);

/** Only what discord.js itself works with stays in memory: 30,000 cached users would cost 18 MB. */
const makeCache: CacheFactory = (_, __, manager) =>
  KEPT.has(manager.name) ? new Collection() : new LimitedCollection({ maxSize: 0 });

const refusals = new Set<unknown>([DiscordjsErrorCodes.TokenInvalid, DiscordjsErrorCodes.TokenMissing]);

const isRefusal = (error: unknown) =>
  (error instanceof DiscordjsError && refusals.has(error.code)) ||
  (error instanceof DiscordAPIError && error.status === 401);

async function logIn(client: Client, token: string): Promise<void> {
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  try {
    await client.login(token);
  } catch (error) {
    throw isRefusal(error) ? new TokenRefused('Discord refused the token') : error;
  }
  await ready;
}

/**
 * Keeps discord.js from building objects of interactions: they are answered from their payloads, nobody takes those
 * objects, and it throws, which would end the process, at a payload that lacks a field (`entitlements`).
 */
function leaveInteractionsRaw(client: Client): void {
  const { actions } = client as unknown as { actions: { InteractionCreate: { handle(data: unknown): void } } };
  actions.InteractionCreate.handle = () => {};
}

function listen(client: Client, log: Logger): void {
  client.on(Events.Error, (error) => log.error({ error }, 'the gateway client failed'));
  client.on(Events.ShardDisconnect, ({ code }, shard) => log.error({ code, shard }, 'the gateway has closed for good'));
  client.on(Events.ShardReconnecting, (shard) => log.info({ shard }, 'the gateway connection is lost: reconnecting'));
  client.on(Events.ShardResume, (shard, replayed) => log.info({ shard, replayed }, 'the gateway session goes on'));
  client.rest.on(RESTEvents.InvalidRequestWarning, ({ count }) =>
    log.warn({ count }, 'many requests to Discord are refused'),
  );
}

interface GuildEvent {
  id: string;
  guild_id?: string;
  unavailable?: boolean;
}

const guildEvents = { GUILD_CREATE: 'here', GUILD_UPDATE: 'changed', GUILD_DELETE: 'gone' } as const;
const partEvents = [
  ...['CHANNEL_CREATE', 'CHANNEL_UPDATE', 'CHANNEL_DELETE', 'GUILD_MEMBER_UPDATE'],
  ...['GUILD_ROLE_CREATE', 'GUILD_ROLE_UPDATE', 'GUILD_ROLE_DELETE'],
] as const;

/**
 * What changes the permissions of the bot; an outage of Discord's is no removal. Its own membership is announced without
 * the privileged intent. https://docs.discord.com/developers/events/gateway-events#guild-member-update
 */
function watchGuilds({ ws }: Client, changed: NonNullable<GatewayParts['guildChanged']>): void {
  for (const [event, change] of Object.entries(guildEvents))
    ws.on(event as GatewayDispatchEvents, ({ id, unavailable }: GuildEvent) => {
      if (!unavailable) changed(id, change);
    });
  for (const event of partEvents)
    ws.on(event as GatewayDispatchEvents, ({ guild_id }: GuildEvent) => guild_id && changed(guild_id, 'changed'));
}

const DRAIN = 5000;
const STEP = 20;

async function drain(underway: () => number, { after }: Clock): Promise<void> {
  for (let waited = 0; waited < DRAIN && underway() > 0; waited += STEP) {
    await new Promise<void>((resolve) => after(STEP, resolve));
  }
}

const createClient = ({ api }: GatewaySettings): Client =>
  new Client({
    intents: [GatewayIntentBits.Guilds],
    makeCache,
    rest: { invalidRequestWarningInterval: 100, ...(api && { api }) },
  });

/** Everything that a client is to be asked and told of, before it is let in. */
function wire(client: Client, { take }: Responder, { log, guildChanged }: GatewayParts): void {
  listen(client, log);
  leaveInteractionsRaw(client);
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (interaction: APIInteraction) => void take(interaction));
  if (guildChanged) watchGuilds(client, guildChanged);
}

async function disconnect(client: Client, { underway }: Responder, clock: Clock): Promise<void> {
  client.ws.removeAllListeners(GatewayDispatchEvents.InteractionCreate);
  client.removeAllListeners(Events.ShardReconnecting);
  await drain(underway, clock);
  await client.destroy();
}

/**
 * Logs in with the real discord.js client, registers the commands where Discord's list differs from ours, and answers
 * every interaction from its raw payload. GUILDS is no privileged intent, and all that slash commands need. Throws
 * `TokenRefused` or `GuildRefused`.
 */
export async function connect(settings: GatewaySettings, parts: GatewayParts): Promise<Gateway> {
  const { bot, clock, log } = parts;
  const client = createClient(settings);
  const responder = createResponder(bot, client.rest, log);
  wire(client, responder, parts);
  await logIn(client, settings.token);
  const changed = await register(client.rest, (client as Client<true>).application.id, bot.commands, settings.guild);
  log.info({ commands: bot.commands.length, changed }, `logged in as ${client.user!.username}`);
  return {
    messenger: createMessenger(client.rest, client.user!.id),
    ready: () => client.ws.status === Status.Ready,
    stop: () => disconnect(client, responder, clock),
  };
}
