/** One measured line: what it is of, and figures. Times are in milliseconds, sizes in MB unless the column says else. */
export type Row = Readonly<Record<string, string | number>>;

/** Lines with the same columns, shown together. */
export interface Table {
  readonly title: string;
  readonly rows: readonly Row[];
  /** What a reader must know to read the figures rightly. */
  readonly notes?: readonly string[];
}

interface RunOptions {
  /** Seeds every random choice: the same seed makes the same queries. */
  readonly seed: number;
}

/** What a file in this folder exports by default. */
export interface Benchmark {
  readonly describe: string;
  /** Runs only when named. */
  readonly long?: boolean;
  run(options: RunOptions): AsyncIterable<Table>;
}
