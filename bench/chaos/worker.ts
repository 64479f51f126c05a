import { join } from 'node:path';
import { REST } from 'discord.js';
import { systemClock } from '../../src/clock.ts';
import { root } from '../../src/config.ts';
import { createDaily } from '../../src/daily/daily.ts';
import { type Delivery, startDelivery } from '../../src/delivery.ts';
import { createGuilds } from '../../src/discord/guilds.ts';
import { createMessenger } from '../../src/discord/messenger.ts';
import { readKnowledge } from '../../src/knowledge/kept.ts';
import { createLibrary } from '../../src/knowledge/library.ts';
import { createLog } from '../../src/log.ts';
import { world } from '../../src/sandbox/world.ts';
import { openStore } from '../../src/store/open.ts';

/** A process that plans and delivers daily posts until it is killed: `worker.ts DATABASE API TOKEN LEASE TIMEOUT`. */
const [database = '', api = '', token = '', lease = '30000', timeout = '15000'] = process.argv.slice(2);
const rest = new REST({ api, timeout: Number(timeout) }).setToken(token);
const store = await openStore(database);
const library = createLibrary(readKnowledge(join(root, 'knowledge')));
const log = await createLog('error');
const common = { store, clock: systemClock, log, lease: Number(lease) };

const daily = createDaily({
  ...common,
  libraryOf: () => library,
  guilds: createGuilds(rest, world.application),
  reviewChannelOf: async () => undefined,
  count: () => {},
});
const settled: Delivery['settled'] = (within, claim, outcome) => daily.settled(within, claim, outcome);
daily.start();
startDelivery({ ...common, messenger: createMessenger(rest, world.application), settled });
// Ends with its parent, however that ends.
process.stdin.resume().once('close', () => process.exit(0));
process.stdout.write('ready\n');
