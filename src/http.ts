import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Registry } from 'prom-client';

/** Something that answers requests of its own, such as the sandbox; false leaves a request to others. */
export interface Site {
  handle(request: IncomingMessage, response: ServerResponse): boolean;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
}

export interface Http {
  /** `http://127.0.0.1:8080`, with the port that was really taken. */
  origin: string;
  mount(site: Site): void;
  close(): Promise<void>;
}

interface Page {
  status: number;
  type: string;
  body: string;
}

const text = (status: number, body: string): Page => ({ status, type: 'text/plain; charset=utf-8', body: `${body}\n` });

/** Metrics are gathered from the first time that somebody asks for them: most who run a bot never do. */
function createMetrics(): () => Promise<Registry> {
  let registry: Promise<Registry> | undefined;
  const create = async () => {
    const { collectDefaultMetrics, Registry: Metrics } = await import('prom-client');
    const metrics = new Metrics();
    collectDefaultMetrics({ register: metrics });
    return metrics;
  };
  return () => (registry ??= create());
}

async function metricsPage(registry: Registry): Promise<Page> {
  return { status: 200, type: registry.contentType, body: await registry.metrics() };
}

type Ready = () => boolean | Promise<boolean>;

function pagesOf(isReady: Ready, metrics: () => Promise<Registry>): Record<string, () => Page | Promise<Page>> {
  return {
    '/healthz': () => text(200, 'alive'),
    '/readyz': async () => ((await isReady()) ? text(200, 'ready') : text(503, 'not ready')),
    '/metrics': async () => metricsPage(await metrics()),
  };
}

/** Why not a URL: what a client sends as its path need not be a part of one (`//`). */
const pathOf = ({ url = '/' }: IncomingMessage) => url.split('?')[0] ?? '/';

function listenerOf(pages: ReturnType<typeof pagesOf>, sites: readonly Site[]): RequestListener {
  return async (request, response) => {
    const page = pages[pathOf(request)];
    if (!page && sites.some((site) => site.handle(request, response))) return;
    const { status, type, body } = page ? await page() : text(404, 'not found');
    response.writeHead(status, { 'content-type': type }).end(body);
  };
}

function listening(server: Server, host: string, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server.address() as AddressInfo));
  });
}

const originOf = ({ family, address, port }: AddressInfo) =>
  `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/**
 * Health (`/healthz`), readiness (`/readyz`), metrics (`/metrics`), and whatever sites are mounted. Rejects with
 * EADDRINUSE where the port is taken.
 */
export async function startHttp(host: string, port: number, isReady: Ready): Promise<Http> {
  const sites: Site[] = [];
  const server = createServer(listenerOf(pagesOf(isReady, createMetrics()), sites));
  server.on('upgrade', (request, socket, head) => {
    if (!sites.some((site) => site.upgrade(request, socket, head))) socket.destroy();
  });
  const address = await listening(server, host, port);
  return { origin: originOf(address), mount: (site) => void sites.push(site), close: () => close(server) };
}
