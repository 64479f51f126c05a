import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { type WebSocket, WebSocketServer } from 'ws';

const bot = { id: '998877665544332211', username: 'wentian', discriminator: '0', avatar: null, bot: true };

interface Answered {
  data?: { content?: string; flags?: number };
}

/** Next to nothing of a Discord: enough to log in, and to hear what is answered. */
export class Bare {
  /** First answers by interaction token, and what was put in place of deferrals. */
  readonly answers = new Map<string, Answered>();
  readonly edits = new Map<string, Answered>();
  socket: WebSocket | undefined;
  private readonly server: Server = createServer((request, response) => this.answer(request, response));

  async listen(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    new WebSocketServer({ server: this.server }).on('connection', (socket) => this.greet(socket));
    return `http://${this.address}/api`;
  }

  close(): void {
    this.socket?.terminate();
    this.server.closeAllConnections();
    this.server.close();
  }

  dispatch(t: string, d: unknown): void {
    this.socket?.send(JSON.stringify({ op: 0, s: 1, t, d }));
  }

  private get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const [, token] = /\/(?:interactions|webhooks)\/\d+\/(\w+)/.exec(request.url!) ?? [];
    if (token) return void this.take(request, response, token);
    const limit = { total: 1000, remaining: 999, reset_after: 1, max_concurrency: 1 };
    const body = { url: `ws://${this.address}`, shards: 1, session_start_limit: limit };
    const isCommands = request.url?.includes('/commands');
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(isCommands ? [] : body));
  }

  private async take(request: IncomingMessage, response: ServerResponse, token: string): Promise<void> {
    const taken = request.method === 'PATCH' ? this.edits : this.answers;
    taken.set(token, (await json(request)) as Answered);
    response.writeHead(204).end();
  }

  private greet(socket: WebSocket): void {
    this.socket = socket;
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 45_000 } }));
    socket.on('message', (data) => {
      if (JSON.parse(String(data)).op === 2) this.dispatch('READY', this.readiness());
    });
  }

  private readiness() {
    const application = { id: bot.id, flags: 0 };
    return { v: 10, user: bot, guilds: [], session_id: 's', resume_gateway_url: `ws://${this.address}`, application };
  }
}
