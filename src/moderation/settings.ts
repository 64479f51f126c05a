import type { Queries } from '../store/store.ts';
import type { Locale } from '../text.ts';
import { countChange } from './revisions.ts';

/** What `/setup` sets for a server. */
export interface Settings {
  /** Who may do what moderators may, besides those with Manage Server. */
  reviewerRole?: string;
  /** Where suggestions are shown for review, and notices. */
  reviewChannel?: string;
  /** Of messages that nobody asked for. */
  language: Locale;
}

interface Row {
  changes: number;
  reviewer_role: string | null;
  review_channel: string | null;
  language: string | null;
}

/** A guild's settings, and the number of its latest change. */
export async function settingsIn(on: Queries, guild: string): Promise<{ settings: Settings; changes: number }> {
  const [row] = await on.query<Row>(
    'select changes, reviewer_role, review_channel, language from guilds where guild = $1',
    [guild],
  );
  const settings: Settings = {
    language: row?.language === 'zh' ? 'zh' : 'en',
    ...(row?.reviewer_role && { reviewerRole: row.reviewer_role }),
    ...(row?.review_channel && { reviewChannel: row.review_channel }),
  };
  return { settings, changes: row?.changes ?? 0 };
}

/** Sets what is given, and leaves the rest as it is. */
export async function setUp(within: Queries, guild: string, given: Partial<Settings>): Promise<void> {
  await countChange(within, guild);
  const { reviewerRole = null, reviewChannel = null, language = null } = given;
  await within.query(
    `update guilds set reviewer_role = coalesce($2, reviewer_role), review_channel = coalesce($3, review_channel),
       language = coalesce($4, language) where guild = $1`,
    [guild, reviewerRole, reviewChannel, language],
  );
}
