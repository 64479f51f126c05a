import { isReply } from './bot/command.ts';
import { buildBot, terminal } from './build.ts';
import type { Config } from './config.ts';
import { loadKnowledgeApart } from './knowledge/apart.ts';
import { createLog } from './log.ts';
import { hasHan } from './search/fold.ts';
import { printed, type Surface } from './terminal.ts';
import type { Locale } from './text.ts';

const localeFor = (text: string): Locale => (hasHan(text) ? 'zh' : 'en');

/** The text that `wentian ask` prints: what the bot replies to a question, in the question's language. */
export async function answerTo(question: string, config: Config, surface: Surface): Promise<string> {
  const knowledge = await loadKnowledgeApart(config.KNOWLEDGE_DIR);
  const { bot } = await buildBot(knowledge, await createLog(config.LOG_LEVEL), terminal);
  const call = {
    type: 'command',
    name: 'ask',
    options: { question },
    user: 'terminal',
    locale: localeFor(question),
  } as const;
  const answer = await bot.handle(call);
  return isReply(answer) ? printed(answer, surface) : '';
}
