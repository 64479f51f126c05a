import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { checked, type Queries, type Store, StoreUnavailable, type Table, type Value, withinLimit } from './store.ts';

interface Connection {
  database: DatabaseSync;
  statements: Map<string, StatementSync>;
  /** The file's inode: another file in its place is another database. */
  inode: number;
}

/** https://www.sqlite.org/rescode.html: BUSY, LOCKED, READONLY, IOERR, FULL, CANTOPEN, NOTADB. */
const UNAVAILABLE = new Set([5, 6, 8, 10, 13, 14, 26]);
const BUSY = 5;
const PATIENCE = 5000;
const POLL = 1000;
const KEPT_STATEMENTS = 500;

const codeOf = (error: unknown) => ((error as { errcode?: number }).errcode ?? 0) & 0xff;

/** SQLite's own error, or `StoreUnavailable` where it is not the statement's fault. */
function translated(error: unknown): unknown {
  if (!UNAVAILABLE.has(codeOf(error))) return error;
  return new StoreUnavailable(`the SQLite file: ${(error as Error).message}`, { cause: error });
}

/**
 * Tries again while another process has the lock. It waits here rather than in SQLite, whose own waiting would hold up
 * everything else that this process does.
 */
async function patiently<T>(work: () => T): Promise<T> {
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

function statementOf({ database, statements }: Connection, sql: string): StatementSync {
  const known = statements.get(sql);
  if (known) return known;
  if (statements.size >= KEPT_STATEMENTS) statements.clear();
  const statement = database.prepare(sql.replace(/\bfor update( skip locked)?/g, ''));
  statements.set(sql, statement);
  return statement;
}

function rowsOf<Row>(connection: Connection, sql: string, values: readonly Value[]): Row[] {
  const named = Object.fromEntries(checked(values).map((value, at) => [`$${at + 1}`, value]));
  return statementOf(connection, sql).all(named) as Row[];
}

const now = async () => Date.now();

/** The file of a URL such as `file:data/wentian.sqlite`. */
export const fileOf = (url: string): string => resolve(url.replace(/^file:(?:\/\/(?=\/))?/, ''));

/** The one connection to the file, opened anew when the file was away and is back. Throws `StoreUnavailable` without a file. */
function createConnector(path: string, reopened: () => void) {
  let connection: Connection | undefined;
  let isKnown = false;
  let isClosed = false;
  const leave = () => {
    connection?.database.close();
    connection = undefined;
  };
  return {
    close() {
      isClosed = true;
      leave();
    },
    async connected(): Promise<Connection> {
      if (isClosed) throw new StoreUnavailable('the store is closed');
      if (connection?.inode !== statSync(path, { throwIfNoEntry: false })?.ino) leave();
      if (!connection && !existsSync(path)) throw new StoreUnavailable('the SQLite file is gone');
      if (connection) return connection;
      connection = await patiently(() => open(path));
      if (isKnown) reopened();
      isKnown = true;
      return connection;
    },
    current: () => connection,
  };
}

type Connector = ReturnType<typeof createConnector>;

/** Runs one task at a time: a transaction that awaits has the one connection for itself. */
function createQueue() {
  let tail: Promise<unknown> = Promise.resolve();
  return <T>(task: () => Promise<T>): Promise<T> => {
    const result = tail.then(task);
    tail = result.catch(() => {});
    return result;
  };
}

/** A transaction's own statements; they are refused once it has ended. */
function openQueries(connection: Connection) {
  const notices: [string, string][] = [];
  let isOver = false;
  const within: Queries = {
    async query<Row>(sql: string, values: readonly Value[] = []) {
      if (isOver) throw new StoreUnavailable('the transaction has ended');
      try {
        return rowsOf<Row>(connection, sql, values);
      } catch (error) {
        throw translated(error);
      }
    },
    now,
    notify: async (channel, payload) => void notices.push([channel, payload]),
  };
  const end = () => {
    isOver = true;
  };
  return { within, notices, end };
}

/** Commits what `work` did, or rolls it back; `end` comes before either, so that nothing can follow outside. */
async function transact<T>({ database }: Connection, work: () => Promise<T>, end: () => void): Promise<T> {
  await patiently(() => database.exec('begin immediate'));
  try {
    const result = await work().finally(end);
    database.exec('commit');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('rollback');
    throw translated(error);
  }
}

const TABLES = `select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by rowid`;

function tablesOf(connection: Connection): Table[] {
  const names = rowsOf<{ name: string }>(connection, TABLES, []);
  const key = 'select name from pragma_table_info($1) where pk > 0 order by pk';
  return names.map(({ name }) => ({
    name,
    key: rowsOf<{ name: string }>(connection, key, [name]).map((column) => column.name),
  }));
}

/** Changes when another process has written to the file. https://www.sqlite.org/pragma.html#pragma_data_version */
function versionOf(connection: Connection | undefined): unknown {
  try {
    return connection && statementOf(connection, 'pragma data_version').get()?.data_version;
  } catch {
    return undefined;
  }
}

/** Calls `changed` when another process has written to the file; the timer does not keep this one alive. */
function watch({ current }: Connector, changed: () => void): () => void {
  let seen = versionOf(current());
  const timer = setInterval(() => {
    const version = versionOf(current());
    if (version !== seen) changed();
    seen = version;
  }, POLL).unref();
  return () => clearInterval(timer);
}

/**
 * A store in one file, created with its folders if need be. Any number of processes may use the file; they hear of each
 * other's changes within a second, without being told which. Throws `StoreUnavailable`.
 */
export async function openSqlite(path: string): Promise<Store> {
  try {
    mkdirSync(dirname(path), { recursive: true });
    new DatabaseSync(path).close();
  } catch (error) {
    throw new StoreUnavailable(`${path} cannot be opened: ${(error as Error).message}`, { cause: error });
  }
  const bus = new EventEmitter().setMaxListeners(0);
  const missed = () => bus.eventNames().forEach((channel) => void bus.emit(channel, undefined));
  const connector = createConnector(path, missed);
  await connector.connected();
  const queued = createQueue();
  const stopWatching = watch(connector, missed);
  const onConnection = <T>(task: (connection: Connection) => Promise<T>) =>
    queued(async () => task(await connector.connected()));

  const store: Store = {
    query: <Row>(sql: string, values: readonly Value[] = []) =>
      onConnection((connection) => patiently(() => rowsOf<Row>(connection, sql, values))),
    now,
    notify: async (channel, payload) => void bus.emit(channel, payload),
    transaction: (work, options = {}) =>
      onConnection(async (connection) => {
        const { within, notices, end } = openQueries(connection);
        const result = await transact(connection, () => withinLimit(() => work(within), options), end);
        for (const [channel, payload] of notices) bus.emit(channel, payload);
        return result;
      }),
    listen(channel, hear) {
      bus.on(channel, hear);
      queueMicrotask(() => bus.listeners(channel).includes(hear) && hear(undefined));
      return () => void bus.off(channel, hear);
    },
    tables: () => onConnection(async (connection) => tablesOf(connection)),
    healthy: () =>
      store.query('select 1').then(
        () => true,
        () => false,
      ),
    async close() {
      stopWatching();
      await queued(async () => connector.close());
    },
  };
  return store;
}
