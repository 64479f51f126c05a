import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { systemClock } from '../../src/clock.ts';
import { root } from '../../src/config.ts';
import { readKnowledge } from '../../src/knowledge/kept.ts';
import { createLibrary, type Library } from '../../src/knowledge/library.ts';
import { emptyEntry, withFact } from '../../src/moderation/compose.ts';
import { createModeration, type Moderation } from '../../src/moderation/index.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/open.ts';
import type { Queries, Store } from '../../src/store/store.ts';
import { startPostgres } from '../../tests/postgres.ts';

/** A database for one measurement, and how to be rid of it. */
export interface Place {
  name: string;
  url: string;
  drop(): Promise<void>;
}

export function sqlite(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'wentian-bench-'));
  const drop = async () => rmSync(folder, { recursive: true, force: true });
  return { name: 'SQLite', url: `file:${join(folder, 'store.sqlite')}`, drop };
}

/** Its writes are flattered: the server runs without fsync. */
export async function postgres(): Promise<Place> {
  const { url, stop } = await startPostgres();
  return { name: 'PostgreSQL', url, drop: stop };
}

const words = { state: 'happened', url: 'https://www.example.cn/a', date: '2026-01-01' } as const;

/** A name that no other number has, and that is not like another's. */
export const nameOf = (number: number): string =>
  `${['Ba', 'Do', 'Fe', 'Gu', 'Ki', 'Lo', 'Mu', 'Ne', 'Po', 'Ru'][number % 10]}${(number * 7919).toString(36)} crater`;

export const proposalOf = (number: number) =>
  ({
    ...words,
    name: nameOf(number),
    text: `A crater that is ${number} metres wide, near the rim of another.`,
  }) as const;

export const personOf = (guild: string) => ({ id: '1300000000000000012', guild, locale: 'en' }) as const;
export const guildOf = (number: number): string => String(1_300_000_000_000_000_000n + BigInt(number));

export const baseLibrary = (): Library => createLibrary(readKnowledge(join(root, 'knowledge')));

export const moderationOn = (store: Store, base: Library): Moderation =>
  createModeration({ store, base, clock: systemClock, log: pino({ level: 'silent' }) });

async function fillFirst(within: Queries, each: number): Promise<void> {
  await within.query('insert into guilds (guild, changes) values ($1, $2)', [guildOf(0), each]);
  for (let at = 0; at < each; at++) {
    const content = withFact(emptyEntry('body', `crater-${at}`, nameOf(at)), proposalOf(at));
    await within.query(
      'insert into entries (guild, entry, version, content, removed, changed) values ($1, $2, 1, $3, 0, $4)',
      [guildOf(0), `crater-${at}`, JSON.stringify(content), at + 1],
    );
  }
}

const NUMBERS = `with recursive numbers (number) as
  (select cast($1 as bigint) union all select number + 1 from numbers where number < cast($2 as bigint))`;
const COPIES = [
  `insert into guilds (guild, changes) ${NUMBERS}
   select cast(1300000000000000000 + number as text), changes from numbers, guilds where guild = $3`,
  `insert into entries (guild, entry, version, content, removed, changed) ${NUMBERS}
   select cast(1300000000000000000 + number as text), entry, version, content, removed, changed
   from numbers, entries where guild = $3`,
];

/** Opens the database and puts `guilds` guilds of `each` entries into it. */
export async function filled({ url }: Place, guilds: number, each: number): Promise<Store> {
  const store = await openStore(url);
  await migrate(store);
  await store.transaction((within) => fillFirst(within, each));
  for (let from = 1; from < guilds; from += 5000) {
    const to = Math.min(guilds, from + 5000) - 1;
    for (const copy of COPIES) await store.query(copy, [from, to, guildOf(0)]);
  }
  return store;
}

/** The value that a share of all is not above. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
