/** What a statement's `$1`, `$2`, … may stand for. */
export type Value = string | number | bigint | null;

/** Answers statements: the store itself, or a transaction in it. */
export interface Queries {
  /** The rows that a statement gives, `[]` where it gives none. Throws `StoreUnavailable` when there is no database. */
  query<Row = Record<string, string | number | null>>(sql: string, values?: readonly Value[]): Promise<Row[]>;
  /** The database's clock in milliseconds since 1970: the one that leases go by, for every process has the same. */
  now(): Promise<number>;
  /** Tells every process that listens, this one included; in a transaction, if and when it is committed. `payload` ≤ 7,999 bytes. */
  notify(channel: string, payload: string): Promise<void>;
}

/** A table and the columns of its primary key. */
export interface Table {
  name: string;
  key: readonly string[];
}

export interface TransactionOptions {
  /** A name: of transactions with the same one, over all processes, one runs at a time. */
  lock?: string;
  /** Milliseconds after which it is rolled back; 10,000 unless told. */
  limit?: number;
}

/**
 * What moderators and settings change, in SQL: one text for SQLite (`node:sqlite`) and PostgreSQL 15 or newer. What
 * both understand in the same way:
 *
 * - columns of `text`, `integer` and `bigint` alone: times are milliseconds since 1970, yes and no are 1 and 0, other
 *   values JSON as text; a `bigint` comes as a number, and one above 2^53 is refused;
 * - natural primary keys (each table has one), `insert … on conflict (…) do update set … returning …`;
 * - `$1`, `$2`, … for values; where nothing tells a value's type, `cast($1 as bigint)`;
 * - `for update` and `skip locked`, which SQLite does not need (a transaction has it for itself) and does not see; such
 *   a select with a limit stands in `with … as materialized (…)`, for PostgreSQL may run a subselect more than once;
 * - `sum(…)` and comparisons in the list of columns go inside `cast(… as bigint)` and `case when … then 1 else 0 end`;
 * - no order by words for people (the engines sort text differently), no `like`, no functions of JSON or dates.
 */
export interface Store extends Queries {
  /**
   * Runs `work` as a whole or not at all, on `within` alone: a call of the store itself would wait for its end. An error
   * that `work` throws rolls it back and is thrown on.
   */
  transaction<T>(work: (within: Queries) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /**
   * Calls `hear` with each payload that is sent on `channel`, and with nothing when notices may have been missed (once
   * at the start, and after each gap): reload all. Returns what ends it.
   */
  listen(channel: string, hear: (payload: string | undefined) => void): () => void;
  /** All tables, the oldest first. */
  tables(): Promise<Table[]>;
  /** Whether it answers. */
  healthy(): Promise<boolean>;
  close(): Promise<void>;
}

/** The database is gone, full, locked or out of reach; nothing of the statement or transaction is kept. It may come back. */
export class StoreUnavailable extends Error {}

/** The longest that a transaction lasts unless told. */
const LIMIT = 10_000;

/**
 * The values as both engines take them. Throws a TypeError for text with U+0000 (which PostgreSQL cannot hold), and for
 * numbers that are not whole.
 */
export function checked(values: readonly Value[]): readonly Value[] {
  const wrong = values.find(
    (value) =>
      value === undefined ||
      (typeof value === 'string' && value.includes('\0')) ||
      (typeof value === 'number' && !Number.isSafeInteger(value)),
  );
  if (wrong !== undefined || values.includes(undefined as never)) throw new TypeError('a value no column can hold');
  return values;
}

/** Runs a transaction's work; throws `StoreUnavailable` if it takes longer than its limit. */
export async function withinLimit<T>(work: () => Promise<T>, { limit = LIMIT }: TransactionOptions): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StoreUnavailable(`a transaction took more than ${limit} ms`)), limit);
  });
  try {
    return await Promise.race([work(), over]);
  } finally {
    clearTimeout(timer);
  }
}

/** Whether a statement is answered; never throws. */
export const isAnswering = (query: Queries['query']): Promise<boolean> =>
  query('select 1').then(
    () => true,
    () => false,
  );
