import { join } from 'node:path';
import { createGaps } from './ask/gaps.ts';
import { createAnswers } from './ask/index.ts';
import { type Bot, createBot } from './bot/bot.ts';
import { loadCommands } from './bot/load.ts';
import { systemClock } from './clock.ts';
import { type Config, root, version } from './config.ts';
import { loadKnowledgeApart } from './knowledge/apart.ts';
import { createLibrary, type Library } from './knowledge/library.ts';
import type { Logger } from './log.ts';

/** The bot with everything it works with, as the settings say; the one place where its parts are put together. */
export async function buildBot({ KNOWLEDGE_DIR }: Config, log: Logger): Promise<{ bot: Bot; library: Library }> {
  const library = createLibrary(await loadKnowledgeApart(KNOWLEDGE_DIR));
  const bot = createBot({
    commands: await loadCommands(join(root, 'commands')),
    libraryOf: () => library,
    answer: createAnswers(),
    gaps: createGaps(),
    clock: systemClock,
    version,
    report: ({ reference, call, error }) => log.error({ reference, call, error }, 'a command failed'),
  });
  return { bot, library };
}
