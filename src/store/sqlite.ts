import { resolve } from 'node:path';
import { createChannels } from './channels.ts';
import {
  type Connection,
  type Connector,
  connected,
  disconnect,
  makeFile,
  patiently,
  rowsOf,
  statementOf,
  translated,
} from './sqlite-connection.ts';
import {
  isAnswering,
  type Queries,
  type Store,
  StoreUnavailable,
  type Table,
  type TransactionOptions,
  type Value,
  withinLimit,
} from './store.ts';

const POLL = 1000;

const now = async () => Date.now();

/** The file of a URL such as `file:data/wentian.sqlite`. */
export const fileOf = (url: string): string => resolve(url.replace(/^file:(?:\/\/(?=\/))?/, ''));

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

/** A transaction whose notices are told once it is committed. */
async function runTransaction<T>(
  connection: Connection,
  work: (within: Queries) => Promise<T>,
  options: TransactionOptions,
  tell: (channel: string, payload: string) => void,
): Promise<T> {
  const { within, notices, end } = openQueries(connection);
  const result = await transact(connection, () => withinLimit(() => work(within), options), end);
  for (const [channel, payload] of notices) tell(channel, payload);
  return result;
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
function watch(connector: Connector, changed: () => void): () => void {
  let seen = versionOf(connector.connection);
  const timer = setInterval(() => {
    const version = versionOf(connector.connection);
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
  makeFile(path);
  const { tell, listen, missed } = createChannels();
  const connector: Connector = { path, reopened: missed, isKnown: false, isClosed: false };
  await connected(connector);
  const queued = createQueue();
  const stopWatching = watch(connector, missed);
  const using = <T>(task: (connection: Connection) => T | Promise<T>) =>
    queued(async () => task(await connected(connector)));
  const query = <Row>(sql: string, values: readonly Value[] = []) =>
    using((connection) => patiently(() => rowsOf<Row>(connection, sql, values)));
  return {
    query,
    now,
    listen,
    notify: async (channel, payload) => tell(channel, payload),
    transaction: (work, options = {}) => using((connection) => runTransaction(connection, work, options, tell)),
    tables: () => using(tablesOf),
    healthy: () => isAnswering(query),
    async close() {
      stopWatching();
      await queued(async () => disconnect(connector));
    },
  };
}
