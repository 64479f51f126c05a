import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { createModeration, type Moderation } from '../../src/moderation/index.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { library } from '../fixture.ts';
import { type Database, engines } from '../store/databases.ts';
import { proxyTo } from '../store/proxy.ts';

const mei = { id: '1300000000000000012', guild: '1300000000004194304', locale: 'en' } as const;
const words = { state: 'happened', text: 'A crater.', url: 'https://a.cn/x', date: '2026-01-01' } as const;

let database: Database;
let store: Store;
let own: Moderation;
let proxy: Awaited<ReturnType<typeof proxyTo>>;
let other: ChildProcess;

beforeAll(async () => {
  database = await engines.postgres();
  store = await openStore(database.url);
  await migrate(store);
  own = createModeration({ store, base: library, clock: systemClock, log: pino({ level: 'silent' }) });
  proxy = await proxyTo(database.url);
  other = fork(new URL('process.ts', import.meta.url), [proxy.url], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  await once(other, 'message');
});
afterAll(async () => {
  other?.disconnect();
  own?.stop();
  await proxy?.cut();
  await store?.close();
  await database?.drop();
});

/** Resolves when the other process finds something, or does not find it any more. */
async function foundThere(query: string, absent = false): Promise<{ id?: string; at: number }> {
  other.send({ guild: mei.guild, query, absent });
  for (;;) {
    const [message] = (await once(other, 'message')) as [{ query: string; id?: string; at: number }];
    if (message.query === query) return message;
  }
}

const add = (name: string) => own.add(mei, { kind: 'body', proposal: { ...words, name } });

test('what is added in one process is found in the other', async () => {
  for (const name of ['Qixi one', 'Qixi crater', 'Baizhang crater', 'Lingshu crater']) {
    const found = foundThere(name);
    const { id } = await add(name);
    const done = performance.timeOrigin + performance.now();
    const { id: there, at } = await found;
    expect(there).toBe(id);
    expect(at - done).toBeLessThan(2000);
  }
});

test('and removed there', async () => {
  const { id } = await add('Short-lived crater');
  expect((await foundThere('Short-lived crater')).id).toBe(id);
  await own.remove(mei, id);
  expect((await foundThere('Short-lived crater', true)).id).toBeUndefined();
});

test('after its connections were cut, found within a minute', async () => {
  await proxy.cut();
  await add('Cut-off crater');
  const found = foundThere('Cut-off crater');
  await proxy.mend();
  expect((await found).id).toBe('cut-off-crater');
}, 60_000);

test('two who change the same entry at once: one version each, in a row', async () => {
  const { id } = await add('Busy crater');
  const edits = Array.from({ length: 20 }, (_, at) =>
    own.edit(mei, { about: { id }, proposal: { ...words, name: '', text: `Words ${at}` }, reason: '' }),
  );
  const versions = (await Promise.all(edits)).map(({ version }) => version);
  expect(versions.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => at + 2));
  const history = await own.history(mei.guild, id, 1000, 100);
  expect(history.map(({ version }) => version)).toEqual(Array.from({ length: 21 }, (_, at) => 21 - at));
  expect((await own.view(mei.guild)).library.get(id)?.facts).toHaveLength(21);
});
