import { folded, type Stem, type Unit, unitsOf } from './units.ts';

/** Words in a row, some with others between them, and what they mean. */
interface Pattern<T> {
  readonly steps: readonly { stem: string; han: boolean; gap: boolean }[];
  readonly means: T;
}

/** Where a phrase was met. */
export interface Match<T> {
  readonly means: T;
  /** The places of its words among the units, in order. */
  readonly places: readonly number[];
}

/** All places where one of the phrases is met; `light` units may stand between English words of a phrase. */
export type Matcher<T> = (units: readonly Unit[], light: readonly boolean[]) => Match<T>[];

/** Units that a gap or an English phrase may skip. */
const GAP = 9;
const LIGHT = 4;
const LIGHT_HAN = 1;
const NONE = [] as const;

function compile<T>(phrase: string, means: T, stemOf: Stem): Pattern<T> {
  const parts = phrase.split('…').map((part) => unitsOf(folded(part), stemOf));
  const steps = parts.flatMap((units, part) =>
    units.map(({ stem, han }, at) => ({ stem, han, gap: part > 0 && at === 0 })),
  );
  return { steps, means };
}

/** The next unit that is `stem`, from `at` on; -1 if others than may be skipped stand before it. */
function nextPlace(units: readonly Unit[], light: readonly boolean[], at: number, step: Pattern<unknown>['steps'][0]) {
  const end = Math.min(units.length, at + 1 + (step.gap ? GAP : step.han ? LIGHT_HAN : LIGHT));
  for (let place = at; place < end; place++) {
    if (units[place]!.stem === step.stem) return place;
    if (!step.gap && !light[place]) return -1;
  }
  return -1;
}

function placesOf<T>({ steps }: Pattern<T>, start: number, units: readonly Unit[], light: readonly boolean[]) {
  const places = [start];
  for (const step of steps.slice(1)) {
    const place = nextPlace(units, light, places.at(-1)! + 1, step);
    if (place < 0) return undefined;
    places.push(place);
  }
  return places;
}

/** Makes a matcher of phrases in both languages; `…` in a phrase stands for up to nine other units. */
export function createMatcher<T>(phrases: Iterable<readonly [string, T]>, stemOf: Stem): Matcher<T> {
  const byFirst = new Map<string, Pattern<T>[]>();
  for (const [phrase, means] of phrases) {
    const pattern = compile(phrase, means, stemOf);
    const first = pattern.steps[0]?.stem;
    if (first !== undefined) byFirst.set(first, [...(byFirst.get(first) ?? []), pattern]);
  }
  return (units, light) => {
    const matches: Match<T>[] = [];
    for (const [at, { stem }] of units.entries()) {
      for (const pattern of byFirst.get(stem) ?? NONE) {
        const places = placesOf(pattern, at, units, light);
        if (places) matches.push({ means: pattern.means, places });
      }
    }
    return matches;
  };
}
