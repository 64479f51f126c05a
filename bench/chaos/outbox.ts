import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { plan } from '../../src/outbox.ts';
import { listenSandbox } from '../../src/sandbox/index.ts';
import { world } from '../../src/sandbox/world.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { postOf } from '../../tests/outbox/posts.ts';
import type { Row, Table } from '../runner/benchmark.ts';
import { type Place, places } from './engines.ts';
import { kill, start } from './process.ts';

interface Size {
  posts: number;
  kills: number;
}

const worker = new URL('../../tests/outbox/worker.ts', import.meta.url);
const channels = [world.channels.general, world.channels.spaceNews, world.channels.reviews];

async function planAll(store: Store, posts: number): Promise<void> {
  await migrate(store);
  for (let at = 0; at < posts; at++)
    await plan(store, postOf(String(at), { channel: channels[at % channels.length]! }));
}

const open = async (store: Store) => (await store.query(`select key from outbox where state = 'planned'`)).length;

/** Kills a process and starts another, each time after a random share of the posts; until all are settled. */
async function torment(store: Store, { posts, kills }: Size, begin: () => Promise<ChildProcess>, count: number) {
  const workers = await Promise.all(Array.from({ length: count }, begin));
  const moments = Array.from({ length: kills }, () => Math.random() * posts).sort((one, other) => other - one);
  for (let left = posts; left > 0; left = await open(store)) {
    await sleep(20);
    if (left > (moments[0] ?? -1)) continue;
    moments.shift();
    await kill(workers.shift()!);
    workers.push(await begin());
  }
  await Promise.all(workers.map(kill));
}

async function measure({ engine, url }: Place, count: number, size: Size): Promise<Row> {
  const sandbox = await listenSandbox();
  const store = await openStore(url);
  await planAll(store, size.posts);
  const late = { method: 'POST', path: /\/messages$/, after: true, delay: 1500 };
  sandbox.faults.add({ ...late, times: Math.ceil(size.posts / 100) });
  const from = performance.now();
  await torment(store, size, () => start(worker, [url, sandbox.api, sandbox.token]), count);
  const seconds = (performance.now() - from) / 1000;
  const contents = channels.flatMap((channel) => sandbox.messages(channel, world.people.mei).map((one) => one.content));
  const [tries] = await store.query<{ most: number }>('select max(attempts) as most from outbox');
  await store.close();
  await sandbox.close();
  const missed = size.posts - new Set(contents).size;
  const doubled = contents.length - new Set(contents).size;
  return { engine, processes: count, ...size, missed, doubled, 'most attempts': tries!.most, seconds };
}

/** Posts that are all due at once; of a hundred sends one is answered after the client has given up. */
export async function outboxTable(size: Size): Promise<Table> {
  const rows: Row[] = [];
  for await (const place of places()) rows.push(await measure(place, place.engine === 'SQLite' ? 1 : 3, size));
  return { title: 'Killed while sending', rows };
}
