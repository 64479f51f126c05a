import { buildBot } from './build.ts';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import type { Daily } from './daily/daily.ts';
import { type Delivery, startDelivery } from './delivery.ts';
import { createDownload } from './discord/download.ts';
import { connect } from './discord/gateway.ts';
import { createGuilds } from './discord/guilds.ts';
import { openRest } from './discord/rest.ts';
import type { Http } from './http.ts';
import type { Knowledge } from './knowledge/load.ts';
import type { Logger } from './log.ts';
import { startReminders } from './moderation/reminders.ts';
import type { Store } from './store/store.ts';

/** What the bot stands on, open already. */
interface Ground {
  config: Config;
  log: Logger;
  knowledge: Knowledge;
  store: Store;
  http: Http;
}

/** The bot at work. */
export interface Service {
  /** Whether commands are registered and the gateway answers its heartbeats. */
  ready(): boolean;
  /** Ends the bot's work, and leaves what it stands on as it is. */
  stop(): Promise<void>;
}

interface Access {
  token: string;
  api?: string | undefined;
}

/** With a token, Discord; without one, a local Discord whose page is served beside health and metrics. */
async function accessOf({ DISCORD_TOKEN, DISCORD_API_URL }: Config, http: Http): Promise<Access> {
  if (DISCORD_TOKEN) return { token: DISCORD_TOKEN, api: DISCORD_API_URL };
  const { createSandbox } = await import('./sandbox/index.ts');
  const sandbox = createSandbox();
  http.mount(sandbox);
  return { token: sandbox.token, api: `${http.origin}/api` };
}

const countPosts = ({ counter }: Http) =>
  counter('wentian_daily_posts_total', 'Daily posts by what became of them', 'result');

/** All that goes on by itself, as long as the process does: daily posts, reminders and what the outbox holds. */
function startServices(parts: Omit<Delivery, 'settled'>, daily: Daily): { stop(): Promise<unknown> } {
  const settled: Delivery['settled'] = async (within, claim, outcome) => {
    if (claim.kind === 'daily') await daily.settled(within, claim, outcome);
  };
  const services = [daily.start(), startReminders(parts), startDelivery({ ...parts, settled })];
  return { stop: () => Promise.all(services.map((service) => service.stop())) };
}

/** Connects the bot with Discord, or with the sandbox, and starts what it does unasked. Throws as `connect` does. */
export async function serve({ config, log, knowledge, store, http }: Ground): Promise<Service> {
  const access = await accessOf(config, http);
  const { rest, user } = await openRest(access);
  const surroundings = {
    store,
    guilds: createGuilds(rest, user),
    download: createDownload(access.api),
    count: countPosts(http),
  };
  const { bot, daily, stop } = await buildBot(knowledge, log, surroundings);
  const parts = { bot, clock: systemClock, log, guildChanged: daily.changed };
  const gateway = await connect({ ...access, guild: config.DEV_GUILD_ID }, parts);
  const services = startServices({ store, messenger: gateway.messenger, clock: systemClock, log }, daily);
  return {
    ready: gateway.ready,
    async stop() {
      await Promise.all([services.stop(), gateway.stop()]);
      await stop();
    },
  };
}
