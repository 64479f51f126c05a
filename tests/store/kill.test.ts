import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { type Engine, engines } from './databases.ts';

const KILLS = 4;

/** Lets a process write for a while and kills it; the pairs that it was told are kept. */
async function killedWriter(url: string, first: number): Promise<number[]> {
  const flags = ['--disable-warning=ExperimentalWarning', fileURLToPath(new URL('./writer.ts', import.meta.url))];
  const child = spawn(process.execPath, [...flags, url, String(first)], { stdio: ['pipe', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (data) => {
    if (said === '') setTimeout(() => child.kill('SIGKILL'), 10 + Math.random() * 100);
    said += data;
  });
  await once(child, 'close');
  return said.split('\n').slice(0, -1).map(Number);
}

test.concurrent.each<Engine>(['sqlite', 'postgres'])(
  '%s: killed while it writes, nothing acknowledged is lost and nothing half-written',
  async (engine) => {
    const { url, drop } = await engines[engine]();
    const store = await openStore(url);
    await store.query('create table halves (pair integer, half integer, primary key (pair, half))');
    const acknowledged: number[] = [];
    for (let kill = 0; kill < KILLS; kill++) acknowledged.push(...(await killedWriter(url, kill * 1_000_000)));
    await store.close();

    const reopened = await openStore(url);
    const rows = await reopened.query<{ pair: number; halves: number }>(
      'select pair, count(*) as halves from halves group by pair',
    );
    const kept = new Set(rows.map(({ pair }) => pair));
    expect(acknowledged.length).toBeGreaterThan(KILLS);
    expect(acknowledged.filter((pair) => !kept.has(pair))).toEqual([]);
    expect(rows.filter(({ halves }) => halves !== 2)).toEqual([]);
    expect(rows.length - acknowledged.length).toBeLessThanOrEqual(KILLS * 2);
    await reopened.close();
    await drop();
  },
  60_000,
);
