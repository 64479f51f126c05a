import { keepBest } from './best.ts';
import { type Postings, placeOf, trigrams } from './trigrams.ts';

/** Postings walked for one query to meet rows (rarest trigrams first), then to add to rows already met: both bound the work. */
const MEETING = 8_000;
const ADDING = 24_000;
/** Rows proposed at most, of each of two kinds. */
const PROPOSED = 40;
/** What a row's own length costs it when only the share of the query it contains counts. */
const LENGTH_COST = 0.02;

/** Rows likely to be near a query, each once, by the rare trigrams that they share with it. */
export type Propose = (key: string, words: readonly string[]) => readonly number[];

interface Gram {
  from: number;
  to: number;
  rarity: number;
}

/** Makes the proposer of some postings; it owns the scratch arrays that one query at a time uses. */
export function createProposer(postings: Postings): Propose {
  const shared = new Float32Array(postings.weights.length);
  const touched = new Uint32Array(postings.weights.length);
  return (key, words) => {
    const grams = gramsOf(postings, key, words);
    const count = share(postings.rows, grams, shared, touched);
    return choose(postings.weights, grams, shared, touched.subarray(0, count));
  };
}

function gramsOf(postings: Postings, key: string, words: readonly string[]): readonly Gram[] {
  const { starts, rarity } = postings;
  const grams: Gram[] = [];
  for (const gram of trigrams(key, words)) {
    const place = placeOf(postings, gram);
    if (place >= 0) grams.push({ from: starts[place]!, to: starts[place + 1]!, rarity: rarity[place]! });
  }
  return grams.sort((one, other) => other.rarity - one.rarity);
}

/** Adds up what each row shares; once the budget is spent, common trigrams only add to rows already met. */
function share(rows: Uint32Array, grams: readonly Gram[], shared: Float32Array, touched: Uint32Array): number {
  let count = 0;
  let walked = 0;
  for (const { from, to, rarity } of grams) {
    const meeting = walked < MEETING;
    walked += to - from;
    if (!meeting && walked > ADDING) break;
    for (let at = from; at < to; at++) {
      const row = rows[at]!;
      if (shared[row] === 0) {
        if (!meeting) continue;
        touched[count++] = row;
      }
      shared[row]! += rarity;
    }
  }
  return count;
}

/** Half by likeness of the whole, half by how much of the query they contain; clears the scratch. */
function choose(weights: Float32Array, grams: readonly Gram[], shared: Float32Array, touched: Uint32Array) {
  const wanted = grams.reduce((sum, gram) => sum + gram.rarity, 0);
  const alike = keepBest(PROPOSED);
  const containing = keepBest(PROPOSED);
  for (const row of touched) {
    const common = shared[row]!;
    shared[row] = 0;
    alike.offer(row, common / (wanted + weights[row]! - common));
    containing.offer(row, common - LENGTH_COST * weights[row]!);
  }
  return [...new Set([...alike.values, ...containing.values])];
}
