/** Keys in order, with the row of each. */
export interface SortedKeys {
  readonly keys: readonly string[];
  readonly rows: Uint32Array;
}

/** A key of a row. */
export interface Entry {
  readonly key: string;
  readonly row: number;
}

/** The places of keys that begin with `start`, as `[from, to)`; a key that is `start` itself comes first. */
export function beginningWith({ keys }: SortedKeys, start: string, most: number): readonly [number, number] {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keys[middle]! < start) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < keys.length && end - low < most && keys[end]!.startsWith(start)) end++;
  return [low, end];
}

const compare = (one: Entry, other: Entry): number =>
  one.key < other.key ? -1 : one.key > other.key ? 1 : one.row - other.row;

/** Characters by which keys are parted, so that no one part takes long to sort. */
const PARTED_BY = 2;

/** Sorts entries by key; yields now and then so that a caller can give way to others. */
export function* sortEntries(entries: readonly Entry[]): Generator<void, SortedKeys> {
  const parts = Map.groupBy(entries, ({ key }) => key.slice(0, PARTED_BY));
  const sorted: Entry[] = [];
  for (const start of [...parts.keys()].sort()) {
    for (const entry of parts.get(start)!.sort(compare)) sorted.push(entry);
    yield;
  }
  return { keys: sorted.map(({ key }) => key), rows: Uint32Array.from(sorted, ({ row }) => row) };
}
