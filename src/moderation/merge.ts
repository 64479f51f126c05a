import type { Entry, Fact, Source } from '../knowledge/entry.ts';
import { createOverlay, type Library } from '../knowledge/library.ts';

const marked = (fact: Fact): Fact => ({ ...fact, added: true });

/** A server's own entry as its members see it: each fact marked as the moderators'. */
function own(entry: Entry): Entry {
  const facts = entry.facts.map(marked);
  if (entry.kind !== 'programme') return { ...entry, facts };
  return { ...entry, facts, phases: entry.phases.map((phase) => ({ ...phase, facts: phase.facts.map(marked) })) };
}

const isSame = (one: Source, other: Source) => one.url === other.url && one.title === other.title;

/** Ids for a server's sources that are not those of the built-in entry's. */
function idsBeside(base: Entry, { sources }: Entry): Map<string, string> {
  return new Map(
    Object.entries(sources).map(([id, source]) => {
      const there = Object.hasOwn(base.sources, id) ? base.sources[id] : undefined;
      return [id, there && !isSame(there, source) ? `added-${id}` : id];
    }),
  );
}

/** A built-in entry with what a server's moderators put beside it: their facts, marked, and their names for it. */
function beside(base: Entry, guilds: Entry): Entry {
  const ids = idsBeside(base, guilds);
  const facts = guilds.facts.map((fact) => marked({ ...fact, sources: fact.sources.map((id) => ids.get(id)!) }));
  const sources = Object.entries(guilds.sources).map(([id, source]) => [ids.get(id)!, source] as const);
  const aliases = [...new Set([...base.names.aliases, ...guilds.names.aliases])];
  return {
    ...base,
    names: { ...base.names, aliases },
    facts: [...base.facts, ...facts],
    sources: { ...base.sources, ...Object.fromEntries(sources) },
  };
}

/** What stands of an entry in a server; `content` is absent for a built-in one as it is. */
export interface Standing {
  id: string;
  version: number;
  content?: Entry;
  /** Taken away, or hidden if it is built in. */
  removed: boolean;
}

/** What a server's members see: the built-in library with what stands in the server over it. */
export function overlay(base: Library, standing: Iterable<Standing>): Library {
  const all = [...standing];
  const entries = all.flatMap(({ id, content, removed }) => {
    if (removed || !content) return [];
    const builtIn = base.get(id);
    return [builtIn ? beside(builtIn, content) : own(content)];
  });
  const hidden = new Set(all.flatMap(({ id, removed }) => (removed && base.get(id) ? [id] : [])));
  return entries.length + hidden.size === 0 ? base : createOverlay(base, entries, hidden);
}
