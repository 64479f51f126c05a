import { randomBytes } from 'node:crypto';
import { GatewayIntentBits as Intents } from 'discord-api-types/v10';
import type { RawData, WebSocket } from 'ws';
import { dispatch, isOnShard, type Session } from './sessions.ts';
import { announce, dropOldest, type State } from './state.ts';
import { guildCreateView, readyView } from './views.ts';

/** What a gateway goes by; each has the value that Discord gives a small bot. */
export interface GatewayOptions {
  token: string;
  /** Milliseconds between heartbeats. */
  heartbeat: number;
  /** Milliseconds in which one identify is taken. */
  identifyWindow: number;
  /** Identifies a day. */
  identifies: number;
  /** Privileged intents that the application was given. */
  privileged: number;
}

/** One WebSocket of a bot, and the session that it has identified for or resumed. */
export interface Connection {
  socket: WebSocket;
  /** Where to come back to. */
  address: string;
  session?: Session | undefined;
  received: number[];
}

/** What all connections share. */
export interface Hub extends GatewayOptions {
  state: State;
  sessions: Map<string, Session>;
  connections: Set<Connection>;
  counts: { identified: number; resumed: number };
  lastIdentify: number;
  isMuted: boolean;
}

const privilegedIntents = Intents.GuildMembers | Intents.GuildPresences | Intents.MessageContent;
const everyIntent = Object.values(Intents).reduce<number>((sum, bit) => sum | (typeof bit === 'number' ? bit : 0), 0);
const keptSessions = 100;

/** Sends a payload that is not an event. */
export function send(socket: WebSocket, op: number, d: unknown): void {
  socket.send(JSON.stringify({ op, d, s: null, t: null }));
}

/** Tells the page that the bot may have come or gone. */
export function announceReadiness(hub: Hub): void {
  announce(hub.state, { event: 'BOT', data: {} });
}

/** Does what a payload asks, or gives the code to close the connection with. */
// biome-ignore lint/suspicious/noExplicitAny: a payload's data is checked where it is used.
type Operation = (hub: Hub, connection: Connection, data: any) => number | undefined;

const ignored: Operation = (_hub, { session }) => (session ? undefined : 4003);

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-opcodes: those that a client sends. */
const operations: Record<number, Operation> = {
  1: beat,
  2: identify,
  3: ignored,
  4: ignored,
  6: resume,
  8: ignored,
  31: ignored,
};

/** Takes a payload from a client; a wrong one closes the connection with Discord's code for it. */
export function receive(hub: Hub, connection: Connection, data: RawData): void {
  const code = operate(hub, connection, String(data));
  if (code) connection.socket.close(code);
}

function operate(hub: Hub, connection: Connection, text: string): number | undefined {
  if (Buffer.byteLength(text) > 4096) return 4002;
  if (isFlooding(connection)) return 4008;
  const payload = parse(text);
  if (!payload) return 4002;
  const operation = operations[payload.op];
  return operation ? operation(hub, connection, payload.d ?? {}) : 4001;
}

/** https://docs.discord.com/developers/events/gateway#rate-limiting: 120 payloads in 60 seconds. */
function isFlooding(connection: Connection): boolean {
  const now = Date.now();
  connection.received = [...connection.received.filter((time) => time > now - 60_000), now];
  return connection.received.length > 120;
}

function parse(text: string): { op: number; d?: unknown } | undefined {
  try {
    const value = JSON.parse(text);
    return typeof value?.op === 'number' ? value : undefined;
  } catch {
    return undefined;
  }
}

function beat(hub: Hub, { socket }: Connection): undefined {
  if (!hub.isMuted) send(socket, 11, null);
}

interface Identify {
  token?: unknown;
  intents?: unknown;
  shard?: unknown;
}

function identify(hub: Hub, connection: Connection, data: Identify): number | undefined {
  const shard = data.shard ?? [0, 1];
  const code = connection.session ? 4005 : refusal(hub, data, shard);
  if (code) return code;
  const now = Date.now();
  const isEarly = now - hub.lastIdentify < hub.identifyWindow;
  if (isEarly) send(connection.socket, 9, false);
  else start(hub, connection, Number(data.intents), shard as Session['shard']);
  if (!isEarly) hub.lastIdentify = now;
  return undefined;
}

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
function refusal(hub: Hub, data: Identify, shard: unknown): number | undefined {
  if (typeof data.token !== 'string' || data.token.replace(/^Bot /, '') !== hub.token) return 4004;
  if (!isShard(shard)) return 4010;
  if (!Number.isInteger(data.intents) || (data.intents as number) & ~everyIntent) return 4013;
  if ((data.intents as number) & privilegedIntents & ~hub.privileged) return 4014;
  return undefined;
}

function isShard(shard: unknown): boolean {
  if (!Array.isArray(shard) || shard.length !== 2 || !shard.every(Number.isInteger)) return false;
  return shard[0] >= 0 && shard[0] < shard[1];
}

function start(hub: Hub, connection: Connection, intents: number, shard: Session['shard']): void {
  const { state } = hub;
  const id = randomBytes(16).toString('hex');
  const session: Session = { id, sequence: 0, sent: [], intents, shard, socket: connection.socket };
  hub.counts.identified += 1;
  connection.session = session;
  hub.sessions.set(id, session);
  dropOldest(hub.sessions, keptSessions);
  const guilds = [...state.guilds.values()].filter((guild) => isOnShard(session, guild.id));
  dispatch(session, 'READY', readyView(state, session, connection.address, guilds));
  const shown = intents & Intents.Guilds ? guilds : [];
  for (const guild of shown) dispatch(session, 'GUILD_CREATE', guildCreateView(state, guild));
  announceReadiness(hub);
}

/** https://docs.discord.com/developers/events/gateway#resuming */
function resume(
  hub: Hub,
  connection: Connection,
  data: { token?: unknown; session_id?: unknown; seq?: unknown },
): number | undefined {
  if (connection.session) return 4005;
  if (data.token !== hub.token) return 4004;
  const session = hub.sessions.get(String(data.session_id));
  const from = Number(data.seq);
  if (session && !(from >= 0 && from <= session.sequence)) return 4007;
  const isForgotten = !session || (session.sent[0]?.[0] ?? 1) > from + 1;
  if (isForgotten) send(connection.socket, 9, false);
  else takeUp(hub, connection, session, from);
  return undefined;
}

function takeUp(hub: Hub, connection: Connection, session: Session, from: number): void {
  session.socket?.close(4000);
  session.socket = connection.socket;
  connection.session = session;
  hub.counts.resumed += 1;
  for (const [sequence, text] of session.sent) if (sequence > from) connection.socket.send(text);
  dispatch(session, 'RESUMED', {});
  announceReadiness(hub);
}
