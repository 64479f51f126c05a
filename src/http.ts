import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { Counter, collectDefaultMetrics, Registry } from 'prom-client';

/** Something that answers requests of its own, such as the sandbox; false leaves a request to others. */
export interface Site {
  handle(request: IncomingMessage, response: ServerResponse): boolean;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
}

export interface Http {
  /** `http://127.0.0.1:8080`, with the port that was really taken. */
  origin: string;
  mount(site: Site): void;
  /** A counter in `/metrics` for each value of one label. */
  counter(name: string, help: string, label: string): (value: string) => void;
  close(): Promise<void>;
}

interface Page {
  status: number;
  type: string;
  body: string;
}

const text = (status: number, body: string): Page => ({ status, type: 'text/plain; charset=utf-8', body: `${body}\n` });

async function metricsPage(registry: Registry): Promise<Page> {
  return { status: 200, type: registry.contentType, body: await registry.metrics() };
}

async function readiness(isReady: () => boolean | Promise<boolean>): Promise<Page> {
  return (await isReady()) ? text(200, 'ready') : text(503, 'not ready');
}

function pagesOf(
  isReady: () => boolean | Promise<boolean>,
  registry: Registry,
): Record<string, () => Page | Promise<Page>> {
  return {
    '/healthz': () => text(200, 'alive'),
    '/readyz': () => readiness(isReady),
    '/metrics': () => metricsPage(registry),
  };
}

function listenerOf(pages: ReturnType<typeof pagesOf>, sites: readonly Site[]): RequestListener {
  return async (request, response) => {
    const page = pages[new URL(request.url ?? '/', 'http://localhost').pathname];
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
export async function startHttp(host: string, port: number, isReady: () => boolean | Promise<boolean>): Promise<Http> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const sites: Site[] = [];
  const server = createServer(listenerOf(pagesOf(isReady, registry), sites));
  server.on('upgrade', (request, socket, head) => {
    if (!sites.some((site) => site.upgrade(request, socket, head))) socket.destroy();
  });
  const address = await listening(server, host, port);
  return {
    origin: originOf(address),
    mount: (site) => void sites.push(site),
    counter(name, help, label) {
      const counter = new Counter({ name, help, labelNames: [label], registers: [registry] });
      return (value) => counter.inc({ [label]: value });
    },
    close: () => close(server),
  };
}
