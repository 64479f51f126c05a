/** Makes something when it is first asked for, and once. */
export function later<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

interface Kept<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): unknown;
}

/** A function that works each thing out once; `known` may hold its keys weakly. */
export function memo<Key, Value>(make: (key: Key) => Value, known: Kept<Key, Value> = new Map()) {
  return (key: Key): Value => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
}
