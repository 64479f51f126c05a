import type { Loaded } from './apart.ts';
import { BadFile } from './bad-file.ts';
import { readKnowledge } from './kept.ts';

function load(directory: string): Loaded {
  try {
    const { entries, vocabulary } = readKnowledge(directory);
    return { read: { entries, vocabulary } };
  } catch (error) {
    if (error instanceof BadFile) return { refused: error.message };
    throw error;
  }
}

process.send?.(load(process.argv[2] ?? ''), () => process.disconnect?.());
