/** Keeps the `size` values with the highest scores of a stream, in a heap whose root is the worst of them. */
export interface Best {
  offer(value: number, score: number): void;
  /** The values kept, in no order. */
  readonly values: readonly number[];
}

export function keepBest(size: number): Best {
  const values: number[] = [];
  const scores: number[] = [];
  const put = (at: number, value: number, score: number) => {
    values[at] = value;
    scores[at] = score;
  };
  const rise = (value: number, score: number) => {
    let at = values.length;
    for (let parent = (at - 1) >> 1; at > 0 && scores[parent]! > score; at = parent, parent = (at - 1) >> 1) {
      put(at, values[parent]!, scores[parent]!);
    }
    put(at, value, score);
  };
  const sink = (value: number, score: number) => {
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && scores[child + 1]! < scores[child]!) child++;
      if (scores[child]! >= score) break;
      put(at, values[child]!, scores[child]!);
      at = child;
    }
    put(at, value, score);
  };
  return {
    offer(value, score) {
      if (values.length < size) rise(value, score);
      else if (score > scores[0]!) sink(value, score);
    },
    values,
  };
}
