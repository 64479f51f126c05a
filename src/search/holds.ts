/** Characters of a query at most: one bit of a number each. */
const MOST = 32;

/** For each character the places in the query where it stands, as bits. */
function placesIn(query: string): ReadonlyMap<number, number> {
  const places = new Map<number, number>();
  for (let at = 0; at < query.length; at++) {
    const code = query.charCodeAt(at);
    places.set(code, (places.get(code) ?? 0) | (1 << at));
  }
  return places;
}

/**
 * Makes a test whether any part of a text is at most `most` edits (Levenshtein's) away from a query of 1 to 32
 * characters, with one step for each character of the text (Myers 1999, "A fast bit-vector algorithm for approximate
 * string matching based on dynamic programming"). Throws a RangeError for another length.
 */
export function createHolds(query: string, most: number): (text: string) => boolean {
  if (query.length < 1 || query.length > MOST) throw new RangeError(`expected 1 to ${MOST} characters`);
  const places = placesIn(query);
  const last = 1 << (query.length - 1);
  return (text) => {
    let [rises, falls, edits] = [-1, 0, query.length];
    for (let at = 0; at < text.length && edits > most; at++) {
      const same = places.get(text.charCodeAt(at)) ?? 0;
      const level = same | falls;
      const across = (((same & rises) + rises) ^ rises) | same;
      const up = falls | ~(across | rises);
      const down = rises & across;
      if (up & last) edits++;
      else if (down & last) edits--;
      rises = (down << 1) | ~(level | (up << 1));
      falls = (up << 1) & level;
    }
    return edits <= most;
  };
}
