import type { Entry } from '../knowledge/entry.ts';
import type { Queries } from '../store/store.ts';
import { record } from './audit.ts';
import type { Standing } from './merge.ts';

/** A version of an entry in a server: what stood from then on, who made it, when and why. Never changed once written. */
export interface Revision extends Standing {
  /** A user's id; absent when that user had it removed. */
  author?: string;
  /** Who approved it, where it was a suggestion. */
  reviewer?: string;
  /** Milliseconds since 1970. */
  at: number;
  reason: string;
}

/** What somebody does to an entry. */
export interface Deed {
  /** Known to the audit: `add`, `edit`, `remove`, … */
  action: string;
  guild: string;
  /** Who did it, as users' ids: who wrote it, and who approved it if that is somebody else. */
  author: string | null;
  reviewer?: string;
  /** May be empty. */
  reason: string;
  /** Milliseconds since 1970. */
  now: number;
}

/** The entry has another version by now than the one that was read. */
export class Stale extends Error {}

/** The channel on which servers' changes are told to all processes; the payload is the guild's id. */
export const CHANGES = 'guilds';

/**
 * Counts a change in a guild and tells every process of it at the commit. The guild's row keeps other changes in the
 * same guild waiting until then, so what is numbered later is committed later.
 */
export async function countChange(within: Queries, guild: string): Promise<number> {
  const rows = await within.query<{ changes: number }>(
    `insert into guilds (guild, changes) values ($1, 1)
     on conflict (guild) do update set changes = guilds.changes + 1 returning changes`,
    [guild],
  );
  await within.notify(CHANGES, guild);
  return rows[0]!.changes;
}

const WRITE = `insert into entries (guild, entry, version, content, removed, changed) values ($1, $2, $3, $4, $5, $6)
  on conflict (guild, entry) do update set version = excluded.version, content = excluded.content,
    removed = excluded.removed, changed = excluded.changed
  where entries.version = excluded.version - 1 returning version`;

/**
 * Writes the next version of an entry, as part of the change of that number; `standing.version` is the one that was
 * read (0 = none yet). Throws `Stale` when there is a newer one: nothing of the transaction is to be kept then.
 */
export async function revise(within: Queries, changed: number, standing: Standing, deed: Deed): Promise<number> {
  const { id, content, removed } = standing;
  const { guild, author, reviewer = null, reason, now, action } = deed;
  const version = standing.version + 1;
  const [text, flag] = [content ? JSON.stringify(content) : null, removed ? 1 : 0];
  const rows = await within.query(WRITE, [guild, id, version, text, flag, changed]);
  if (rows.length === 0) throw new Stale(`${id} has a newer version than ${standing.version}`);
  await within.query(
    `insert into revisions (guild, entry, version, content, removed, author, reviewer, at, reason)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [guild, id, version, text, flag, author, reviewer, now, reason],
  );
  await record(within, { guild, at: now, actor: reviewer ?? author, action, subject: id, version });
  return version;
}

interface Row {
  entry: string;
  version: number;
  content: string | null;
  removed: number;
}

/** What a row says stands. */
function standingOf({ entry, version, content, removed }: Row): Standing {
  return { id: entry, version, removed: removed === 1, ...(content && { content: JSON.parse(content) as Entry }) };
}

/** What stands of one entry in a guild. */
export async function standingIn(on: Queries, guild: string, id: string): Promise<Standing> {
  const rows = await on.query<Row>(
    'select entry, version, content, removed from entries where guild = $1 and entry = $2',
    [guild, id],
  );
  return rows[0] ? standingOf(rows[0]) : { id, version: 0, removed: false };
}

/** What stands in a guild of all entries that have changed after its change number `after`, and the number they are of. */
export async function changedSince(on: Queries, guild: string, after: number) {
  const rows = await on.query<Row & { changed: number }>(
    'select entry, version, content, removed, changed from entries where guild = $1 and changed > $2',
    [guild, after],
  );
  return { standing: rows.map(standingOf), changes: Math.max(after, ...rows.map(({ changed }) => changed)) };
}

type RevisionRow = Row & { author: string | null; reviewer: string | null; at: number; reason: string };

function revisionOf(row: RevisionRow): Revision {
  const { author, reviewer, at, reason } = row;
  return { ...standingOf(row), at, reason, ...(author && { author }), ...(reviewer && { reviewer }) };
}

/** The revisions of an entry from `newest` downwards, at most `limit`. */
export async function revisionsOf(on: Queries, guild: string, id: string, newest: number, limit: number) {
  const rows = await on.query<RevisionRow>(
    `select entry, version, content, removed, author, reviewer, at, reason from revisions
     where guild = $1 and entry = $2 and version <= $3 order by version desc limit $4`,
    [guild, id, newest, limit],
  );
  return rows.map(revisionOf);
}
