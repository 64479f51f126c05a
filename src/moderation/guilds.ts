import type { Clock } from '../clock.ts';
import type { Library } from '../knowledge/library.ts';
import type { Logger } from '../log.ts';
import type { Store } from '../store/store.ts';
import type { GuildView } from './guild-view.ts';
import { overlay } from './merge.ts';
import { CHANGES, changedSince } from './revisions.ts';
import { settingsIn } from './settings.ts';
import { createSlots, type Slot, type Slots } from './slots.ts';

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

/** What this process holds of guilds, and where it gets the rest. */
interface Holding extends GuildsParts {
  slots: Slots;
  loads: Map<string, Promise<Slot>>;
  /** Guilds of which a change was told while they were being loaded. */
  missed: Set<string>;
}

/** One load of a guild at a time. */
function load(holding: Holding, guild: string): Promise<Slot> {
  const { slots, loads, missed } = holding;
  const underway = loads.get(guild);
  if (underway) return underway;
  missed.delete(guild);
  const loading = reloaded(holding, guild, slots.get(guild))
    .then((slot) => {
      slots.keep(guild, missed.delete(guild) ? { ...slot, checked: NEVER } : slot);
      return slot;
    })
    .finally(() => loads.delete(guild));
  loads.set(guild, loading);
  return loading;
}

async function refreshed(holding: Holding, guild: string): Promise<GuildView> {
  await holding.loads.get(guild)?.catch(() => {});
  return load(holding, guild);
}

const unknown = (base: Library): GuildView => ({ library: base, settings: { language: 'en' }, standing: new Map() });

/** What is known goes on being used for a second before the database is asked again. */
function fallback({ slots, clock, base, log }: Holding, guild: string, error: unknown): GuildView {
  log.warn({ guild, error }, 'a server’s entries could not be read: what is known is used');
  const slot = slots.get(guild);
  if (slot) slot.checked = clock.now() - FRESH + PATIENCE;
  return slot ?? unknown(base);
}

async function view(holding: Holding, guild: string): Promise<GuildView> {
  const { slots, clock, base } = holding;
  const slot = slots.get(guild);
  if (slot && clock.now() - slot.checked < FRESH) {
    slots.keep(guild, slot);
    return slot;
  }
  const { promise: late, resolve } = Promise.withResolvers<GuildView>();
  const cancel = clock.after(PATIENCE, () => resolve(slot ?? unknown(base)));
  const loading = load(holding, guild).catch((error: unknown) => fallback(holding, guild, error));
  return Promise.race([loading, late]).finally(cancel);
}

/** A change in a guild, or in any. */
function hear(holding: Holding, guild: string | undefined): void {
  const { slots, loads, missed } = holding;
  if (guild === undefined) {
    for (const slot of slots.all()) slot.checked = NEVER;
    return;
  }
  if (loads.has(guild)) missed.add(guild);
  const slot = slots.get(guild);
  if (!slot) return;
  slot.checked = NEVER;
  void view(holding, guild);
}

/**
 * What each guild sees, kept in memory while it is used, and back on demand. Other processes' changes arrive by
 * notices, and within 30 s without them. Without a database what is known is used, else what is built in.
 */
export function createGuilds(parts: GuildsParts): Guilds {
  const slots = createSlots(parts.most ?? MOST);
  const holding: Holding = { ...parts, slots, loads: new Map(), missed: new Set() };
  return {
    view: (guild) => view(holding, guild),
    refreshed: (guild) => refreshed(holding, guild),
    count: slots.count,
    stop: parts.store.listen(CHANGES, (guild) => hear(holding, guild)),
  };
}
