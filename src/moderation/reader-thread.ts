import { parentPort, workerData } from 'node:worker_threads';
import { readEntries, type Surroundings } from './reading.ts';

const { text, surroundings } = workerData as { text: string; surroundings: Surroundings };
parentPort!.postMessage(readEntries(text, surroundings));
