import { randomBytes } from 'node:crypto';
import { type Kind, kinds } from '../knowledge/entry.ts';
import type { Queries } from '../store/store.ts';
import { type Locale, localeOf } from '../text.ts';
import { type Proposal, proposalOf, type Typed } from './proposal.ts';

/** What a member suggests, until somebody decides. */
export interface Suggestion {
  guild: string;
  id: string;
  /** Grows with each edit. */
  version: number;
  kind: Kind;
  /** The entry that it is to be added to; a new one if absent. */
  target?: string;
  typed: Typed;
  proposal: Proposal;
  /** A user's id; absent when that user had it removed. */
  author?: string;
  /** The author's language. */
  locale: Locale;
  /** Milliseconds since 1970. */
  at: number;
  state: 'waiting' | 'approved' | 'rejected';
  decidedBy?: string;
  decidedAt?: number;
}

interface Row {
  guild: string;
  id: string;
  version: number;
  kind: string;
  target: string | null;
  typed: string;
  author: string | null;
  locale: string;
  at: number;
  state: string;
  decided_by: string | null;
  decided_at: number | null;
}

const COLUMNS = 'guild, id, version, kind, target, typed, author, locale, at, state, decided_by, decided_at';

function suggestionOf({ target, author, decided_by, decided_at, ...row }: Row): Suggestion {
  const typed = JSON.parse(row.typed) as Typed;
  return {
    ...row,
    kind: kinds.find((kind) => kind === row.kind)!,
    locale: localeOf(row.locale),
    state: row.state as Suggestion['state'],
    typed,
    proposal: proposalOf(typed),
    ...(target && { target }),
    ...(author && { author }),
    ...(decided_by && { decidedBy: decided_by }),
    ...(decided_at !== null && { decidedAt: decided_at }),
  };
}

/** Suggestions of one member that may wait in one guild at a time. */
export const MOST_WAITING = 10;

export type Suggesting = Pick<Suggestion, 'guild' | 'kind' | 'typed' | 'locale'> & {
  author: string;
  target?: string | undefined;
  now: number;
};

/** Writes a suggestion down; nothing if too many of the same member wait already. */
export async function suggest(within: Queries, suggesting: Suggesting): Promise<Suggestion | undefined> {
  const { guild, kind, target = null, typed, author, locale, now } = suggesting;
  const waiting = await within.query(
    `select id from suggestions where guild = $1 and author = $2 and state = 'waiting'`,
    [guild, author],
  );
  if (waiting.length >= MOST_WAITING) return undefined;
  const id = randomBytes(9).toString('base64url');
  const rows = await within.query<Row>(
    `insert into suggestions (guild, id, version, kind, target, typed, author, locale, at, state)
     values ($1, $2, 1, $3, $4, $5, $6, $7, $8, 'waiting') returning ${COLUMNS}`,
    [guild, id, kind, target, JSON.stringify(typed), author, locale, now],
  );
  return suggestionOf(rows[0]!);
}

/** A suggestion of a guild, whatever has become of it. */
export async function suggestionIn(on: Queries, guild: string, id: string): Promise<Suggestion | undefined> {
  const rows = await on.query<Row>(`select ${COLUMNS} from suggestions where guild = $1 and id = $2`, [guild, id]);
  return rows[0] && suggestionOf(rows[0]);
}

/** What waits in a guild, the oldest first. */
export async function waitingIn(on: Queries, guild: string, limit: number): Promise<Suggestion[]> {
  const rows = await on.query<Row>(
    `select ${COLUMNS} from suggestions where guild = $1 and state = 'waiting' order by at, id limit $2`,
    [guild, limit],
  );
  return rows.map(suggestionOf);
}

/** What somebody read: a suggestion in one of its versions. */
export interface Read {
  guild: string;
  id: string;
  version: number;
}

/** Decides about what was read: nothing if it was decided before, or has another version by now. */
export async function decide(
  within: Queries,
  { guild, id, version }: Read,
  { state, by, now }: { state: 'approved' | 'rejected'; by: string; now: number },
): Promise<Suggestion | undefined> {
  const rows = await within.query<Row>(
    `update suggestions set state = $1, decided_by = $2, decided_at = $3
     where guild = $4 and id = $5 and version = $6 and state = 'waiting' returning ${COLUMNS}`,
    [state, by, now, guild, id, version],
  );
  return rows[0] && suggestionOf(rows[0]);
}

/** Puts other words into what was read, as its next version; nothing if it was decided or edited before. */
export async function amend(
  within: Queries,
  { guild, id, version }: Read,
  typed: Typed,
): Promise<Suggestion | undefined> {
  const rows = await within.query<Row>(
    `update suggestions set version = version + 1, typed = $1
     where guild = $2 and id = $3 and version = $4 and state = 'waiting' returning ${COLUMNS}`,
    [JSON.stringify(typed), guild, id, version],
  );
  return rows[0] && suggestionOf(rows[0]);
}
