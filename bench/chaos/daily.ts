import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { instantOf, localDate } from '../../src/daily/schedule.ts';
import { save } from '../../src/daily/subscriptions.ts';
import { localTime } from '../../src/daily/zones.ts';
import { listenSandbox } from '../../src/sandbox/index.ts';
import { world } from '../../src/sandbox/world.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import type { Row } from '../runner/benchmark.ts';

export interface Chaos {
  /** A database without tables. */
  database: string;
  channels: number;
  processes: number;
  kills: number;
  /** One in so many sends is taken, and answered only after the client has given up. */
  lateEvery: number;
  /** Milliseconds: leases, and how long a client waits for an answer. */
  lease: number;
  timeout: number;
}

type Sandbox = Awaited<ReturnType<typeof listenSandbox>>;

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const SOON = 3000;

/** Channels whose posts are all due at one moment, a few seconds from now. */
async function subscribe(
  store: Store,
  sandbox: Sandbox,
  count: number,
): Promise<{ channels: string[]; at: number; date: string }> {
  const at = Date.now() + SOON;
  const date = localDate('UTC', at);
  const schedule = { zone: 'UTC', time: localTime('UTC', at), days: EVERY_DAY };
  const settings = { schedule, topic: { all: true }, locale: 'en', thread: false } as const;
  const channels = Array.from({ length: count }, (_, number) => sandbox.controls.addChannel(`daily-${number}`));
  await store.transaction(
    async (within) => {
      for (const channel of channels)
        await save(within, { guild: world.guild, channel }, settings, { date, at }, instantOf('UTC', date, '00:00')!);
    },
    { limit: 60_000 },
  );
  return { channels, at, date };
}

async function start({ database, lease, timeout }: Chaos, { api, token }: Sandbox): Promise<ChildProcess> {
  const file = join(import.meta.dirname, 'worker.ts');
  const args = ['--disable-warning=ExperimentalWarning', file, database, api, token, String(lease), String(timeout)];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(child.stdout!, 'data');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

const PATIENCE = 180_000;

/** How long after they were due the posts came, in milliseconds, ascending; and how many came to a channel that had one. */
function received(sandbox: Sandbox, channels: readonly string[], at: number) {
  const posts = channels.map((channel) => sandbox.messages(channel, world.people.lin));
  const late = posts.flatMap((list) => list.slice(0, 1).map(({ timestamp }) => Date.parse(timestamp) - at));
  return { late: late.toSorted((a, b) => a - b), doubled: posts.filter((list) => list.length > 1).length };
}

const share = (sorted: readonly number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;

/** A worker dies after each further part of the posts, at a random moment, and another takes its place. */
async function rampage(chaos: Chaos, sandbox: Sandbox, workers: ChildProcess[], sent: () => number): Promise<number> {
  let killed = 0;
  for (const end = Date.now() + PATIENCE; killed < chaos.kills && Date.now() < end; ) {
    await sleep(50 + Math.random() * 100);
    if (sent() < (chaos.channels * (killed + 0.5 + Math.random() / 2)) / (chaos.kills + 1)) continue;
    await kill(workers.shift()!);
    workers.push(await start(chaos, sandbox));
    killed++;
  }
  return killed;
}

async function settledAll(store: Store, channels: number): Promise<boolean> {
  const [row] = await store.query<{ done: number }>(`select count(*) as done from outbox where state = 'sent'`);
  return row!.done >= channels;
}

/** All posts of one minute, sent by processes that are killed at random points, counted in the local Discord's own lists. */
export async function runChaos(chaos: Chaos): Promise<Row> {
  const sandbox = await listenSandbox();
  const store = await openStore(chaos.database);
  await migrate(store);
  const { channels, at } = await subscribe(store, sandbox, chaos.channels);
  const slow = { method: 'POST', path: /\/messages$/, after: true, delay: chaos.timeout + 1000 } as const;
  sandbox.faults.add({ ...slow, every: chaos.lateEvery, times: Number.POSITIVE_INFINITY });
  const workers = await Promise.all(Array.from({ length: chaos.processes }, () => start(chaos, sandbox)));
  const killed = await rampage(chaos, sandbox, workers, () => received(sandbox, channels, at).late.length);
  for (const end = Date.now() + PATIENCE; Date.now() < end && !(await settledAll(store, chaos.channels)); )
    await sleep(200);
  await sleep(1000);
  const { late, doubled } = received(sandbox, channels, at);
  const [repeated] = await store.query<{ count: number }>('select count(*) as count from outbox where attempts > 1');
  await Promise.all(workers.map(kill));
  await store.close();
  await sandbox.close();
  return {
    posts: channels.length,
    processes: chaos.processes,
    kills: killed,
    missed: channels.length - late.length,
    doubled,
    'sent again': repeated!.count,
    'late p50': share(late, 0.5),
    'late p99': share(late, 0.99),
  };
}
