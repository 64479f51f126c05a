import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';

interface Looping {
  clock: Clock;
  log: Logger;
}

/** Changes in a guild come in bursts; they are looked at once. */
const BURST = 3000;

function pause(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(milliseconds, resolve);
    const end = () => {
      cancel();
      resolve();
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}

/** What is done again and again. */
interface Work {
  /** What failed, for the log. */
  failure: string;
  /** Milliseconds from one round to the next. */
  every: number;
  round(ending: AbortSignal): Promise<unknown>;
}

/** Does each work again and again from now on, whatever fails; `stop` waits for what is under way. */
export function repeat(works: readonly Work[], { clock, log }: Looping): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const loop = async ({ failure, every, round }: Work) => {
    while (!signal.aborted) {
      await round(signal).catch((error) => log.error({ error }, failure));
      await pause(clock, every, signal);
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

/** Calls `task` for a guild once it has been quiet for a moment, with what was said of it last. */
export function gathered<Change>(task: (guild: string, change: Change) => Promise<unknown>, { clock, log }: Looping) {
  const waiting = new Map<string, () => void>();
  return (guild: string, change: Change): void => {
    waiting.get(guild)?.();
    const cancel = clock.after(BURST, () => {
      waiting.delete(guild);
      task(guild, change).catch((error) => log.error({ error, guild }, 'daily posts could not be looked after'));
    });
    waiting.set(guild, cancel);
  };
}
