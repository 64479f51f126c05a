import type { Kind } from '../knowledge/entry.ts';
import { record } from './audit.ts';
import { type About, addEntry, type Made, putFact, removeEntry, restoreEntry } from './changes.ts';
import { type Committing, commit } from './commit.ts';
import { applySteps, type Step } from './imports.ts';
import type { Person } from './intake.ts';
import type { Proposal } from './proposal.ts';
import { type Settings, setUp } from './settings.ts';

/** What moderators do to the entries and settings of their guild. */
export interface Deeds {
  setUp(person: Person, given: Partial<Settings>): Promise<Settings>;
  add(person: Person, what: { kind: Kind; proposal: Proposal; target?: string | undefined }): Promise<Made>;
  edit(person: Person, what: { about: About; proposal: Proposal; reason: string }): Promise<Made>;
  remove(person: Person, id: string): Promise<Made>;
  restore(person: Person, what: { id: string; version?: number | undefined }): Promise<Made & { from: number }>;
  apply(person: Person, steps: readonly Step[]): Promise<void>;
}

async function changeSettings(parts: Committing, { id, guild }: Person, given: Partial<Settings>): Promise<Settings> {
  const subject = Object.keys(given).join(' ');
  await commit(parts, guild, async (within) => {
    await setUp(within, guild, given);
    await record(within, { guild, at: parts.clock.now(), actor: id, action: 'setup', subject, version: 0 });
  });
  return (await parts.guilds.view(guild)).settings;
}

/** Each deed is one transaction that leaves its revision and its line in the audit. */
export function createDeeds(parts: Committing): Deeds {
  const { base, clock } = parts;
  const deedOf = (action: string, { id, guild }: Person, reason = '') =>
    ({ action, guild, author: id, reason, now: clock.now() }) as const;
  return {
    setUp: (person, given) => changeSettings(parts, person, given),
    add: (person, { kind, proposal, target }) =>
      commit(parts, person.guild, (within) =>
        target === undefined
          ? addEntry(within, base, { kind, proposal }, deedOf('add', person))
          : putFact(within, base, { about: { id: target }, proposal }, deedOf('add', person)),
      ),
    edit: (person, { about, proposal, reason }) =>
      commit(parts, person.guild, (within) =>
        putFact(within, base, { about, proposal }, deedOf('edit', person, reason)),
      ),
    remove: (person, id) =>
      commit(parts, person.guild, (within) => removeEntry(within, base, id, deedOf('remove', person))),
    restore: (person, what) =>
      commit(parts, person.guild, (within) => restoreEntry(within, base, what, deedOf('restore', person))),
    apply: (person, steps) =>
      commit(parts, person.guild, (within) => applySteps(within, steps, deedOf('import', person)), 60_000),
  };
}
