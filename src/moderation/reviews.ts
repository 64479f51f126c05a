import type { Library } from '../knowledge/library.ts';
import { plan } from '../outbox.ts';
import type { Queries } from '../store/store.ts';
import { record } from './audit.ts';
import { reviewPost, verdictPost } from './cards.ts';
import { addEntry, type Made, putFact } from './changes.ts';
import type { GuildView } from './guild-view.ts';
import type { Typed } from './proposal.ts';
import { amend, decide, type Read, type Suggesting, type Suggestion, suggest, suggestionIn } from './suggestions.ts';

/** What has become of a click: done, or what stands instead (decided by somebody else, edited since, or nothing). */
export type Verdict =
  | { result: 'done'; suggestion: Suggestion; made?: Made }
  | { result: 'late'; suggestion: Suggestion | undefined };

/** Who decides, and when. */
export interface Deciding {
  by: string;
  /** Milliseconds since 1970. */
  now: number;
}

/** Writes a suggestion down and has it shown in the review channel, if there is one. Nothing if too many wait already. */
export async function handIn(
  within: Queries,
  suggesting: Suggesting,
  view: GuildView,
): Promise<Suggestion | undefined> {
  const suggestion = await suggest(within, suggesting);
  const { reviewChannel, language } = view.settings;
  if (suggestion && reviewChannel) await plan(within, reviewPost(suggestion, view.library, reviewChannel, language));
  return suggestion;
}

async function late(within: Queries, { guild, id }: Read): Promise<Verdict> {
  return { result: 'late', suggestion: await suggestionIn(within, guild, id) };
}

async function settle(within: Queries, suggestion: Suggestion, reason: string, { by, now }: Deciding): Promise<void> {
  const { guild, id, version, state } = suggestion;
  await record(within, { guild, at: now, actor: by, action: state, subject: id, version });
  const notice = verdictPost(suggestion, reason, now);
  if (notice) await plan(within, notice);
}

/** Carries out what was read, as the suggester's words approved by a reviewer. */
async function carryOut(within: Queries, base: Library, suggestion: Suggestion, { by, now }: Deciding): Promise<Made> {
  const { guild, kind, target, proposal, author = null } = suggestion;
  const deed = { action: 'add', guild, author, reviewer: by, reason: '', now };
  if (target === undefined) return addEntry(within, base, { kind, proposal }, deed);
  return putFact(within, base, { about: { id: target }, proposal }, deed);
}

/** Approves what was read, once: whoever comes second, or read something older, is told what stands. */
export async function approve(within: Queries, base: Library, read: Read, deciding: Deciding): Promise<Verdict> {
  const suggestion = await decide(within, read, { state: 'approved', ...deciding });
  if (!suggestion) return late(within, read);
  const made = await carryOut(within, base, suggestion, deciding);
  await settle(within, suggestion, '', deciding);
  return { result: 'done', suggestion, made };
}

/** Rejects what was read, once. */
export async function reject(within: Queries, read: Read, reason: string, deciding: Deciding): Promise<Verdict> {
  const suggestion = await decide(within, read, { state: 'rejected', ...deciding });
  if (!suggestion) return late(within, read);
  await settle(within, suggestion, reason, deciding);
  return { result: 'done', suggestion };
}

/** Puts a reviewer's words in the place of what was read, to be approved or rejected after that. */
export async function rewrite(within: Queries, read: Read, typed: Typed, { by, now }: Deciding): Promise<Verdict> {
  const suggestion = await amend(within, read, typed);
  if (!suggestion) return late(within, read);
  const { guild, id, version } = suggestion;
  await record(within, { guild, at: now, actor: by, action: 'amend', subject: id, version });
  return { result: 'done', suggestion };
}
