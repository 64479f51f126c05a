import { existsSync } from 'node:fs';
import { fileOf, openSqlite } from './sqlite.ts';
import { type Store, StoreUnavailable } from './store.ts';

/**
 * The store at `file:PATH` (a SQLite file, made with its folders) or `postgres://…`. Throws `StoreUnavailable` when it
 * cannot be reached. Its tables come from `migrate`.
 */
export async function openStore(url: string): Promise<Store> {
  if (url.startsWith('file:')) return openSqlite(fileOf(url));
  const { openPostgres } = await import('./postgres.ts');
  return openPostgres(url);
}

/** The same, but a file that is not there is not made. */
export async function openExisting(url: string): Promise<Store> {
  if (url.startsWith('file:') && !existsSync(fileOf(url))) throw new StoreUnavailable(`there is no ${fileOf(url)}`);
  return openStore(url);
}
