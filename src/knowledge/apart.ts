import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { BadFile } from './bad-file.ts';
import { keptKnowledge, knowledgeOf, type Read } from './kept.ts';
import type { Knowledge } from './load.ts';

/** What the reading process sends back: the entries, or why there are none. */
export type Loaded = { read: Read } | { refused: string };

/**
 * Reads all entries, in a process of their own where they are not kept from before: parsing leaves several times the
 * entries' size behind, and V8 does not give that back, not even after a worker thread. Rejects with `BadFile` as
 * `loadKnowledge` does.
 */
export async function loadKnowledgeApart(directory: string): Promise<Knowledge> {
  const before = keptKnowledge(directory);
  if (before) return before;
  const reader = fork(fileURLToPath(new URL('./reader.ts', import.meta.url)), [directory], {
    serialization: 'advanced',
  });
  const loaded = await Promise.race([
    once(reader, 'message').then(([message]) => message as Loaded),
    once(reader, 'exit').then(([code]) =>
      Promise.reject(new Error(`the entries could not be read (exit code ${code})`)),
    ),
  ]);
  if ('refused' in loaded) throw new BadFile(loaded.refused);
  return knowledgeOf(directory, loaded.read);
}
