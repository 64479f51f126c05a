import { type Config, databaseOf } from './config.ts';
import { migrate } from './store/migrate.ts';
import { openStore } from './store/open.ts';
import type { Store } from './store/store.ts';

/** The store that the settings name, brought to this version. Throws `StoreUnavailable` or `NewerDatabase`. */
export async function openDatabase(config: Config): Promise<Store> {
  const store = await openStore(databaseOf(config));
  try {
    await migrate(store);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}
