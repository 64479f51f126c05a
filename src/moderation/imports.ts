import { Entry } from '../knowledge/entry.ts';
import type { Library } from '../knowledge/library.ts';
import type { Queries } from '../store/store.ts';
import { type Change, changesOf } from './diff.ts';
import { type Item, isHidden } from './file.ts';
import type { GuildView } from './guild-view.ts';
import type { Standing } from './merge.ts';
import { countChange, type Deed, revise, Stale, standingIn } from './revisions.ts';

/** What one row of a file would do to an entry: `before` and `after` are what stands of it in the guild. */
export interface Step {
  id: string;
  /** The version that was read. */
  version: number;
  before: Entry | undefined;
  after: Entry | undefined;
  /** Takes an entry away, or hides a built-in one. */
  removes: boolean;
}

const isSame = (one: Entry | undefined, other: Entry | undefined) =>
  JSON.stringify(one && Entry.parse(one)) === JSON.stringify(other && Entry.parse(other));

function stepOf(item: Item, standing: Standing | undefined): Step {
  const { version = 0, removed = false, content } = standing ?? {};
  const before = removed ? undefined : content;
  return { id: item.id, version, before, after: isHidden(item) ? undefined : item, removes: isHidden(item) };
}

/** The steps that would change something. */
export function stepsOf(items: readonly Item[], { standing }: Pick<GuildView, 'standing'>): Step[] {
  return items.flatMap((item) => {
    const before = standing.get(item.id);
    const step = stepOf(item, before);
    const isThere = before !== undefined && before.removed === step.removes;
    return isThere && isSame(step.before, step.after) ? [] : [step];
  });
}

export const changesOfStep = ({ before, after }: Step): Change[] => changesOf(before, after);

/**
 * Carries steps out, all or none. Throws `Stale` when an entry has another version than the one that was read.
 */
export async function applySteps(within: Queries, steps: readonly Step[], deed: Deed): Promise<void> {
  const changed = await countChange(within, deed.guild);
  for (const { id, version, after, removes } of steps) {
    const standing = await standingIn(within, deed.guild, id);
    if (standing.version !== version) throw new Stale(`${id} has changed since the file was read`);
    const content = removes ? standing.content : after;
    const next = { id, version, removed: removes, ...(content && { content: Entry.parse(content) }) };
    await revise(within, changed, next, deed);
  }
}

/** All that a guild has of its own, as a file holds it. */
export function itemsOf({ standing }: Pick<GuildView, 'standing'>, base: Library): Item[] {
  return [...standing.values()].flatMap(({ id, content, removed }): Item[] => {
    const builtIn = base.get(id);
    if (removed) return builtIn ? [{ kind: builtIn.kind, id, hidden: true }] : [];
    return content ? [content] : [];
  });
}
