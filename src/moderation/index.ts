import type { Library } from '../knowledge/library.ts';
import { createDeeds, type Deeds } from './deeds.ts';
import { createDrafts, type Drafts } from './drafts.ts';
import { createPast } from './editing.ts';
import type { GuildView } from './guild-view.ts';
import { createGuilds, type GuildsParts } from './guilds.ts';
import { createInbox, type Inbox } from './inbox.ts';
import { createReader } from './reader.ts';
import type { Reading } from './reading.ts';
import { type Revision, revisionsOf } from './revisions.ts';

/** What a guild's own people can do to its entries. Everything may throw `StoreUnavailable`, except for `view`. */
export interface Moderation extends Deeds, Inbox {
  drafts: Drafts;
  /** What is built in. */
  base: Library;
  /** Milliseconds since 1970. */
  now(): number;
  /** As far as this process knows within a second; never throws. */
  view(guild: string): Promise<GuildView>;
  /** Everything that has a history in a guild, what was removed too. */
  past(view: GuildView): Library;
  /** Revisions of an entry from `newest` downwards. */
  history(guild: string, id: string, newest: number, limit: number): Promise<Revision[]>;
  /** Reads a file of entries; never throws. */
  read(text: string): Promise<Reading>;
  stop(): void;
}

/** Puts together what commands need to add to a library, correct it and undo that. */
export function createModeration(parts: GuildsParts): Moderation {
  const { store, base, clock } = parts;
  const guilds = createGuilds(parts);
  const committing = { ...parts, guilds };
  const read = createReader();
  return {
    ...createDeeds(committing),
    ...createInbox(committing),
    drafts: createDrafts(store, clock),
    base,
    now: clock.now,
    view: guilds.view,
    past: createPast(base),
    history: (guild, id, newest, limit) => revisionsOf(store, guild, id, newest, limit),
    read: (text) => read(text, { vocabulary: base.vocabulary, now: clock.now() }),
    stop: guilds.stop,
  };
}
