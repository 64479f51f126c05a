import { join } from 'node:path';
import { pino } from 'pino';
import { systemClock } from '../../src/clock.ts';
import { root } from '../../src/config.ts';
import { readKnowledge } from '../../src/knowledge/kept.ts';
import { createLibrary } from '../../src/knowledge/library.ts';
import { createModeration } from '../../src/moderation/index.ts';
import { openStore } from '../../src/store/open.ts';

/** A process that says when it finds something: `process.ts DATABASE`, then messages `{ guild, query, absent? }`. */
const store = await openStore(process.argv[2]!);
const base = createLibrary(readKnowledge(join(root, 'knowledge')));
const moderation = createModeration({ store, base, clock: systemClock, log: pino({ level: 'silent' }) });

process.on('disconnect', () => process.exit(0));
process.on('message', async ({ guild, query, absent }: { guild: string; query: string; absent?: boolean }) => {
  for (;;) {
    const { library } = await moderation.view(guild);
    const { entry } = library.meaning(query);
    if ((entry === undefined) === (absent ?? false))
      return process.send!({ query, id: entry?.id, at: performance.timeOrigin + performance.now() });
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
});
process.send!('ready');
