import type { Random } from './random.ts';

const KEYBOARD = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** The keys beside and above or below a letter's. */
function neighbours(letter: string): readonly string[] {
  const line = KEYBOARD.findIndex((keys) => keys.includes(letter));
  const at = KEYBOARD[line]!.indexOf(letter);
  const around = [-1, 0, 1].flatMap((step) => [at - 1, at, at + 1].map((column) => KEYBOARD[line + step]?.[column]));
  return around.filter((key): key is string => key !== undefined && key !== letter);
}

type Slip = (text: string, at: number, random: Random) => string;
const asTyped = (original: string, key: string): string =>
  original === original.toUpperCase() ? key.toUpperCase() : key;

const SLIPS: readonly Slip[] = [
  (text, at) => text.slice(0, at) + text.slice(at + 1),
  (text, at) => text.slice(0, at) + text[at] + text.slice(at),
  (text, at, random) =>
    text.slice(0, at) + asTyped(text[at]!, random.pick(neighbours(text[at]!.toLowerCase()))) + text.slice(at + 1),
  (text, at, random) => text.slice(0, at) + random.pick(neighbours(text[at]!.toLowerCase())) + text.slice(at),
  (text, at) => text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2),
];

/** Places of letters with a letter after them, in runs of at least four ASCII letters. */
function places(text: string): readonly number[] {
  return [...text.matchAll(/[A-Za-z]{4,}/g)].flatMap(({ 0: run, index }) =>
    [...[...run.slice(1)].keys()].map((at) => index + at),
  );
}

/** The text with one slip of the finger in a run of at least four letters; undefined if it has none. */
export function slip(text: string, random: Random): string | undefined {
  const at = places(text);
  return at.length === 0 ? undefined : random.pick(SLIPS)(text, random.pick(at), random);
}
