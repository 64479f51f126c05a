import { createIndex, type Hit } from '../search/index.ts';
import type { Vocabulary } from './attributes.ts';
import type { Entry } from './entry.ts';
import { later } from './later.ts';
import { createMentionIndex, type Mention } from './mentions.ts';
import { createPassageIndex, type Passage, type Rarity } from './passages.ts';

/** Entries and the indexes over their names and facts; nothing in it changes. */
export interface Layer {
  entries: readonly Entry[];
  get(id: string): Entry | undefined;
  /** Ids by name, best first. */
  find(query: string, limit: number): readonly Hit[];
  /** Facts by their words, best first. */
  near(text: string, limit: number, rarity?: Rarity): Passage[];
  mentions(text: string): Mention[];
  rarity: Rarity;
}

function namesOf({ id, names }: Entry): string[] {
  return [names.en, names.zh, ...(names.pinyin ? [names.pinyin] : []), ...names.aliases, id];
}

/** The layer of some entries: each index is made when it is first needed. */
export function createLayer(entries: readonly Entry[], vocabulary: Vocabulary): Layer {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const names = later(() => createIndex(entries.map((entry) => ({ id: entry.id, names: namesOf(entry) }))));
  const passages = later(() => createPassageIndex(entries, vocabulary));
  const mentions = later(() => createMentionIndex(entries));
  return {
    entries,
    get: (id) => byId.get(id),
    find: (query, limit) => names().find(query, limit),
    near: (text, limit, rarity) => passages().near(text, limit, rarity),
    mentions: (text) => mentions().mentions(text),
    rarity: (term) => passages().rarity(term),
  };
}

/** More than asked for is taken from below, in case some of it is covered. */
const SPARE = 100;

/** One layer over another: an entry above covers the one below that has its id, and `hidden` ones below are not seen. */
export function onTopOf(below: Layer, above: Layer, hidden: ReadonlySet<string>): Layer {
  const isSeen = (id: string) => !hidden.has(id) && above.get(id) === undefined;
  const best = <T extends { score: number }>(items: readonly T[], limit: number) =>
    items.toSorted((a, b) => b.score - a.score).slice(0, limit);
  return {
    entries: [...below.entries.filter(({ id }) => isSeen(id)), ...above.entries],
    get: (id) => above.get(id) ?? (isSeen(id) ? below.get(id) : undefined),
    find(query, limit) {
      const lower = below.find(query, limit + SPARE).filter(({ id }) => isSeen(id));
      return best([...above.find(query, limit), ...lower], limit);
    },
    near(text, limit) {
      const lower = below.near(text, limit + SPARE).filter(({ entry }) => isSeen(entry.id));
      return best([...above.near(text, limit, below.rarity), ...lower], limit);
    },
    mentions: (text) => [...above.mentions(text), ...below.mentions(text).filter(({ entry }) => isSeen(entry.id))],
    rarity: below.rarity,
  };
}
