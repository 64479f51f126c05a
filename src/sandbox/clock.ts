/** Time for everything with a deadline in the sandbox, so that a test can let fifteen minutes pass at once. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `task` once, `ms` milliseconds from now; calling what it returns prevents that. */
  after(ms: number, task: () => void): () => void;
}

/** The machine's own time; a pending task never keeps the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms).unref();
    return () => clearTimeout(timer);
  },
};
