import { join } from 'node:path';
import { createGaps } from './ask/gaps.ts';
import { createAnswers } from './ask/index.ts';
import { type Bot, createBot } from './bot/bot.ts';
import { loadCommands } from './bot/load.ts';
import { systemClock } from './clock.ts';
import { type Config, databaseOf, root, version } from './config.ts';
import { createDaily, type Daily, type DailyParts } from './daily/daily.ts';
import { loadKnowledgeApart } from './knowledge/apart.ts';
import { createLibrary, type Library } from './knowledge/library.ts';
import type { Logger } from './log.ts';
import { migrate } from './store/migrate.ts';
import { openStore } from './store/open.ts';
import { type Store, StoreUnavailable } from './store/store.ts';

/** What the bot reaches outside itself. */
export type Surroundings = Pick<DailyParts, 'store' | 'guilds' | 'reviewChannelOf' | 'count'>;

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
  reviewChannelOf: async () => undefined,
  count: () => {},
};

/** The bot with everything it works with, as the settings say; the one place where its parts are put together. */
export async function buildBot(
  { KNOWLEDGE_DIR }: Config,
  log: Logger,
  surroundings: Surroundings,
): Promise<{ bot: Bot; library: Library; daily: Daily }> {
  const library = createLibrary(await loadKnowledgeApart(KNOWLEDGE_DIR));
  const answer = createAnswers();
  // Builds what the first question would wait for.
  answer(library, '');
  const libraryOf = () => library;
  const daily = createDaily({ ...surroundings, libraryOf, clock: systemClock, log });
  const bot = createBot({
    commands: await loadCommands(join(root, 'commands')),
    libraryOf,
    answer,
    gaps: createGaps(),
    clock: systemClock,
    daily,
    version,
    report: ({ reference, call, error }) => log.error({ reference, call, error }, 'a command failed'),
  });
  return { bot, library, daily };
}

/** The store that the settings name, brought to this version. Throws `StoreUnavailable` or `NewerDatabase`. */
export async function openDatabase(config: Config): Promise<Store> {
  const store = await openStore(databaseOf(config));
  try {
    await migrate(store);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}
