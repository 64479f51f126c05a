import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { checked, StoreUnavailable, type Value } from './store.ts';

/** An open file and its statements, prepared once. */
export interface Connection {
  database: DatabaseSync;
  statements: Map<string, StatementSync>;
  /** The file's inode: another file in its place is another database. */
  inode: number;
}

/** https://www.sqlite.org/rescode.html: BUSY, LOCKED, READONLY, IOERR, FULL, CANTOPEN, NOTADB. */
const UNAVAILABLE = new Set([5, 6, 8, 10, 13, 14, 26]);
const BUSY = 5;
const PATIENCE = 5000;
const KEPT_STATEMENTS = 500;

const codeOf = (error: unknown) => ((error as { errcode?: number }).errcode ?? 0) & 0xff;

/** SQLite's own error, or `StoreUnavailable` where it is not the statement's fault. */
export function translated(error: unknown): unknown {
  if (!UNAVAILABLE.has(codeOf(error))) return error;
  return new StoreUnavailable(`the SQLite file: ${(error as Error).message}`, { cause: error });
}

/**
 * Tries again while another process has the lock. It waits here rather than in SQLite, whose own waiting would hold up
 * everything else that this process does.
 */
export async function patiently<T>(work: () => T): Promise<T> {
  for (const start = performance.now(); ; ) {
    try {
      return work();
    } catch (error) {
      if (codeOf(error) !== BUSY || performance.now() - start > PATIENCE) throw translated(error);
    }
    await sleep(5 + Math.random() * 20);
  }
}

function open(path: string): Connection {
  const database = new DatabaseSync(path);
  try {
    database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on');
    return { database, statements: new Map(), inode: statSync(path).ino };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The statement of an SQL text; the locks that it asks for are not SQLite's. */
export function statementOf({ database, statements }: Connection, sql: string): StatementSync {
  const known = statements.get(sql);
  if (known) return known;
  if (statements.size >= KEPT_STATEMENTS) statements.clear();
  const statement = database.prepare(sql.replace(/\bfor update( skip locked)?/g, ''));
  statements.set(sql, statement);
  return statement;
}

/** The rows that a statement gives. Throws SQLite's own errors. */
export function rowsOf<Row>(connection: Connection, sql: string, values: readonly Value[]): Row[] {
  const named = Object.fromEntries(checked(values).map((value, at) => [`$${at + 1}`, value]));
  return statementOf(connection, sql).all(named) as Row[];
}

/** Makes an empty file, and its folders, where there is none. Throws `StoreUnavailable` where that cannot be. */
export function makeFile(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    new DatabaseSync(path).close();
  } catch (error) {
    throw new StoreUnavailable(`${path} cannot be opened: ${(error as Error).message}`, { cause: error });
  }
}

/** A file and the one connection to it. */
export interface Connector {
  path: string;
  /** Told when the file was away and is back. */
  reopened(): void;
  connection?: Connection | undefined;
  isKnown: boolean;
  isClosed: boolean;
}

function leave(connector: Connector): void {
  connector.connection?.database.close();
  connector.connection = undefined;
}

/** Closes the connection for good. */
export function disconnect(connector: Connector): void {
  connector.isClosed = true;
  leave(connector);
}

/** The connection, opened anew when the file was away and is back. Throws `StoreUnavailable` without a file. */
export async function connected(connector: Connector): Promise<Connection> {
  const { path, reopened, isKnown } = connector;
  if (connector.isClosed) throw new StoreUnavailable('the store is closed');
  if (connector.connection?.inode !== statSync(path, { throwIfNoEntry: false })?.ino) leave(connector);
  if (!connector.connection && !existsSync(path)) throw new StoreUnavailable('the SQLite file is gone');
  if (connector.connection) return connector.connection;
  const connection = await patiently(() => open(path));
  connector.connection = connection;
  if (isKnown) reopened();
  connector.isKnown = true;
  return connection;
}
