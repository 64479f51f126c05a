import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { plan } from '../../src/outbox.ts';
import { listenSandbox } from '../../src/sandbox/index.ts';
import { world } from '../../src/sandbox/world.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/open.ts';
import { type Engine, engines } from '../store/databases.ts';
import { until } from '../store/until.ts';
import { postOf } from './posts.ts';

const POSTS = 60;
const { general, spaceNews } = world.channels;

async function start(args: readonly string[]): Promise<ChildProcess> {
  const flags = ['--disable-warning=ExperimentalWarning', fileURLToPath(new URL('./worker.ts', import.meta.url))];
  const child = spawn(process.execPath, [...flags, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(child.stdout!, 'data');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

const cases: readonly [Engine, number][] = [
  ['sqlite', 1],
  ['postgres', 3],
];

test.concurrent.each(cases)(
  '%s, processes: %d, killed while they send: nothing missed, nothing doubled',
  async (engine, count) => {
    const database = await engines[engine]();
    const sandbox = await listenSandbox();
    const store = await openStore(database.url);
    await migrate(store);
    for (let at = 0; at < POSTS; at++) await plan(store, postOf(String(at), { channel: at % 2 ? general : spaceNews }));
    sandbox.faults.add({ method: 'POST', path: /\/messages$/, after: true, cut: true, times: 2 });
    sandbox.faults.add({ method: 'POST', path: /\/messages$/, after: true, delay: 1500, times: 2 });

    const args = [database.url, sandbox.api, sandbox.token];
    const workers = await Promise.all(Array.from({ length: count }, () => start(args)));
    const sent = () => [general, spaceNews].flatMap((channel) => sandbox.messages(channel, world.people.lin));
    for (const share of [0.1, 0.4, 0.8]) {
      await until(() => sent().length >= POSTS * share);
      await kill(workers.shift()!);
      workers.push(await start(args));
    }
    const open = `select key from outbox where state <> 'sent'`;
    await until(async () => (await store.query(open)).length === 0);
    const contents = sent().map(({ content }) => content);
    expect(new Set(contents).size).toBe(POSTS);
    expect(contents).toHaveLength(POSTS);
    const repeated = await store.query('select key from outbox where attempts > 1');
    expect(repeated.length).toBeGreaterThan(0);

    await Promise.all(workers.map(kill));
    await store.close();
    await sandbox.close();
    await database.drop();
  },
  60_000,
);
