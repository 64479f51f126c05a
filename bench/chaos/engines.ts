import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../tests/postgres.ts';

/** An engine and an empty database of it. */
export interface Place {
  engine: string;
  url: string;
}

/** SQLite in a new file, then PostgreSQL on a server that is started for it. */
export async function* places(): AsyncGenerator<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'wentian-chaos-'));
  yield { engine: 'SQLite', url: `file:${join(folder, 'store.sqlite')}` };
  rmSync(folder, { recursive: true, force: true });
  const server = await startPostgres();
  yield { engine: 'PostgreSQL', url: server.url };
  await server.stop();
}
