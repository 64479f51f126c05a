import { buildBot } from './build.ts';
import { systemClock } from './clock.ts';
import { type Config, loadConfig } from './config.ts';
import { connect, type Gateway } from './discord/gateway.ts';
import { exitWith } from './exit.ts';
import { type Http, startHttp } from './http.ts';
import { createLog, type Logger } from './log.ts';

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

async function run(config: Config, log: Logger): Promise<() => Promise<void>> {
  const { bot } = await buildBot(config, log);
  let gateway: Gateway | undefined;
  const http = await startHttp(config.HTTP_HOST, config.HTTP_PORT, () => gateway?.ready() ?? false);
  const access = await accessOf(config, http);
  gateway = await connect({ ...access, guild: config.DEV_GUILD_ID }, { bot, clock: systemClock, log });
  if (config.DISCORD_TOKEN) log.info({ origin: http.origin }, 'health and metrics are served');
  else process.stdout.write(`\nWentian runs in its sandbox. Open ${http.origin} and type /mission tianwen2\n\n`);
  return async () => {
    await gateway.stop();
    await http.close();
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
