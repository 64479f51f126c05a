import { type Config, loadConfig } from './config.ts';
import { openDatabase } from './database.ts';
import { exitWith } from './exit.ts';
import { startHttp } from './http.ts';
import { loadKnowledgeApart } from './knowledge/apart.ts';
import { createLog, type Logger } from './log.ts';
import type { Service } from './serve.ts';

function announce({ DISCORD_TOKEN }: Config, origin: string, log: Logger): void {
  if (DISCORD_TOKEN) log.info({ origin }, 'health and metrics are served');
  else process.stdout.write(`\nWentian runs in its sandbox. Open ${origin} and type /mission tianwen2\n\n`);
}

async function run(config: Config, log: Logger): Promise<() => Promise<void>> {
  let service: Service | undefined;
  const knowledge = await loadKnowledgeApart(config.KNOWLEDGE_DIR);
  const store = await openDatabase(config);
  const isReady = async () => (service?.ready() ?? false) && (await store.healthy());
  const http = await startHttp(config.HTTP_HOST, config.HTTP_PORT, isReady);
  // Why not at the top: loading discord.js takes longest, and who must mend a setting need not wait for it.
  const { serve } = await import('./serve.ts');
  service = await serve({ config, log, knowledge, store, http });
  announce(config, http.origin, log);
  return async () => {
    await service?.stop();
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
