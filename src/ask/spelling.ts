import type { Vocabulary } from '../knowledge/attributes.ts';
import { createIndex } from '../search/index.ts';
import { folded, type Stem, type Unit, unitsOf } from './units.ts';

const SHORTEST = 4;
/** How like a known word a misspelt one must be. */
const LIKE = 0.79;

/** A unit as it is, or corrected to what questions are made of. */
export type Spelling = (unit: Unit, isKnown: (stem: string) => boolean) => Unit;

/** Corrects words that nobody here uses to one that questions are made of ("lauched"), if one is very like it. */
export function createSpelling({ attributes, questions }: Vocabulary, stemOf: Stem): Spelling {
  const phrases = [
    ...[...attributes.values()].flatMap(({ ask, label }) => [...ask.en, label.en]),
    ...Object.values(questions.kinds).flatMap(({ en }) => en),
    ...questions.filler.en,
    ...questions.same.flatMap(({ en }) => en),
    ...Object.keys(questions.forms),
  ];
  const units = phrases.flatMap((phrase) => unitsOf(folded(phrase), stemOf)).filter(({ han }) => !han);
  const stems = new Map(units.flatMap(({ text, stem }) => [[text, stem] as const, [stem, stem] as const]));
  const known = new Set(stems.values());
  const words = [...stems.keys()].filter((word) => word.length >= SHORTEST);
  const index = createIndex(
    [...words, ...words.map((word) => `${word}ed`)].map((word) => ({ id: word, names: [word] })),
  );
  return (unit, isKnown) => {
    const { text, stem, han } = unit;
    if (han || text.length < SHORTEST || /\d/.test(text) || known.has(stem) || isKnown(stem)) return unit;
    const [best] = index.find(text, 1);
    if (!best || best.score < LIKE || Math.abs(best.id.length - text.length) > 1) return unit;
    return { ...unit, stem: stems.get(best.id) ?? stemOf(best.id) };
  };
}
