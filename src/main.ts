import { buildBot, openDatabase } from './build.ts';
import { systemClock } from './clock.ts';
import { type Config, loadConfig } from './config.ts';
import type { Daily } from './daily/daily.ts';
import { type Delivery, startDelivery } from './delivery.ts';
import { createDownload } from './discord/download.ts';
import { connect, type Gateway } from './discord/gateway.ts';
import { createGuilds } from './discord/guilds.ts';
import { openRest } from './discord/rest.ts';
import { exitWith } from './exit.ts';
import { type Http, startHttp } from './http.ts';
import { createLog, type Logger } from './log.ts';
import { startReminders } from './moderation/reminders.ts';

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

function announce({ DISCORD_TOKEN }: Config, origin: string, log: Logger): void {
  if (DISCORD_TOKEN) log.info({ origin }, 'health and metrics are served');
  else process.stdout.write(`\nWentian runs in its sandbox. Open ${origin} and type /mission tianwen2\n\n`);
}

/** All that goes on by itself, as long as the process does: daily posts, reminders and what the outbox holds. */
function startServices(parts: Omit<Delivery, 'settled'>, daily: Daily): { stop(): Promise<unknown> } {
  const settled: Delivery['settled'] = async (within, claim, outcome) => {
    if (claim.kind === 'daily') await daily.settled(within, claim, outcome);
  };
  const services = [daily.start(), startReminders(parts), startDelivery({ ...parts, settled })];
  return { stop: () => Promise.all(services.map((service) => service.stop())) };
}

async function run(config: Config, log: Logger): Promise<() => Promise<void>> {
  let gateway: Gateway | undefined;
  const store = await openDatabase(config);
  const isReady = async () => (gateway?.ready() ?? false) && (await store.healthy());
  const http = await startHttp(config.HTTP_HOST, config.HTTP_PORT, isReady);
  const access = await accessOf(config, http);
  const { rest, user } = await openRest(access);
  const guilds = createGuilds(rest, user);
  const surroundings = { store, guilds, download: createDownload(access.api), count: countPosts(http) };
  const { bot, daily, stop } = await buildBot(config, log, surroundings);
  const parts = { bot, clock: systemClock, log, guildChanged: daily.changed };
  gateway = await connect({ ...access, guild: config.DEV_GUILD_ID }, parts);
  const services = startServices({ store, messenger: gateway.messenger, clock: systemClock, log }, daily);
  announce(config, http.origin, log);
  return async () => {
    await Promise.all([services.stop(), gateway.stop()]);
    await stop();
    await http.close();
    await store.close();
  };
}

function stopOnSignal(stop: () => Promise<void>, log: Logger): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      log.info({ signal }, 'stopping');
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

try {
  const config = loadConfig();
  const log = await createLog(config.LOG_LEVEL);
  stopOnSignal(await run(config, log), log);
} catch (error) {
  exitWith(error);
}
