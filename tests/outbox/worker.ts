import { REST } from 'discord.js';
import { systemClock } from '../../src/clock.ts';
import { startDelivery } from '../../src/delivery.ts';
import { createMessenger } from '../../src/discord/messenger.ts';
import { createLog } from '../../src/log.ts';
import { world } from '../../src/sandbox/world.ts';
import { openStore } from '../../src/store/open.ts';

/** A process that delivers until it is killed: `worker.ts DATABASE API TOKEN`. */
const [database = '', api = '', token = ''] = process.argv.slice(2);
const messenger = createMessenger(new REST({ api, timeout: 1000 }).setToken(token), world.application);
const store = await openStore(database);
startDelivery({ store, messenger, clock: systemClock, log: await createLog('silent'), lease: 2000, pause: () => 200 });
// Ends with the test, however that ends.
process.stdin.resume().once('close', () => process.exit(0));
process.stdout.write('ready\n');
