import type { Clock } from '../clock.ts';
import type { Library } from '../knowledge/library.ts';
import type { Logger } from '../log.ts';
import type { Store } from '../store/store.ts';
import { overlay, type Standing } from './merge.ts';
import { CHANGES, changedSince } from './revisions.ts';
import { type Settings, settingsIn } from './settings.ts';

/** A guild as this process knows it. */
export interface GuildView {
  /** What its members can see. */
  library: Library;
  settings: Settings;
  /** What its moderators have made of entries, by id. */
  standing: ReadonlyMap<string, Standing>;
}

interface Slot extends GuildView {
  /** The number of the latest change that is in it. */
  changes: number;
  /** When it was last held against the database, in milliseconds since 1970. */
  checked: number;
}

export interface GuildsParts {
  store: Store;
  /** What is built in. */
  base: Library;
  clock: Clock;
  log: Logger;
  /** Entries of guilds that are kept in memory at most; 10,000 unless told. */
  most?: number;
}

export interface Guilds {
  /** As far as this process knows within a second; never throws. */
  view(guild: string): Promise<GuildView>;
  /** With everything that is committed by now. Throws `StoreUnavailable`. */
  refreshed(guild: string): Promise<GuildView>;
  /** Guilds in memory. */
  count(): number;
  stop(): void;
}

/** Notices can be missed: what is older than this is held against the database before it is used. */
const FRESH = 30_000;
/** Longer than this nobody waits for the database to read: what is known is used. */
const PATIENCE = 1000;
const MOST = 10_000;
const NEVER = Number.NEGATIVE_INFINITY;

/** A guild without entries takes memory too. */
const sizeOf = ({ standing }: Slot) => 1 + standing.size;

/** What has changed since a slot was made, put into a new one; the same library where no entry has. */
async function reloaded({ store, base, clock }: GuildsParts, guild: string, old: Slot | undefined): Promise<Slot> {
  const checked = clock.now();
  const { settings, changes } = await settingsIn(store, guild);
  if (old?.changes === changes) return { ...old, settings, checked };
  const since = await changedSince(store, guild, old?.changes ?? 0);
  const standing = new Map([...(old?.standing ?? []), ...since.standing.map((one) => [one.id, one] as const)]);
  const library = since.standing.length > 0 ? overlay(base, standing.values()) : (old?.library ?? base);
  return { library, settings, standing, changes: Math.max(changes, since.changes), checked };
}

/** Keeps slots up to a size, the one not used for longest goes first. */
function createSlots(most: number) {
  const slots = new Map<string, Slot>();
  let size = 0;
  const drop = (guild: string) => {
    const slot = slots.get(guild);
    if (slot && slots.delete(guild)) size -= sizeOf(slot);
  };
  return {
    get: (guild: string) => slots.get(guild),
    keep(guild: string, slot: Slot) {
      drop(guild);
      slots.set(guild, slot);
      size += sizeOf(slot);
      for (const idle of slots.keys()) {
        if (size <= most || idle === guild) return;
        drop(idle);
      }
    },
    all: () => slots.values(),
    count: () => slots.size,
  };
}

/**
 * What each guild sees, kept in memory while it is used, and back on demand. Other processes' changes arrive by
 * notices, and within 30 s without them. Without a database what is known is used, else what is built in.
 */
export function createGuilds(parts: GuildsParts): Guilds {
  const { store, base, clock, log, most = MOST } = parts;
  const slots = createSlots(most);
  const loads = new Map<string, Promise<Slot>>();
  /** Guilds of which a change was told while they were being loaded. */
  const missed = new Set<string>();
  const unknown: GuildView = { library: base, settings: { language: 'en' }, standing: new Map() };

  /** One load of a guild at a time. */
  function load(guild: string): Promise<Slot> {
    const underway = loads.get(guild);
    if (underway) return underway;
    const loading = reloaded(parts, guild, slots.get(guild)).then((slot) => {
      slots.keep(guild, missed.delete(guild) ? { ...slot, checked: NEVER } : slot);
      return slot;
    });
    missed.delete(guild);
    loads.set(
      guild,
      loading.finally(() => loads.delete(guild)),
    );
    return loads.get(guild)!;
  }

  async function refreshed(guild: string): Promise<GuildView> {
    await loads.get(guild)?.catch(() => {});
    return load(guild);
  }

  /** What is known goes on being used for a second before the database is asked again. */
  function fallback(guild: string, error: unknown): GuildView {
    log.warn({ guild, error }, 'a server’s entries could not be read: what is known is used');
    const slot = slots.get(guild);
    if (slot) slot.checked = clock.now() - FRESH + PATIENCE;
    return slot ?? unknown;
  }

  async function view(guild: string): Promise<GuildView> {
    const slot = slots.get(guild);
    if (slot && clock.now() - slot.checked < FRESH) {
      slots.keep(guild, slot);
      return slot;
    }
    const { promise: late, resolve } = Promise.withResolvers<GuildView>();
    const cancel = clock.after(PATIENCE, () => resolve(slot ?? unknown));
    const loading = load(guild).catch((error: unknown) => fallback(guild, error));
    return Promise.race([loading, late]).finally(cancel);
  }

  /** A change in a guild, or in any. */
  function hear(guild: string | undefined): void {
    if (guild === undefined) {
      for (const slot of slots.all()) slot.checked = NEVER;
      return;
    }
    if (loads.has(guild)) missed.add(guild);
    const slot = slots.get(guild);
    if (!slot) return;
    slot.checked = NEVER;
    void view(guild);
  }

  return { view, refreshed, count: slots.count, stop: store.listen(CHANGES, hear) };
}
