import type { Loaded } from './apart.ts';
import { BadFile } from './bad-file.ts';
import { loadKnowledge } from './load.ts';

function load(directory: string): Loaded {
  try {
    return { knowledge: loadKnowledge(directory) };
  } catch (error) {
    if (error instanceof BadFile) return { refused: error.message };
    throw error;
  }
}

process.send?.(load(process.argv[2] ?? ''), () => process.disconnect?.());
