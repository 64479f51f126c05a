import pg from 'pg';
import { createListener } from './listener.ts';
import {
  checked,
  isAnswering,
  type Queries,
  type Store,
  StoreUnavailable,
  type Table,
  type TransactionOptions,
  type Value,
  withinLimit,
} from './store.ts';

/**
 * Connection lost, refused or not let in; resources exhausted (disk full among them); a deadlock; cancelled or shut down;
 * system error; read-only (a stand-by). https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const UNAVAILABLE = /^(?:08|28|3D|40|53|57|58|25006|25P03|55P03)/;

/** PostgreSQL's own error, or `StoreUnavailable` where it is not the statement's fault. */
function translated(error: unknown): unknown {
  if (error instanceof TypeError || error instanceof RangeError || error instanceof StoreUnavailable) return error;
  if (error instanceof pg.DatabaseError && !UNAVAILABLE.test(error.code ?? '')) return error;
  const { code, message } = error as { code?: string; message?: string };
  return new StoreUnavailable(`PostgreSQL: ${message || code}`, { cause: error });
}

/** A number without loss; throws a RangeError for anything else. */
function whole(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number)) return number;
  throw new RangeError(`${text} is no whole number up to 2^53`);
}

const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, whole);
types.setTypeParser(pg.types.builtins.NUMERIC, whole);

/** A server that does not answer is given up on before Discord gives up on us; a process that died frees its locks. */
const settings = (url: string): pg.PoolConfig => ({
  connectionString: url,
  types: types as pg.CustomTypesConfig,
  application_name: 'wentian',
  keepAlive: true,
  connectionTimeoutMillis: 5_000,
  statement_timeout: 10_000,
  query_timeout: 15_000,
  idle_in_transaction_session_timeout: 60_000,
});

const NOW = 'select cast(extract(epoch from clock_timestamp()) * 1000 as bigint) as now';

/** Statements over the pool, or over one of its connections. */
function queriesOf(connection: pg.Pool | pg.PoolClient): Queries {
  const query = async <Row>(sql: string, values: readonly Value[] = []) => {
    try {
      return (await connection.query(sql, [...checked(values)])).rows as Row[];
    } catch (error) {
      throw translated(error);
    }
  };
  return {
    query,
    now: async () => (await query<{ now: number }>(NOW))[0]!.now,
    notify: async (channel, payload) => void (await query('select pg_notify($1, $2)', [channel, payload])),
  };
}

/** A transaction's own statements; they are refused once it has ended. */
function guarded(queries: Queries): { within: Queries; end: () => void } {
  let isOver = false;
  const open = (): Queries => {
    if (isOver) throw new StoreUnavailable('the transaction has ended');
    return queries;
  };
  return {
    within: {
      query: async (sql, values) => open().query(sql, values),
      now: async () => open().now(),
      notify: async (channel, payload) => open().notify(channel, payload),
    },
    end: () => {
      isOver = true;
    },
  };
}

async function begin({ query }: Queries, { lock }: TransactionOptions): Promise<void> {
  await query('begin');
  if (lock) await query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [lock]);
}

/** Runs a transaction on one connection, which goes back to the pool, or away if it cannot even roll back. */
async function transact<T>(
  client: pg.PoolClient,
  work: (within: Queries) => Promise<T>,
  options: TransactionOptions,
): Promise<T> {
  const queries = queriesOf(client);
  const { within, end } = guarded(queries);
  let broken: Error | undefined;
  try {
    await begin(queries, options);
    const result = await withinLimit(() => work(within), options).finally(end);
    await queries.query('commit');
    return result;
  } catch (error) {
    await queries.query('rollback').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

const TABLES = `
  select class.relname as name, array_to_json(array(
    select attribute.attname from unnest(key.conkey) with ordinality as part (number, place)
    join pg_attribute attribute on attribute.attrelid = class.oid and attribute.attnum = part.number
    order by part.place)) as key
  from pg_class class left join pg_constraint key on key.conrelid = class.oid and key.contype = 'p'
  where class.relkind = 'r' and class.relnamespace = current_schema()::regnamespace
  order by class.oid`;

/** A connection that dies, idle or at work, would otherwise end the process; the pool opens another. */
function openPool(url: string): pg.Pool {
  const pool = new pg.Pool(settings(url));
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

const connectedTo = (pool: pg.Pool): Promise<pg.PoolClient> =>
  pool.connect().catch((error: unknown) => Promise.reject(translated(error)));

/** A store on a PostgreSQL server. Throws `StoreUnavailable` when it does not answer now. */
export async function openPostgres(url: string): Promise<Store> {
  const pool = openPool(url);
  const queries = queriesOf(pool);
  await queries.query('select 1').catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });
  const listener = createListener(() => new pg.Client({ ...settings(url), query_timeout: 5_000 }));
  return {
    ...queries,
    transaction: async (work, options = {}) => transact(await connectedTo(pool), work, options),
    listen: listener.listen,
    tables: () => queries.query<Table>(TABLES),
    healthy: () => isAnswering(queries.query),
    async close() {
      listener.close();
      await pool.end();
    },
  };
}
