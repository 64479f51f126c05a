/** Something to go wrong with the next requests that it fits. */
export interface Fault {
  method?: string;
  /** Tested against the path after `/api/v10`. */
  path: RegExp;
  /** How many requests it befalls; 1 unless told. */
  times?: number;
  /** Of those that it fits, only each so-many-th: 100 = one in a hundred. */
  every?: number;
  /** Answer with this status and body. */
  status?: number;
  body?: object;
  headers?: Record<string, string>;
  /** Milliseconds to wait before the answer (the machine's time). */
  delay?: number;
  /** Do what was asked first, then let it go wrong: the client cannot know. */
  after?: boolean;
  /** Cut the connection instead of answering. */
  cut?: boolean;
}

/** The faults to come, each with its count. */
export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** The first fault that fits, counted down. */
  take(method: string, path: string): Fault | undefined;
}

/** No faults yet. */
export function createFaults(): Faults {
  let pending: { fault: Fault; left: number; met: number }[] = [];
  return {
    add: (fault) => void pending.push({ fault, left: fault.times ?? 1, met: 0 }),
    clear: () => {
      pending = [];
    },
    take(method, path) {
      const found = pending.find(({ fault }) => (fault.method ?? method) === method && fault.path.test(path));
      if (!found) return undefined;
      found.met += 1;
      if (found.met % (found.fault.every ?? 1) !== 0) return undefined;
      found.left -= 1;
      if (found.left <= 0) pending = pending.filter((other) => other !== found);
      return found.fault;
    },
  };
}
