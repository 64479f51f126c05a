import fc from 'fast-check';

const SURROGATES = { first: 0xd800, count: 0x800 };
const LAST = 0x10ffff;

function numberOf(character: unknown): number {
  const code = typeof character === 'string' ? character.codePointAt(0) : undefined;
  if (code === undefined || String.fromCodePoint(code) !== character) throw new TypeError('expected one character');
  return code < SURROGATES.first ? code : code - SURROGATES.count;
}

/**
 * Any character, half a surrogate pair is none. Why not the unit `binary` of fast-check: it first makes a table of the
 * million that there are, in every worker.
 */
export const character = fc
  .integer({ min: 0, max: LAST - SURROGATES.count })
  .map((number) => String.fromCodePoint(number < SURROGATES.first ? number : number + SURROGATES.count), numberOf);

/** Texts of any characters: most have some hundred at most, one in ten has up to `most`. */
export function textsUpTo(most: number, unit: typeof character | 'grapheme' = character) {
  const arbitrary = (maxLength: number) => fc.string({ unit, maxLength });
  return fc.oneof({ weight: 9, arbitrary: arbitrary(300) }, { weight: 1, arbitrary: arbitrary(most) });
}
