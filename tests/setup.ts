import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { type Server, startPostgres } from './postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where a test asks for the address of PostgreSQL. */
    postgres: string;
  }
}

/**
 * Offers PostgreSQL to all tests: the server of TEST_DATABASE_URL (its user must be allowed to create databases), or one
 * that is started when a test first asks.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let server: Promise<Server> | undefined;
  const given = process.env.TEST_DATABASE_URL;
  const offer = createServer((_, response) => {
    server ??= given ? Promise.resolve({ url: given, stop: async () => {} }) : startPostgres();
    server.then(
      ({ url }) => response.end(url),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  }).listen(0, '127.0.0.1');
  await once(offer, 'listening');
  project.provide('postgres', `http://127.0.0.1:${(offer.address() as AddressInfo).port}`);
  return async () => {
    offer.close();
    await server?.then(
      ({ stop }) => stop(),
      () => {},
    );
  };
}
