import type { Library } from '../knowledge/library.ts';
import type { Store } from '../store/store.ts';
import { allCandidates, type Candidate, type KnownCandidates } from './candidates.ts';

/** What a guild can see, as it is now; without one, what everybody can. */
export type LibraryOf = (guild: string | undefined) => Library | Promise<Library>;

/** The facts of a library that can be told, and since when they are there. */
interface Shelf {
  candidates: readonly Candidate[];
  /** When a fact was first seen, in milliseconds since 1970. */
  seen(key: string): number | undefined;
}

/** When a guild's facts were first seen; those that are new are written down. Everybody's have no guild. */
async function seenBy(store: Store, guild: string, keys: readonly string[], now: number): Promise<Map<string, number>> {
  const rows = await store.query<{ fact: string; seen: number }>(
    'select fact, seen from daily_facts where guild = $1',
    [guild],
  );
  const seen = new Map(rows.map((row) => [row.fact, row.seen]));
  const added = keys.filter((key) => !seen.has(key));
  const insert = 'insert into daily_facts (guild, fact, seen) values ($1, $2, $3) on conflict do nothing';
  if (added.length > 0)
    await store.transaction(async ({ query }) => {
      for (const key of added) await query(insert, [guild, key, now]);
    });
  return new Map([...seen, ...added.map((key) => [key, now] as const)]);
}

/** A shelf for each library, made once; a guild's stands on everybody's, of which nothing is written down again. */
interface Shelves {
  store: Store;
  made: WeakMap<Library, Promise<Shelf>>;
  known: KnownCandidates;
}

async function shelve(
  { store, known }: Shelves,
  library: Library,
  guild: string,
  common: Shelf | undefined,
  now: number,
): Promise<Shelf> {
  const candidates = allCandidates(library, known);
  const added = candidates.map(({ key }) => key).filter((key) => common?.seen(key) === undefined);
  const own = await seenBy(store, guild, added, now);
  return { candidates, seen: (key) => common?.seen(key) ?? own.get(key) };
}

function kept({ made }: Shelves, library: Library, make: () => Promise<Shelf>): Promise<Shelf> {
  const shelf = made.get(library) ?? make();
  made.set(library, shelf);
  shelf.catch(() => made.delete(library));
  return shelf;
}

/** Gives the shelf of a guild's library as it is now; without a guild, everybody's. Throws `StoreUnavailable`. */
export function createShelves(store: Store, libraryOf: LibraryOf) {
  const shelves: Shelves = { store, made: new WeakMap(), known: new WeakMap() };
  return async (guild: string | undefined, now: number): Promise<Shelf> => {
    const everybodys = await libraryOf(undefined);
    const common = await kept(shelves, everybodys, () => shelve(shelves, everybodys, '', undefined, now));
    const library = await libraryOf(guild);
    return kept(shelves, library, () => shelve(shelves, library, guild ?? '', common, now));
  };
}
