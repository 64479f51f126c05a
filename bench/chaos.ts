import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../tests/postgres.ts';
import { runChaos } from './chaos/daily.ts';
import type { Benchmark, Row } from './runner/benchmark.ts';

const common = { channels: 1000, kills: 5, lateEvery: 100, lease: 30_000, timeout: 15_000 };

async function onSqlite(): Promise<Row> {
  const folder = mkdtempSync(join(tmpdir(), 'wentian-chaos-'));
  const row = await runChaos({ ...common, database: `file:${join(folder, 'chaos.sqlite')}`, processes: 1 });
  rmSync(folder, { recursive: true, force: true });
  return { database: 'SQLite', ...row };
}

async function onPostgres(): Promise<Row> {
  const server = await startPostgres();
  const row = await runChaos({ ...common, database: server.url, processes: 3 });
  await server.stop();
  return { database: 'PostgreSQL', ...row };
}

const benchmark: Benchmark = {
  describe: 'daily posts by processes that are killed while they send',
  long: true,
  async *run() {
    yield {
      title: 'All channels due in the same minute, one in a hundred sends answered after the client has given up',
      rows: [await onPostgres(), await onSqlite()],
      notes: [
        'Missed, doubled: counted in the local Discord’s own message lists. Sent again: posts that were tried more than once.',
        'Late: milliseconds from the moment that all are due; 40 posts a second leave, so the last is due after 25 s.',
      ],
    };
  },
};

export default benchmark;
