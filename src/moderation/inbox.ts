import type { Kind } from '../knowledge/entry.ts';
import { type Committing, commit } from './commit.ts';
import type { Person } from './intake.ts';
import type { Typed } from './proposal.ts';
import { approve, handIn, reject, rewrite, type Verdict } from './reviews.ts';
import { type Read, type Suggestion, suggestionIn, waitingIn } from './suggestions.ts';

/** What members suggest, and what reviewers decide about it, having read one version of it. */
export interface Inbox {
  /** Nothing if too many of the person's wait already. */
  suggest(
    person: Person,
    what: { kind: Kind; typed: Typed; target?: string | undefined },
  ): Promise<Suggestion | undefined>;
  waiting(guild: string, limit: number): Promise<Suggestion[]>;
  suggestion(guild: string, id: string): Promise<Suggestion | undefined>;
  approve(person: Person, read: Omit<Read, 'guild'>): Promise<Verdict>;
  reject(person: Person, read: Omit<Read, 'guild'>, reason: string): Promise<Verdict>;
  rewrite(person: Person, read: Omit<Read, 'guild'>, typed: Typed): Promise<Verdict>;
}

/** Suggestions wait in the store; only an approved one changes what a guild sees. */
export function createInbox(parts: Committing): Inbox {
  const { store, base, clock, guilds } = parts;
  const deciding = ({ id }: Person) => ({ by: id, now: clock.now() });
  const readBy = ({ guild }: Person, { id, version }: Omit<Read, 'guild'>): Read => ({ guild, id, version });
  return {
    async suggest({ id, guild, locale }, what) {
      const view = await guilds.view(guild);
      const suggesting = { ...what, guild, locale, author: id, now: clock.now() };
      return store.transaction((within) => handIn(within, suggesting, view));
    },
    waiting: (guild, limit) => waitingIn(store, guild, limit),
    suggestion: (guild, id) => suggestionIn(store, guild, id),
    approve: (person, what) =>
      commit(parts, person.guild, (within) => approve(within, base, readBy(person, what), deciding(person))),
    reject: (person, what, reason) =>
      store.transaction((within) => reject(within, readBy(person, what), reason, deciding(person))),
    rewrite: (person, what, typed) =>
      store.transaction((within) => rewrite(within, readBy(person, what), typed, deciding(person))),
  };
}
