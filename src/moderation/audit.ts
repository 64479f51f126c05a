import { randomUUID } from 'node:crypto';
import type { Queries } from '../store/store.ts';

/** One decision: who did what to which version of what. */
export interface Decision {
  guild: string;
  /** Milliseconds since 1970. */
  at: number;
  /** A user's id. */
  actor: string | null;
  action: string;
  /** The entry or the suggestion. */
  subject: string;
  version: number;
}

/** Writes a decision down, in the transaction that carries it out. */
export async function record(within: Queries, decision: Decision): Promise<void> {
  const { guild, at, actor, action, subject, version } = decision;
  await within.query(
    'insert into audit (guild, id, at, actor, action, subject, version) values ($1, $2, $3, $4, $5, $6, $7)',
    [guild, randomUUID(), at, actor, action, subject, version],
  );
}

/** Where a user's id is kept, by table and column; what is written there stays, without the id. */
const PLACES = [
  ['revisions', 'author'],
  ['revisions', 'reviewer'],
  ['suggestions', 'author'],
  ['suggestions', 'decided_by'],
  ['audit', 'actor'],
] as const;

/** Cards for review say who suggested: those that wait to be sent, or are remembered as sent. */
const CARDS = `delete from outbox where marker in
  (select 'review:approve:' || id || ':' || cast(version as text) from suggestions where author = $1)`;

/** Reports of problems are known by who reported them. */
async function forgetNotices(within: Queries, user: string): Promise<void> {
  const rows = await within.query<{ key: string }>(`select key from outbox where kind = 'notice'`);
  for (const { key } of rows) {
    if (key.split(':').includes(user)) await within.query('delete from outbox where key = $1', [key]);
  }
}

/**
 * Takes a user's id out of everything that is kept, drafts and direct messages to the user altogether. Resolves to how
 * many rows had it.
 */
export async function forget(within: Queries, user: string): Promise<number> {
  let count = 0;
  await within.query(CARDS, [user]);
  for (const [table, column] of PLACES) {
    const rows = await within.query(`update ${table} set ${column} = null where ${column} = $1 returning 1 as one`, [
      user,
    ]);
    count += rows.length;
  }
  const drafts = await within.query('delete from drafts where author = $1 returning id', [user]);
  await forgetNotices(within, user);
  const messages = await within.query('delete from outbox where channel = $1 returning key', [`user:${user}`]);
  return count + drafts.length + messages.length;
}
