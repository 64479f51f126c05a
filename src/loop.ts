import type { Clock } from './clock.ts';
import type { Logger } from './log.ts';

interface Looping {
  clock: Clock;
  log: Logger;
}

/** Leaves nothing behind on the signal, which outlives it by far. */
function pause({ after }: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = after(milliseconds, end);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end);
  });
}

/** What is done again and again. */
export interface Work {
  /** What failed, for the log. */
  failure: string;
  /** Milliseconds from one round to the next. */
  every: number;
  round(ending: AbortSignal): Promise<unknown>;
}

async function tryRound(work: Work, ending: AbortSignal, failing: Set<Work>, log: Logger): Promise<void> {
  try {
    await work.round(ending);
    failing.delete(work);
  } catch (error) {
    if (!failing.has(work)) log.error({ error }, work.failure);
    failing.add(work);
  }
}

/**
 * Does each work again and again from now on, whatever fails; one that stands there twice is done twice at a time. A
 * failure is logged when it begins, not each time. `stop` waits for what is under way.
 */
export function repeat(works: readonly Work[], { clock, log }: Looping): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const failing = new Set<Work>();
  const loop = async (work: Work) => {
    while (!signal.aborted) {
      await tryRound(work, signal, failing, log);
      await pause(clock, work.every, signal);
    }
  };
  const running = works.map(loop);
  return {
    async stop() {
      stopping.abort();
      await Promise.all(running);
    },
  };
}
