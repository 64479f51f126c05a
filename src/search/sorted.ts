/** Keys in order with the row of each. */
export interface SortedKeys {
  readonly keys: readonly string[];
  readonly rows: Uint32Array;
}

/** The places of the first `most` keys that begin with `start`; a key that is `start` itself comes first. */
export function beginningWith({ keys }: SortedKeys, start: string, most: number): readonly number[] {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keys[middle]! < start) low = middle + 1;
    else high = middle;
  }
  const places: number[] = [];
  while (places.length < most && low < keys.length && keys[low]!.startsWith(start)) places.push(low++);
  return places;
}

/** Sorts keys by their characters. */
export function sortKeys(entries: { key: string; row: number }[]): SortedKeys {
  entries.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.row - b.row));
  return { keys: entries.map(({ key }) => key), rows: Uint32Array.from(entries, ({ row }) => row) };
}
