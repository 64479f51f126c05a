import type { GuildView } from './guild-view.ts';

/** A view, and how far it is up to date. */
export interface Slot extends GuildView {
  /** The number of the latest change that is in it. */
  changes: number;
  /** When it was last held against the database, in milliseconds since 1970. */
  checked: number;
}

/** A guild without entries takes memory too. */
const sizeOf = ({ standing }: Slot) => 1 + standing.size;

/** Keeps slots of guilds, with `most` entries in all: the slot not used for longest goes first. */
export function createSlots(most: number) {
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

export type Slots = ReturnType<typeof createSlots>;
