import { folded, unitsOf } from './units.ts';

/** Questions without an answer, counted by their normalised text; nobody's id is kept. */
export interface Gaps {
  /** Counts one question of a guild; `text` is made by `gapOf`. */
  count(guild: string, text: string): void;
  /** The questions of a guild, those asked most first. */
  of(guild: string): Promise<readonly { text: string; count: number }[]>;
}

const LONGEST = 80;

/** A question as it is counted: folded, without punctuation, at most 80 characters; the same for any spacing and case. */
export function gapOf(question: string): string {
  const units = unitsOf(folded(question.slice(0, 4 * LONGEST)));
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
