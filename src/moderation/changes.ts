import type { Entry, Kind } from '../knowledge/entry.ts';
import { Entry as EntrySchema } from '../knowledge/entry.ts';
import type { Library } from '../knowledge/library.ts';
import { UserError } from '../reply/reply.ts';
import type { Queries } from '../store/store.ts';
import type { Text } from '../text.ts';
import { emptyEntry, idFor, keyOf, withFact } from './compose.ts';
import type { Standing } from './merge.ts';
import type { Proposal } from './proposal.ts';
import { countChange, type Deed, revise, revisionsOf, Stale, standingIn } from './revisions.ts';

const gone: Text = {
  en: 'That entry is not here any more. `/entry restore` brings one back.',
  zh: '该词条已不在这里。可用 `/entry restore` 恢复。',
};
const noSuchFact: Text = {
  en: 'That fact has changed since: please give the command again and read what stands now.',
  zh: '该信息已有变动：请重新输入命令，查看当前内容。',
};
const noSuchVersion: Text = { en: 'There is no version {version} of that entry.', zh: '该词条没有第{version}版。' };
const full: Text = {
  en: 'This server has {most} entries of its own, which is as many as it may have.',
  zh: '本服务器自有词条已达上限（{most}条）。',
};

/** Entries of its own that a guild may have, removed ones included. */
const MOST_ENTRIES = 5000;

/** What a change has made: the entry, and its version now. */
export interface Made {
  id: string;
  version: number;
}

/** Checked by the schema, in the schema's own order: the same entry is always the same text. */
const canonical = (entry: Entry): Entry => EntrySchema.parse(entry);

async function make(within: Queries, changed: number, standing: Standing, deed: Deed): Promise<Made> {
  const { content, ...rest } = standing;
  const next = { ...rest, ...(content && { content: canonical(content) }) };
  return { id: standing.id, version: await revise(within, changed, next, deed) };
}

async function refuseMore(within: Queries, guild: string): Promise<void> {
  const rows = await within.query<{ entries: number }>('select count(*) as entries from entries where guild = $1', [
    guild,
  ]);
  if (rows[0]!.entries >= MOST_ENTRIES) throw new UserError(full, { most: MOST_ENTRIES });
}

/** A new entry of one fact. Throws a UserError where the guild has as many as it may have. */
export async function addEntry(
  within: Queries,
  base: Library,
  { kind, proposal }: { kind: Kind; proposal: Proposal },
  deed: Deed,
): Promise<Made> {
  const changed = await countChange(within, deed.guild);
  await refuseMore(within, deed.guild);
  const rows = await within.query<{ entry: string }>('select entry from entries where guild = $1 and removed = 0', [
    deed.guild,
  ]);
  const taken = new Set(rows.map(({ entry }) => entry));
  const id = idFor(proposal.name, (one) => taken.has(one) || base.get(one) !== undefined);
  const standing = await standingIn(within, deed.guild, id);
  const content = withFact(emptyEntry(kind, id, proposal.name), proposal);
  return make(within, changed, { ...standing, content, removed: false }, deed);
}

/** Which fact of an entry a proposal is about, and what was read of it. */
export interface About {
  id: string;
  /** The version that was read; any if absent. */
  version?: number;
  /** The fact whose place it takes, or beside which it stands; a further fact if absent. */
  fact?: string | undefined;
}

/** What stands of an entry in a guild, to be added to. Throws a UserError for an entry that is not there. */
async function contentOf(within: Queries, base: Library, guild: string, id: string) {
  const standing = await standingIn(within, guild, id);
  const builtIn = base.get(id);
  const content = standing.content ?? (builtIn && emptyEntry(builtIn.kind, id, builtIn));
  if (!content || standing.removed) throw new UserError(gone);
  return { standing, content, builtIn };
}

const facts = (entry: Entry | undefined) => [
  ...(entry?.facts ?? []),
  ...(entry?.kind === 'programme' ? entry.phases.flatMap((phase) => phase.facts) : []),
];

/** Where a proposal goes in what stands: in the place of a fact of the guild's own, or beside a built-in one. */
function placeOf(content: Entry, builtIn: Entry | undefined, key: string) {
  const own = content.facts.find((fact) => keyOf(fact) === key);
  if (own) return { replacing: key, corrects: own.corrects ?? (own.attr === 'statement' ? undefined : own.attr) };
  const beside = facts(builtIn).find((fact) => keyOf(fact) === key);
  if (!beside) throw new UserError(noSuchFact);
  return { corrects: beside.attr };
}

/**
 * A fact of an entry, added or edited. Throws `Stale` when another version was read, and a UserError where the entry or
 * the fact is not there.
 */
export async function putFact(
  within: Queries,
  base: Library,
  { about, proposal }: { about: About; proposal: Proposal },
  deed: Deed,
): Promise<Made> {
  const changed = await countChange(within, deed.guild);
  const { standing, content, builtIn } = await contentOf(within, base, deed.guild, about.id);
  if (about.version !== undefined && about.version !== standing.version) throw new Stale(`${about.id} has changed`);
  const place = about.fact === undefined ? {} : placeOf(content, builtIn, about.fact);
  return make(within, changed, { ...standing, content: withFact(content, proposal, place) }, deed);
}

/** Takes an entry away, or hides a built-in one. Throws `Stale`, or a UserError where it is not there. */
export async function removeEntry(within: Queries, base: Library, id: string, deed: Deed): Promise<Made> {
  const changed = await countChange(within, deed.guild);
  const standing = await standingIn(within, deed.guild, id);
  if (standing.removed || !(standing.content || base.get(id))) throw new UserError(gone);
  return make(within, changed, { ...standing, removed: true }, deed);
}

/** The version that is meant where none is named: the latest that differs from what stands in being there. */
async function versionBefore(within: Queries, guild: string, standing: Standing): Promise<number> {
  if (!standing.removed) return standing.version - 1;
  const before = await revisionsOf(within, guild, standing.id, standing.version - 1, 100);
  return before.find(({ removed }) => !removed)?.version ?? 0;
}

/**
 * What stood in a version stands again, as the newest. Version 0 of a built-in entry is the entry as it is built in.
 * Throws a UserError for a version that there is not.
 */
export async function restoreEntry(
  within: Queries,
  base: Library,
  { id, version }: { id: string; version?: number | undefined },
  deed: Deed,
): Promise<Made & { from: number }> {
  const changed = await countChange(within, deed.guild);
  const standing = await standingIn(within, deed.guild, id);
  const from = version ?? (await versionBefore(within, deed.guild, standing));
  const [revision] = from > 0 ? await revisionsOf(within, deed.guild, id, from, 1) : [];
  const isBuiltIn = from === 0 && base.get(id) !== undefined && standing.version > 0;
  if (revision?.version !== from && !isBuiltIn) throw new UserError(noSuchVersion, { version: from });
  const { content, removed } = revision ?? { removed: false, content: undefined };
  const next = { id, version: standing.version, removed, ...(content && { content }) };
  return { ...(await make(within, changed, next, deed)), from };
}
