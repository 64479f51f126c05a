import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';

interface Looping {
  clock: Clock;
  log: Logger;
}

const POLL = 1000;
/** Changes in a guild come in bursts; they are looked at once. */
const BURST = 3000;

function pause(clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(POLL, resolve);
    const end = () => {
      cancel();
      resolve();
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}

/** Does `round` every second from now on, whatever fails; it is told when to end. `stop` waits for what is under way. */
export function repeat(
  round: (ending: AbortSignal) => Promise<void>,
  { clock, log }: Looping,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const loop = async () => {
    while (!signal.aborted) {
      await round(signal).catch((error) => log.error({ error }, 'daily posts could not be planned'));
      await pause(clock, signal);
    }
  };
  const running = loop();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** Calls `task` for a guild once it has been quiet for a moment, with what was said of it last. */
export function gathered(task: (guild: string, isMember: boolean) => Promise<unknown>, { clock, log }: Looping) {
  const waiting = new Map<string, () => void>();
  return (guild: string, isMember: boolean): void => {
    waiting.get(guild)?.();
    const cancel = clock.after(BURST, () => {
      waiting.delete(guild);
      task(guild, isMember).catch((error) => log.error({ error, guild }, 'daily posts could not be looked after'));
    });
    waiting.set(guild, cancel);
  };
}
