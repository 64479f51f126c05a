import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';

/** An empty database of one test file's own. */
export interface Database {
  url: string;
  drop(): Promise<void>;
}

async function sqlite(): Promise<Database> {
  const folder = mkdtempSync(join(tmpdir(), 'wentian-store-'));
  return {
    url: `file:${join(folder, 'new', 'store.sqlite')}`,
    drop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Asks the server for something outside of any store. */
export async function askServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}

async function postgres(): Promise<Database> {
  const response = await fetch(inject('postgres'));
  const server = await response.text();
  if (!response.ok) throw new Error(server);
  const name = `wentian_${randomBytes(6).toString('hex')}`;
  await askServer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = name;
  return { url: url.href, drop: () => askServer(server, `drop database ${name} with (force)`) };
}

export const engines = { sqlite, postgres } as const;
export type Engine = keyof typeof engines;
