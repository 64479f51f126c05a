import { Worker } from 'node:worker_threads';
import type { Reading, Surroundings } from './reading.ts';

const PATIENCE = 10_000;
const LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64 };

const failed = (message: string): Reading => ({ items: [], bad: [{ row: 0, id: '', message }] });

function readInThread(text: string, surroundings: Surroundings, patience: number): Promise<Reading> {
  const { promise, resolve } = Promise.withResolvers<Reading>();
  const worker = new Worker(new URL('./reader-thread.ts', import.meta.url), {
    workerData: { text, surroundings },
    resourceLimits: LIMITS,
  });
  const timer = setTimeout(() => resolve(failed('it takes too long to read')), patience);
  worker.once('message', resolve);
  worker.once('error', () => resolve(failed('it takes too much memory to read')));
  return promise.finally(() => {
    clearTimeout(timer);
    void worker.terminate();
  });
}

/**
 * Reads files of entries off the event loop, one at a time: a hostile one ends after ten seconds or 512 MB, and nothing
 * else waits for it. Never throws.
 */
export function createReader(patience = PATIENCE): (text: string, surroundings: Surroundings) => Promise<Reading> {
  let tail: Promise<unknown> = Promise.resolve();
  return (text, surroundings) => {
    const reading = tail.then(() => readInThread(text, surroundings, patience));
    tail = reading;
    return reading;
  };
}
