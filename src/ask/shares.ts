/** Terms by number: the same for all shares that are added up together. */
export interface Lexicon {
  readonly size: number;
  /** The number of a term, which it gets now if it has none. */
  idOf(term: string): number;
  find(term: string): number | undefined;
  /** All terms, in the order of their numbers. */
  terms(): string[];
}

/** Numbers of terms, in order, and what each is worth: two numbers a term, for there are hundreds of thousands. */
export interface Packed {
  readonly ids: Uint32Array;
  readonly values: Float32Array;
}

/** Of some questions the share that has each term, 0…1. */
export interface Shares extends Packed {
  has(term: string): boolean;
  /** The share of a term by its number, which is looked up once for many shares; 0 for one that none has. */
  at(id: number | undefined): number;
}

/** Numbers terms as they come, after those that have their number. */
export function createLexicon(terms: readonly string[]): Lexicon {
  const ids = new Map(terms.map((term, id) => [term, id]));
  return {
    get size() {
      return ids.size;
    },
    idOf(term) {
      const id = ids.get(term) ?? ids.size;
      if (id === ids.size) ids.set(term, id);
      return id;
    },
    find: (term) => ids.get(term),
    terms: () => [...ids.keys()],
  };
}

/** Where a number stands among sorted ones; -1 if it does not. */
function placeOf(ids: Uint32Array, wanted: number | undefined): number {
  if (wanted === undefined) return -1;
  let [from, to] = [0, ids.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (ids[middle]! < wanted) from = middle + 1;
    else to = middle;
  }
  return ids[from] === wanted ? from : -1;
}

/** Shares to be asked for terms. */
export const createShares = (lexicon: Lexicon, { ids, values }: Packed): Shares => ({
  ids,
  values,
  has: (term) => placeOf(ids, lexicon.find(term)) >= 0,
  at: (id) => values[placeOf(ids, id)] ?? 0,
});

/** Adds up what terms are worth. */
export interface Tally {
  add(id: number, worth: number): void;
  /** What was added since it was last taken. */
  take(): Packed;
}

/** Makes a tally; one may serve for many shares, one after the other. */
export function createTally(lexicon: Lexicon): Tally {
  let sums = new Float64Array(lexicon.size + 1);
  let touched: number[] = [];
  const grow = (least: number) => {
    const wider = new Float64Array(Math.max(least, 2 * sums.length));
    wider.set(sums);
    sums = wider;
  };
  return {
    add(id, worth) {
      if (id >= sums.length) grow(lexicon.size);
      if (sums[id] === 0) touched.push(id);
      sums[id]! += worth;
    },
    take() {
      const ids = Uint32Array.from(touched).sort();
      const values = new Float32Array(ids.length);
      for (let at = 0; at < ids.length; at++) {
        values[at] = sums[ids[at]!]!;
        sums[ids[at]!] = 0;
      }
      touched = [];
      return { ids, values };
    },
  };
}

/** Adds shares to a tally, each by a weight. */
export function addShares({ add }: Tally, { ids, values }: Packed, weight = 1): void {
  for (let at = 0; at < ids.length; at++) add(ids[at]!, values[at]! * weight);
}
