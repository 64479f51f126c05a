import type { Clock } from '../clock.ts';
import type { Kind } from '../knowledge/entry.ts';
import type { Library } from '../knowledge/library.ts';
import type { Logger } from '../log.ts';
import type { Queries, Store } from '../store/store.ts';
import { record } from './audit.ts';
import { type About, addEntry, type Made, putFact, removeEntry, restoreEntry } from './changes.ts';
import { createDrafts, type Drafts } from './drafts.ts';
import { createPast } from './editing.ts';
import { createGuilds, type GuildView } from './guilds.ts';
import { applySteps, type Step } from './imports.ts';
import type { Person } from './intake.ts';
import type { Proposal, Typed } from './proposal.ts';
import { createReader } from './reader.ts';
import type { Reading } from './reading.ts';
import { approve, handIn, reject, rewrite, type Verdict } from './reviews.ts';
import { type Revision, revisionsOf } from './revisions.ts';
import { type Settings, setUp } from './settings.ts';
import { type Read, type Suggestion, suggestionIn, waitingIn } from './suggestions.ts';

/** What a guild's own people can do to its entries. Everything may throw `StoreUnavailable`, except for `view`. */
export interface Moderation {
  drafts: Drafts;
  /** What is built in. */
  base: Library;
  /** Milliseconds since 1970. */
  now(): number;
  /** As far as this process knows within a second; never throws. */
  view(guild: string): Promise<GuildView>;
  /** Everything that has a history in a guild, what was removed too. */
  past(view: GuildView): Library;
  setUp(person: Person, given: Partial<Settings>): Promise<Settings>;
  add(person: Person, what: { kind: Kind; proposal: Proposal; target?: string | undefined }): Promise<Made>;
  edit(person: Person, what: { about: About; proposal: Proposal; reason: string }): Promise<Made>;
  remove(person: Person, id: string): Promise<Made>;
  restore(person: Person, what: { id: string; version?: number | undefined }): Promise<Made & { from: number }>;
  /** Revisions of an entry from `newest` downwards. */
  history(guild: string, id: string, newest: number, limit: number): Promise<Revision[]>;
  suggest(
    person: Person,
    what: { kind: Kind; typed: Typed; target?: string | undefined },
  ): Promise<Suggestion | undefined>;
  waiting(guild: string, limit: number): Promise<Suggestion[]>;
  suggestion(guild: string, id: string): Promise<Suggestion | undefined>;
  approve(person: Person, read: Omit<Read, 'guild'>): Promise<Verdict>;
  reject(person: Person, read: Omit<Read, 'guild'>, reason: string): Promise<Verdict>;
  rewrite(person: Person, read: Omit<Read, 'guild'>, typed: Typed): Promise<Verdict>;
  /** Reads a file of entries; never throws. */
  read(text: string): Promise<Reading>;
  apply(person: Person, steps: readonly Step[]): Promise<void>;
  stop(): void;
}

export interface ModerationParts {
  store: Store;
  base: Library;
  clock: Clock;
  log: Logger;
}

/** Puts together what commands need to add to a library, correct it and undo that. */
export function createModeration(parts: ModerationParts): Moderation {
  const { store, base, clock, log } = parts;
  const guilds = createGuilds(parts);
  const read = createReader();

  /** Runs a change as a whole; after it this process knows of it, and it is told even if that could not be read anew. */
  async function changing<T>(guild: string, work: (within: Queries) => Promise<T>, limit = 10_000): Promise<T> {
    const result = await store.transaction(work, { limit });
    await guilds
      .refreshed(guild)
      .catch((error: unknown) => log.warn({ guild, error }, 'a change is written, and will be seen later'));
    return result;
  }

  const deedOf = (action: string, { id, guild }: Person, reason = '') =>
    ({ action, guild, author: id, reason, now: clock.now() }) as const;
  const deciding = ({ id }: Person) => ({ by: id, now: clock.now() });
  const readBy = ({ guild }: Person, { id, version }: Omit<Read, 'guild'>): Read => ({ guild, id, version });

  return {
    drafts: createDrafts(store, clock),
    base,
    now: clock.now,
    view: guilds.view,
    past: createPast(base),
    async setUp(person, given) {
      await changing(person.guild, async (within) => {
        await setUp(within, person.guild, given);
        const what = { guild: person.guild, at: clock.now(), actor: person.id };
        await record(within, { ...what, action: 'setup', subject: Object.keys(given).join(' '), version: 0 });
      });
      return (await guilds.view(person.guild)).settings;
    },
    add: (person, { kind, proposal, target }) =>
      changing(person.guild, (within) =>
        target === undefined
          ? addEntry(within, base, { kind, proposal }, deedOf('add', person))
          : putFact(within, base, { about: { id: target }, proposal }, deedOf('add', person)),
      ),
    edit: (person, { about, proposal, reason }) =>
      changing(person.guild, (within) => putFact(within, base, { about, proposal }, deedOf('edit', person, reason))),
    remove: (person, id) => changing(person.guild, (within) => removeEntry(within, base, id, deedOf('remove', person))),
    restore: (person, what) =>
      changing(person.guild, (within) => restoreEntry(within, base, what, deedOf('restore', person))),
    history: (guild, id, newest, limit) => revisionsOf(store, guild, id, newest, limit),
    async suggest({ id, guild, locale }, what) {
      const view = await guilds.view(guild);
      const suggesting = { ...what, guild, locale, author: id, now: clock.now() };
      return store.transaction((within) => handIn(within, suggesting, view));
    },
    waiting: (guild, limit) => waitingIn(store, guild, limit),
    suggestion: (guild, id) => suggestionIn(store, guild, id),
    approve: (person, what) =>
      changing(person.guild, (within) => approve(within, base, readBy(person, what), deciding(person))),
    reject: (person, what, reason) =>
      store.transaction((within) => reject(within, readBy(person, what), reason, deciding(person))),
    rewrite: (person, what, typed) =>
      store.transaction((within) => rewrite(within, readBy(person, what), typed, deciding(person))),
    read: (text) => read(text, { vocabulary: base.vocabulary, now: clock.now() }),
    apply: (person, steps) =>
      changing(person.guild, (within) => applySteps(within, steps, deedOf('import', person)), 60_000),
    stop: guilds.stop,
  };
}
