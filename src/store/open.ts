import { fileOf, openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';

/**
 * The store at `file:PATH` (a SQLite file, made with its folders) or `postgres://…`. Throws `StoreUnavailable` when it
 * cannot be reached. Its tables come from `migrate`.
 */
export async function openStore(url: string): Promise<Store> {
  if (url.startsWith('file:')) return openSqlite(fileOf(url));
  const { openPostgres } = await import('./postgres.ts');
  return openPostgres(url);
}
