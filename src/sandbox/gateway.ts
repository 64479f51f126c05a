import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { announceReadiness, type Connection, type GatewayOptions, type Hub, receive, send } from './operations.ts';
import { forward } from './sessions.ts';
import type { State } from './state.ts';

/** The bot's end of the sandbox, with the ways in which a connection can break. */
export interface Gateway {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** What `GET /gateway/bot` says of identifies. */
  startLimit(): { total: number; remaining: number; reset_after: number; max_concurrency: number };
  isReady(): boolean;
  /** How many sessions were started and how many were taken up again. */
  counts: { identified: number; resumed: number };
  /** Closes every connection with a close code, or cuts it without one. */
  drop(code?: number): void;
  /** Asks every client to connect again and resume (op 7). */
  reconnect(): void;
  /** Tells every client that its session is over (op 9), and forgets it unless it is resumable. */
  invalidate(resumable: boolean): void;
  /** From now on heartbeats get no answer, or do again. */
  mute(isMuted: boolean): void;
  close(): void;
}

/** A gateway that speaks version 10 in plain JSON. https://docs.discord.com/developers/events/gateway */
export function createGateway(state: State, options: GatewayOptions): Gateway {
  const hub = createHub(state, options);
  const server = new WebSocketServer({ noServer: true, maxPayload: 1 << 20 });
  state.changes.on('change', (change) => {
    for (const session of hub.sessions.values()) forward(state, session, change);
  });
  return {
    ...controls(hub),
    upgrade: (request, socket, head) => server.handleUpgrade(request, socket, head, (ws) => connect(hub, ws, request)),
    startLimit: () => startLimit(hub),
    isReady: () => [...hub.connections].some(({ session }) => session),
    counts: hub.counts,
    close() {
      for (const { socket } of hub.connections) socket.terminate();
      server.close();
    },
  };
}

function createHub(state: State, options: GatewayOptions): Hub {
  return {
    ...options,
    state,
    sessions: new Map(),
    connections: new Set(),
    counts: { identified: 0, resumed: 0 },
    lastIdentify: Number.NEGATIVE_INFINITY,
    isMuted: false,
  };
}

function startLimit({ identifies: total, counts }: Hub): ReturnType<Gateway['startLimit']> {
  const remaining = Math.max(0, total - counts.identified);
  return { total, remaining, reset_after: 86_400_000, max_concurrency: 1 };
}

function controls(hub: Hub): Pick<Gateway, 'drop' | 'reconnect' | 'invalidate' | 'mute'> {
  const each = (task: (connection: Connection) => void) => [...hub.connections].forEach(task);
  return {
    drop: (code) => each(({ socket }) => (code === undefined ? socket.terminate() : socket.close(code))),
    reconnect: () => each(({ socket }) => send(socket, 7, null)),
    invalidate(resumable) {
      if (!resumable) hub.sessions.clear();
      each((connection) => {
        leaveSession(connection);
        send(connection.socket, 9, resumable);
      });
    },
    mute(isMuted) {
      hub.isMuted = isMuted;
    },
  };
}

function connect(hub: Hub, socket: WebSocket, request: IncomingMessage): void {
  const query = new URL(request.url ?? '/', 'http://sandbox').searchParams;
  const connection: Connection = { socket, address: `ws://${request.headers.host}/gateway`, received: [] };
  socket.on('error', () => socket.terminate());
  if (query.get('v') !== '10') return void socket.close(4012);
  if (query.get('encoding') === 'etf' || query.has('compress')) return void socket.close(4002);
  hub.connections.add(connection);
  socket.on('message', (data) => receive(hub, connection, data));
  socket.on('close', (code) => disconnect(hub, connection, code));
  send(socket, 10, { heartbeat_interval: hub.heartbeat });
}

/** The session stays, to be resumed, and collects what happens meanwhile. */
function leaveSession(connection: Connection): void {
  if (connection.session?.socket === connection.socket) connection.session.socket = undefined;
  connection.session = undefined;
}

/** https://docs.discord.com/developers/events/gateway#initiating-a-disconnect: 1000 and 1001 end the session. */
function disconnect(hub: Hub, connection: Connection, code: number): void {
  hub.connections.delete(connection);
  const { session } = connection;
  leaveSession(connection);
  if (session && (code === 1000 || code === 1001)) hub.sessions.delete(session.id);
  announceReadiness(hub);
}
