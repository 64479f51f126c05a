/** Keeps the `size` values with the highest scores of a stream, in a heap whose root is the worst of them. */
export interface Best {
  offer(value: number, score: number): void;
  /** The values kept, in no order. */
  readonly values: readonly number[];
}

interface Heap {
  readonly values: number[];
  readonly scores: number[];
}

function put({ values, scores }: Heap, at: number, value: number, score: number): void {
  values[at] = value;
  scores[at] = score;
}

/** Adds a value at the end and moves it up past those that are better. */
function rise(heap: Heap, value: number, score: number): void {
  const { values, scores } = heap;
  let at = values.length;
  for (let parent = (at - 1) >> 1; at > 0 && scores[parent]! > score; at = parent, parent = (at - 1) >> 1) {
    put(heap, at, values[parent]!, scores[parent]!);
  }
  put(heap, at, value, score);
}

/** Puts a value in place of the worst and moves it down past those that are worse. */
function sink(heap: Heap, value: number, score: number): void {
  const { values, scores } = heap;
  let at = 0;
  for (let child = 1; child < values.length; child = 2 * at + 1) {
    if (child + 1 < values.length && scores[child + 1]! < scores[child]!) child++;
    if (scores[child]! >= score) break;
    put(heap, at, values[child]!, scores[child]!);
    at = child;
  }
  put(heap, at, value, score);
}

/** Nothing kept yet; `size` is at least 1. */
export function keepBest(size: number): Best {
  const heap: Heap = { values: [], scores: [] };
  return {
    offer(value, score) {
      if (heap.values.length < size) rise(heap, value, score);
      else if (score > heap.scores[0]!) sink(heap, value, score);
    },
    values: heap.values,
  };
}
