import { join } from 'node:path';
import { createAnswers, keptBeside } from './ask/index.ts';
import { type Bot, type BotParts, createBot } from './bot/bot.ts';
import type { Services } from './bot/command.ts';
import { loadCommands } from './bot/load.ts';
import { systemClock } from './clock.ts';
import { root, version } from './config.ts';
import { createDaily, type Daily, type DailyParts } from './daily/daily.ts';
import { createLibrary } from './knowledge/library.ts';
import type { Knowledge } from './knowledge/load.ts';
import type { Logger } from './log.ts';
import { createStoredGaps } from './moderation/gaps.ts';
import { createModeration } from './moderation/index.ts';
import { type Store, StoreUnavailable } from './store/store.ts';

/** What the bot reaches outside itself. */
export type Surroundings = Pick<DailyParts, 'store' | 'guilds' | 'count'> & { download: Services['download'] };

const away = () => Promise.reject(new StoreUnavailable('there is no database in the terminal'));
const noStore: Store = {
  ...{ query: away, now: away, notify: away, transaction: away, tables: away },
  listen: () => () => {},
  healthy: async () => false,
  close: async () => {},
};

/** Neither guilds nor a database: all that answers from the knowledge alone works. */
export const terminal: Surroundings = {
  store: noStore,
  guilds: { guild: async () => undefined, member: async () => undefined },
  download: away,
  count: () => {},
};

/** What the log is told of people and failures. */
const witnesses = (log: Logger): Pick<BotParts, 'refused' | 'report'> => ({
  refused: (attempt) => log.warn(attempt, 'somebody tried what only moderators may do'),
  report: ({ reference, call, error }) => log.error({ reference, call, error }, 'a command failed'),
});

/**
 * The bot with everything it works with; the one place where its parts are put together. Indexes are built by the first
 * who needs them, within a second: made ahead they would take 50 MB from those who never ask.
 */
export async function buildBot(
  knowledge: Knowledge,
  log: Logger,
  surroundings: Surroundings,
): Promise<{ bot: Bot; daily: Daily; stop(): Promise<void> }> {
  const library = createLibrary(knowledge);
  const common = { store: surroundings.store, clock: systemClock, log };
  const moderation = createModeration({ ...common, base: library });
  const gaps = createStoredGaps(common);
  const libraryOf = async (guild: string | undefined) => (guild ? (await moderation.view(guild)).library : library);
  const reviewChannelOf = async (guild: string) => (await moderation.view(guild)).settings.reviewChannel;
  const daily = createDaily({ ...surroundings, ...common, libraryOf, reviewChannelOf });
  const commands = await loadCommands(join(root, 'commands'));
  const services = { commands, gaps, daily, moderation, clock: systemClock, download: surroundings.download, version };
  const bot = createBot({
    ...services,
    ...witnesses(log),
    libraryOf,
    answer: createAnswers(keptBeside(knowledge, library)),
  });
  const stop = async () => {
    moderation.stop();
    await gaps.stop();
  };
  return { bot, daily, stop };
}
