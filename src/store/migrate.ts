import { readdirSync, readFileSync } from 'node:fs';
import type { Queries, Store } from './store.ts';

/** The database has tables of a newer version of the bot. */
export class NewerDatabase extends Error {}

interface Migration {
  name: string;
  statements: readonly string[];
}

const folder = new URL('./migrations/', import.meta.url);

/** A statement ends with a semicolon at the end of a line. */
const statementsOf = (text: string) =>
  text
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter(Boolean);

/** Adding a file is adding a migration; they run in the order of their names, and none is changed once it was released. */
function migrations(): Migration[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'));
  return files.sort().map((file) => ({
    name: file.slice(0, -'.sql'.length),
    statements: statementsOf(readFileSync(new URL(file, folder), 'utf8')),
  }));
}

async function apply({ query }: Queries, { name, statements }: Migration): Promise<void> {
  for (const statement of statements) await query(statement);
  await query('insert into migrations (name) values ($1)', [name]);
}

function refuseNewer(done: ReadonlySet<string>, known: readonly Migration[]): void {
  const names = new Set(known.map(({ name }) => name));
  const foreign = [...done].filter((name) => !names.has(name));
  if (foreign.length === 0) return;
  throw new NewerDatabase(`the database is of a newer version (it has ${foreign.join(', ')}): update the bot`);
}

/**
 * Brings the database to this version, all of it or nothing; processes that start together do so one after another.
 * Only forward: throws `NewerDatabase` for a database with migrations that are not known here.
 */
export async function migrate(store: Store): Promise<void> {
  const known = migrations();
  const work = async (within: Queries) => {
    await within.query('create table if not exists migrations (name text primary key)');
    const rows = await within.query<{ name: string }>('select name from migrations');
    const done = new Set(rows.map(({ name }) => name));
    refuseNewer(done, known);
    for (const migration of known) if (!done.has(migration.name)) await apply(within, migration);
  };
  await store.transaction(work, { lock: 'migrations', limit: 60_000 });
}
