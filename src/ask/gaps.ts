import { folded, unitsOf } from './units.ts';

/** Questions without an answer, counted by their normalised text; nobody's id is kept. */
export interface Gaps {
  /** Counts one question of a guild; `text` is made by `gapOf`. */
  count(guild: string, text: string): void;
  /** The questions of a guild, those asked most first. */
  of(guild: string): readonly { text: string; count: number }[];
}

const LONGEST = 80;
const MOST_QUESTIONS = 500;
const MOST_GUILDS = 10_000;

/** A question as it is counted: folded, without punctuation, at most 80 characters; the same for any spacing and case. */
export function gapOf(question: string): string {
  const units = unitsOf(folded(question.slice(0, 4 * LONGEST)), {});
  const text = units.map(({ text: unit, han, from }, at) => {
    const before = units[at - 1];
    return before && !(han && before.han && before.to === from) ? ` ${unit}` : unit;
  });
  return shortened(text.join('')).trim();
}

function shortened(text: string): string {
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > LONGEST) break;
    kept += character;
  }
  return kept;
}

/** Moves a key to the end of a map's order, and drops the first beyond `most`. */
function touch<V>(map: Map<string, V>, key: string, value: V, most: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > most) map.delete(map.keys().next().value!);
}

/** Counts in memory: at most 500 questions a guild and 10,000 guilds, those not seen for longest dropped first. */
export function createGaps(): Gaps {
  const guilds = new Map<string, Map<string, number>>();
  return {
    count(guild, text) {
      if (text === '') return;
      const questions = guilds.get(guild) ?? new Map<string, number>();
      touch(questions, text, (questions.get(text) ?? 0) + 1, MOST_QUESTIONS);
      touch(guilds, guild, questions, MOST_GUILDS);
    },
    of(guild) {
      const counted = [...(guilds.get(guild) ?? [])].map(([text, count]) => ({ text, count }));
      return counted.toSorted((a, b) => b.count - a.count);
    },
  };
}
