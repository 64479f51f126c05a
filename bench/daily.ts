import { join } from 'node:path';
import { root } from '../src/config.ts';
import { allCandidates } from '../src/daily/candidates.ts';
import { readKnowledge } from '../src/knowledge/kept.ts';
import { createLibrary, type Library } from '../src/knowledge/library.ts';
import { places } from './chaos/engines.ts';
import { lateness, planAndClaim } from './daily/measure.ts';
import type { Benchmark, Row } from './runner/benchmark.ts';

async function* plannings(library: Library, told: readonly string[]): AsyncGenerator<Row> {
  for await (const { engine, url } of places()) {
    const channels = engine === 'SQLite' ? 100_000 : 10_000;
    yield { engine, ...(await planAndClaim(url, library, channels, [])) };
  }
  for await (const { engine, url } of places()) yield { engine, ...(await planAndClaim(url, library, 2000, told)) };
}

async function* sendings(library: Library): AsyncGenerator<Row> {
  for await (const { engine, url } of places()) yield { engine, ...(await lateness(url, library, 1000)) };
}

const benchmark: Benchmark = {
  describe: 'a fact a day: planning, claiming, and how late posts come at the rate that Discord allows',
  async *run() {
    const library = createLibrary(readKnowledge(join(root, 'knowledge')));
    const keys = allCandidates(library).map(({ key }) => key);
    const year = keys.slice(0, 365);
    yield {
      title: `Planning and claiming, choosing among ${keys.length} facts`,
      rows: await Array.fromAsync(plannings(library, year)),
      notes: ['Milliseconds unless the column says else. All channels are due at the same moment.'],
    };
    yield {
      title: 'Due in the same minute, sent at 40 a second of the 50 that Discord allows',
      rows: await Array.fromAsync(sendings(library)),
      notes: [
        'One process, a messenger that answers at once; posts of one minute leave within 5 s of it where few are due.',
      ],
    };
  },
};

export default benchmark;
