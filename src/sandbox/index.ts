import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type Clock, systemClock } from '../clock.ts';
import { type Actions, createActions } from './actions.ts';
import { assetOf, sendAsset } from './assets.ts';
import { type Controls, createControls } from './controls.ts';
import { createFaults, type Faults } from './faults.ts';
import { createGateway, type Gateway } from './gateway.ts';
import { createInteractions } from './interactions.ts';
import { type BucketLimit, createLimits } from './limits.ts';
import type { GatewayOptions } from './operations.ts';
import { createPageApi } from './page-api.ts';
import { createRest, isRest, type RequestRecord } from './rest.ts';
import { commandRoutes } from './routes-commands.ts';
import { messageRoutes } from './routes-messages.ts';
import { serverRoutes } from './routes-server.ts';
import { webhookRoutes } from './routes-webhooks.ts';
import { createState, type State } from './state.ts';

/** How a sandbox departs from its defaults. */
export interface SandboxOptions {
  /** The bot token that is accepted; `sandbox` unless told. */
  token?: string;
  /** Runs deadlines, token lifetimes, the nonce's window and ids. Rate limits and heartbeats go by the machine's time. */
  clock?: Clock;
  gateway?: Partial<Omit<GatewayOptions, 'token'>>;
  /** What every rate-limit bucket takes; 50 requests a second unless told. */
  limit?: BucketLimit;
}

/** A local Discord: where its clients reach it, what people do in it, and how it can be broken. */
export interface Sandbox extends Actions {
  token: string;
  gateway: Gateway;
  faults: Faults;
  controls: Controls;
  /** The last 10,000 REST requests. */
  requests: RequestRecord[];
  /** Answers a request if it is for the sandbox: REST under `/api`, the page and its API. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
  /** Takes a WebSocket for `/gateway`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  close(): void;
}

const keptRequests = 10_000;
const gatewayDefaults = { heartbeat: 41_250, identifyWindow: 5_000, identifies: 1_000, privileged: 0 };

/**
 * A Discord in memory, with one server, two people and a bot (`world.ts`), that keeps to the rules Discord publishes.
 * It trusts whoever reaches it, so it answers only to loopback names.
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const { token = 'sandbox', clock = systemClock, limit = { requests: 50, windowMs: 1_000 } } = options;
  const state = createState(clock);
  const faults = createFaults();
  const requests: RequestRecord[] = [];
  const gateway = createGateway(state, { ...gatewayDefaults, ...options.gateway, token });
  const interactions = createInteractions(state);
  const actions = createActions(interactions);
  const routes = [
    serverRoutes(state, gateway),
    commandRoutes(state),
    messageRoutes(state),
    webhookRoutes(interactions),
  ];
  const record = (request: RequestRecord) => {
    requests.push(request);
    if (requests.length > keptRequests) requests.shift();
  };
  const rest = createRest({ routes: routes.flat(), token, faults, record, toll: createLimits(limit) });
  const page = createPageApi({ interactions, gateway, actions });
  const controls = createControls(state);
  const entrance = createEntrance(state, gateway, { rest, page });
  return { ...actions, ...entrance, token, gateway, faults, controls, requests, close: gateway.close };
}

function createEntrance(state: State, gateway: Gateway, answerers: Answerers): Pick<Sandbox, 'handle' | 'upgrade'> {
  return {
    handle(request, response) {
      const answer = answerFor(request, answerers, state);
      if (!answer) return false;
      if (answer === answerers.rest && isLocal(request)) state.origin = `http://${request.headers.host}`;
      const task = isLocal(request) ? answer : refuseStranger;
      task(request, response).catch(() => response.destroy());
      return true;
    },
    upgrade(request, socket, head) {
      const isOurs = pathOf(request).replace(/\/$/, '') === '/gateway';
      if (isOurs) gateway.upgrade(request, socket, head);
      return isOurs;
    },
  };
}

const refuseStranger: Answerer = async (_request, response) => void response.writeHead(403).end();

type Answerer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

interface Answerers {
  rest: Answerer;
  page: Answerer;
}

function answerFor(request: IncomingMessage, { rest, page }: Answerers, state: State): Answerer | undefined {
  const path = pathOf(request);
  if (isRest(path)) return rest;
  if (path.startsWith('/sandbox/')) return page;
  const asset = request.method === 'GET' ? assetOf(path) : undefined;
  return asset === undefined ? undefined : (_request, response) => sendAsset(response, asset, state.origin);
}

const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?')[0] ?? '/';

/** A page of another site that resolves its own name to this machine is not let in. */
function isLocal(request: IncomingMessage): boolean {
  const name = URL.parse(`http://${request.headers.host}`)?.hostname ?? '';
  return name === 'localhost' || name === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(name);
}

/** A sandbox with an HTTP server of its own, on any free port unless told. `api` is the REST base without the version. */
export async function listenSandbox(
  options: SandboxOptions & { port?: number; host?: string } = {},
): Promise<Sandbox & { origin: string; api: string; close(): Promise<void> }> {
  const { port = 0, host = '127.0.0.1', ...rest } = options;
  const sandbox = createSandbox(rest);
  const server = createServer((request, response) => {
    if (!sandbox.handle(request, response)) response.writeHead(404).end();
  });
  server.on('upgrade', (request, socket, head) => {
    if (!sandbox.upgrade(request, socket, head)) socket.destroy();
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  const origin = `http://${host}:${(server.address() as AddressInfo).port}`;
  const close = async () => {
    sandbox.close();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
  return { ...sandbox, origin, api: `${origin}/api`, close };
}
