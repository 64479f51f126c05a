import { GatewayIntentBits as Intents } from 'discord-api-types/v10';
import type { WebSocket } from 'ws';
import { canBotView } from './permissions.ts';
import { shardOf } from './snowflake.ts';
import type { Change, State } from './state.ts';
import { world } from './world.ts';

/** What a bot's connection goes on with after a drop: the numbered events it may have missed. */
export interface Session {
  id: string;
  sequence: number;
  /** Sent events as `[sequence, JSON]`, oldest first; the last 2,000. */
  sent: [number, string][];
  intents: number;
  shard: [id: number, count: number];
  socket?: WebSocket | undefined;
}

const keptEvents = 2_000;

/** Intents of an event in a guild and in a direct message; an event without an entry is not for bots. */
const intentsOf: Record<string, { guild: number; direct: number }> = {
  INTERACTION_CREATE: { guild: 0, direct: 0 },
  ...both(['MESSAGE_CREATE', 'MESSAGE_UPDATE', 'MESSAGE_DELETE'], Intents.GuildMessages, Intents.DirectMessages),
  ...both(['GUILD_CREATE', 'GUILD_DELETE'], Intents.Guilds, Intents.Guilds),
  ...both(['CHANNEL_CREATE', 'CHANNEL_UPDATE', 'CHANNEL_DELETE', 'THREAD_CREATE'], Intents.Guilds, Intents.Guilds),
  ...both(['GUILD_MEMBER_UPDATE'], Intents.GuildMembers, Intents.GuildMembers),
};

function both(events: string[], guild: number, direct: number): Record<string, { guild: number; direct: number }> {
  return Object.fromEntries(events.map((event) => [event, { guild, direct }]));
}

/** Sends an event to a session, or keeps it for when the session resumes. */
export function dispatch(session: Session, event: string, data: object): void {
  session.sequence += 1;
  const text = JSON.stringify({ op: 0, s: session.sequence, t: event, d: data });
  session.sent.push([session.sequence, text]);
  if (session.sent.length > keptEvents) session.sent.shift();
  session.socket?.send(text);
}

/**
 * Passes a change on to a session if its shard, its intents and the bot's own sight of the channel let it through.
 * https://docs.discord.com/developers/events/gateway#gateway-intents
 */
export function forward(state: State, session: Session, change: Change): void {
  const needed = intentsOf[change.event];
  if (!needed || !isOnShard(session, change.guild)) return;
  const intent = change.guild ? needed.guild : needed.direct;
  if (intent !== 0 && !(session.intents & intent)) return;
  const isMessage = change.event.startsWith('MESSAGE_');
  if (isMessage && (change.only || !canBotView(state, change.channel))) return;
  dispatch(session, change.event, isMessage ? withheld(session, change) : change.data);
}

/** Direct messages belong to shard 0. https://docs.discord.com/developers/events/gateway#sharding */
export function isOnShard({ shard: [id, count] }: Session, guild: string | undefined): boolean {
  return id === (guild ? shardOf(guild, count) : 0);
}

interface Said {
  author?: { id: string };
  mentions?: { id: string }[];
}

/** https://docs.discord.com/developers/events/gateway#message-content-intent: what others wrote comes empty without it. */
function withheld(session: Session, change: Change): object {
  const { author, mentions } = change.data as Said;
  const isOwn = author?.id === world.application || mentions?.some(({ id }) => id === world.application);
  if (!author || isOwn || !change.guild || session.intents & Intents.MessageContent) return change.data;
  return { ...change.data, content: '', embeds: [], attachments: [], components: [] };
}
