import type { Queries } from '../store/store.ts';
import type { Guilds, GuildsParts } from './guilds.ts';

/** What a change in a guild works with. */
export interface Committing extends GuildsParts {
  guilds: Guilds;
}

/**
 * Runs a change as a whole, within `limit` milliseconds; after it this process knows of it, and the change is told even
 * if that could not be read anew. Throws what `work` throws, and `StoreUnavailable`.
 */
export async function commit<T>(
  { store, guilds, log }: Committing,
  guild: string,
  work: (within: Queries) => Promise<T>,
  limit = 10_000,
): Promise<T> {
  const result = await store.transaction(work, { limit });
  await guilds
    .refreshed(guild)
    .catch((error: unknown) => log.warn({ guild, error }, 'a change is written, and will be seen later'));
  return result;
}
