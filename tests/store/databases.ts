import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { makeFolder } from '../folders.ts';

/** An empty database of one test file's own. */
export interface Database {
  url: string;
  drop(): Promise<void>;
}

async function sqlite(): Promise<Database> {
  return {
    url: `file:${join(makeFolder(), 'new', 'store.sqlite')}`,
    drop: async () => {},
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
