import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../src/config.ts';
import { allCandidates } from '../src/daily/candidates.ts';
import { createLibrary } from '../src/knowledge/library.ts';
import { loadKnowledge } from '../src/knowledge/load.ts';
import { startPostgres } from '../tests/postgres.ts';
import { lateness, planAndClaim } from './daily/measure.ts';
import type { Benchmark, Row } from './runner/benchmark.ts';

async function onSqlite(task: (url: string) => Promise<Row>): Promise<Row> {
  const folder = mkdtempSync(join(tmpdir(), 'wentian-bench-'));
  const row = await task(`file:${join(folder, 'daily.sqlite')}`);
  rmSync(folder, { recursive: true, force: true });
  return { database: 'SQLite', ...row };
}

async function onPostgres(task: (url: string) => Promise<Row>): Promise<Row> {
  const server = await startPostgres();
  const row = await task(server.url);
  await server.stop();
  return { database: 'PostgreSQL', ...row };
}

const benchmark: Benchmark = {
  describe: 'a fact a day: planning, claiming, and how late posts come at the rate that Discord allows',
  async *run() {
    const library = createLibrary(loadKnowledge(join(root, 'knowledge')));
    const keys = allCandidates(library).map(({ key }) => key);
    const year = keys.slice(0, 365);
    yield {
      title: `Planning and claiming, choosing among ${keys.length} facts`,
      rows: [
        await onSqlite((url) => planAndClaim(url, library, 100_000, [])),
        await onSqlite((url) => planAndClaim(url, library, 2000, year)),
        await onPostgres((url) => planAndClaim(url, library, 10_000, [])),
      ],
      notes: ['Milliseconds unless the column says else. All channels are due at the same moment.'],
    };
    yield {
      title: 'Due in the same minute, sent at 40 a second of the 50 that Discord allows',
      rows: [
        await onSqlite((url) => lateness(url, library, 1000)),
        await onPostgres((url) => lateness(url, library, 1000)),
      ],
      notes: [
        'One process, a messenger that answers at once; posts of one minute leave within 5 s of it where few are due.',
      ],
    };
  },
};

export default benchmark;
