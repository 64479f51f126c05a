import { createHash } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { migrate } from './migrate.ts';
import { openStore } from './open.ts';
import { fileOf } from './sqlite.ts';
import type { Queries, Store, Table, Value } from './store.ts';

/** The copy cannot be made, or is not the same as what it was made from. */
export class CopyFailed extends Error {}

/** What a table holds, in one line to compare: the sum of its rows' hashes, whatever their order. */
interface Content {
  rows: number;
  checksum: string;
}

type Row = Record<string, Value>;

const BATCH = 500;
const TOGETHER = 100;
const HOUR = 60 * 60_000;
const MODULUS = 1n << 256n;

const numbered = (count: number, from = 1) => Array.from({ length: count }, (_, at) => `$${at + from}`).join(', ');

/** All rows by their key, in batches; no batch is as large as the table. */
async function* batchesOf(on: Queries, { name, key }: Table): AsyncGenerator<Row[]> {
  const columns = key.join(', ');
  const order = `order by ${columns} limit ${BATCH}`;
  let rows = await on.query<Row>(`select * from ${name} ${order}`);
  while (rows.length > 0) {
    yield rows;
    const last = rows.at(-1)!;
    const after = `select * from ${name} where (${columns}) > (${numbered(key.length)}) ${order}`;
    rows = await on.query<Row>(
      after,
      key.map((column) => last[column]!),
    );
  }
}

function hashOf(row: Row): bigint {
  const entries = Object.entries(row).sort(([one], [other]) => (one < other ? -1 : 1));
  return BigInt(`0x${createHash('sha256').update(JSON.stringify(entries)).digest('hex')}`);
}

async function contentOf(on: Queries, table: Table): Promise<Content> {
  let [rows, sum] = [0, 0n];
  for await (const batch of batchesOf(on, table)) {
    rows += batch.length;
    for (const row of batch) sum = (sum + hashOf(row)) % MODULUS;
  }
  return { rows, checksum: sum.toString(16).slice(0, 16) };
}

/** Many rows in a statement, far below the 32,766 values that SQLite takes. */
async function insert(on: Queries, { name }: Table, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0]!);
  const tuples = rows.map((_, at) => `(${numbered(columns.length, at * columns.length + 1)})`);
  const values = rows.flatMap((row) => columns.map((column) => row[column]!));
  await on.query(`insert into ${name} (${columns.join(', ')}) values ${tuples.join(', ')}`, values);
}

async function copyTable(from: Queries, to: Queries, table: Table): Promise<Content> {
  for await (const batch of batchesOf(from, table)) {
    for (let at = 0; at < batch.length; at += TOGETHER) await insert(to, table, batch.slice(at, at + TOGETHER));
  }
  const [source, copy] = [await contentOf(from, table), await contentOf(to, table)];
  if (source.rows === copy.rows && source.checksum === copy.checksum) return copy;
  throw new CopyFailed(
    `${table.name}: ${source.rows} rows (${source.checksum}) became ${copy.rows} (${copy.checksum}): stop the bot and repeat`,
  );
}

/** The migrations are the same on both sides, once both have been migrated. */
const dataOf = async (store: Store) => (await store.tables()).filter(({ name }) => name !== 'migrations');

async function refuseFull(to: Store): Promise<void> {
  for (const { name } of await dataOf(to)) {
    const rows = await to.query(`select * from ${name} limit 1`);
    if (rows.length > 0) throw new CopyFailed(`the target is not empty: it has rows in ${name}`);
  }
}

function fileAt(url: string): string {
  const path = fileOf(url);
  if (!existsSync(path)) throw new CopyFailed(`there is no ${path}`);
  return path;
}

async function copyAll(from: Store, to: Store): Promise<Map<string, Content>> {
  await migrate(from);
  await migrate(to);
  await refuseFull(to);
  const copied = new Map<string, Content>();
  const work = async (within: Queries) => {
    for (const table of await dataOf(from)) copied.set(table.name, await copyTable(from, within, table));
  };
  await to.transaction(work, { limit: HOUR });
  return copied;
}

/**
 * Copies everything from one store to another, of whichever engines, and compares every table by its count and checksum.
 * The target is empty or not there yet, and stays empty if anything fails. Throws `CopyFailed`, `StoreUnavailable`.
 */
export async function copyStore(from: string, to: string): Promise<Map<string, Content>> {
  if (from.startsWith('file:')) fileAt(from);
  await using stores = new AsyncDisposableStack();
  const source = await openStore(from);
  stores.defer(source.close);
  const target = await openStore(to);
  stores.defer(target.close);
  return await copyAll(source, target);
}

/**
 * A copy of a SQLite file as it is at one moment, while others go on writing: `vacuum into`, checked when it is done.
 * Throws `CopyFailed` without a source, where the target exists, or if the copy is damaged.
 */
export function backupStore(url: string, target: string): void {
  if (!url.startsWith('file:')) throw new CopyFailed('only a SQLite file is backed up so: use pg_dump, or db copy');
  const path = fileAt(url);
  if (existsSync(target)) throw new CopyFailed(`${target} is there already`);
  const source = new DatabaseSync(path, { timeout: 5000 });
  try {
    source.prepare('vacuum into ?').all(target);
    const copy = new DatabaseSync(target, { readOnly: true });
    const [report] = copy.prepare('pragma integrity_check').all();
    copy.close();
    if (report?.integrity_check !== 'ok') throw new CopyFailed(`the copy is damaged: ${report?.integrity_check}`);
  } catch (error) {
    rmSync(target, { force: true });
    throw error;
  } finally {
    source.close();
  }
}
