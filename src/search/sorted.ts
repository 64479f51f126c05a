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

/** Keys sorted in one go at most, and keys merged between two yields. */
const CHUNK = 2048;

/** Sorts entries by key; yields now and then so that a caller can give way to others. */
export function* sortEntries(entries: readonly Entry[]): Generator<void, SortedKeys> {
  let runs: Entry[][] = [];
  for (let at = 0; at < entries.length; at += CHUNK) {
    runs.push(entries.slice(at, at + CHUNK).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const merged: Entry[][] = [];
    for (let at = 0; at < runs.length; at += 2) merged.push(yield* merge(runs[at]!, runs[at + 1] ?? []));
    runs = merged;
  }
  const sorted = runs[0] ?? [];
  return { keys: sorted.map(({ key }) => key), rows: Uint32Array.from(sorted, ({ row }) => row) };
}

function* merge(one: readonly Entry[], other: readonly Entry[]): Generator<void, Entry[]> {
  const merged: Entry[] = [];
  let [left, right] = [0, 0];
  while (left < one.length && right < other.length) {
    merged.push(compare(one[left]!, other[right]!) <= 0 ? one[left++]! : other[right++]!);
    if (merged.length % CHUNK === 0) yield;
  }
  return merged.concat(one.slice(left), other.slice(right));
}
