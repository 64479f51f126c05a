import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';

interface Gathering {
  clock: Clock;
  log: Logger;
}

/** Changes in a guild come in bursts; they are looked at once. */
const BURST = 3000;

/** Calls `task` for a guild once it has been quiet for a moment, with what was said of it last. */
export function gathered<Change>(task: (guild: string, change: Change) => Promise<unknown>, { clock, log }: Gathering) {
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
