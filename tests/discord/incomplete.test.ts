import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { systemClock } from '../../src/clock.ts';
import { connect, type Gateway } from '../../src/discord/gateway.ts';
import { testBot } from '../fixture.ts';

const bot = { id: '998877665544332211', username: 'wentian', discriminator: '0', avatar: null, bot: true };
const person = { ...bot, id: '333344445555666677', username: 'ann', bot: false };

/** Next to nothing of a Discord: enough to log in, and to hear what is answered. */
class Bare {
  readonly callbacks: string[] = [];
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
    if (request.url?.endsWith('/callback')) {
      this.callbacks.push(request.url.split('/').at(-2)!);
      return void response.writeHead(204).end();
    }
    const limit = { total: 1000, remaining: 999, reset_after: 1, max_concurrency: 1 };
    const body = { url: `ws://${this.address}`, shards: 1, session_start_limit: limit };
    const isCommands = request.url?.includes('/commands');
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(isCommands ? [] : body));
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

let discord: Bare;
let gateway: Gateway;
afterEach(async () => {
  await gateway.stop();
  discord.close();
});

test('an interaction that lacks fields is answered, or passed over, and ends nothing', async () => {
  discord = new Bare();
  const api = await discord.listen();
  const parts = { bot: testBot().bot, clock: systemClock, log: pino({ level: 'silent' }) };
  gateway = await connect({ token: 'x'.repeat(30), api }, parts);
  const about = { id: '1', type: 2, data: { name: 'about', type: 1 } };
  for (const interaction of [null, {}, { id: '1', type: 2 }, { ...about, token: 'nobody' }])
    discord.dispatch('INTERACTION_CREATE', interaction);
  discord.dispatch('INTERACTION_CREATE', { ...about, token: 'bare', user: person });
  await expect.poll(() => discord.callbacks, { timeout: 5000 }).toEqual(['bare']);
});
