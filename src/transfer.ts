import { readFileSync, writeFileSync } from 'node:fs';
import { BadConfig, type Config } from './config.ts';
import { openDatabase } from './database.ts';
import { readKnowledge } from './knowledge/kept.ts';
import { createLibrary, type Library } from './knowledge/library.ts';
import { forget } from './moderation/audit.ts';
import { type Format, type Item, written, writtenByGuild } from './moderation/file.ts';
import { applySteps, changesOfStep, itemsOf, type Step, stepsOf } from './moderation/imports.ts';
import { type BadRow, type Reading, readEntries, readGuilds } from './moderation/reading.ts';
import { changedSince } from './moderation/revisions.ts';
import type { Queries, Store } from './store/store.ts';

/** Runs something on the database that is set, and closes it. */
async function withStore<T>(config: Config, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openDatabase(config);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function standingIn(on: Queries, guild: string) {
  const { standing } = await changedSince(on, guild, 0);
  return { standing: new Map(standing.map((one) => [one.id, one])) };
}

const formatOf = (file: string): Format => (file.endsWith('.json') ? 'json' : 'yaml');
const baseOf = ({ KNOWLEDGE_DIR }: Config): Library => createLibrary(readKnowledge(KNOWLEDGE_DIR));

/** Writes what one guild, or every guild, has of its own into a file: `.json`, or YAML under any other name. */
export async function exportTo(file: string, guild: string | undefined, config: Config): Promise<string> {
  const base = baseOf(config);
  return withStore(config, async (store) => {
    const guilds = guild
      ? [guild]
      : (await store.query<{ guild: string }>('select distinct guild from entries')).map((row) => row.guild);
    const items = new Map<string, Item[]>();
    for (const id of guilds) items.set(id, itemsOf(await standingIn(store, id), base));
    const format = formatOf(file);
    writeFileSync(file, guild ? written(items.get(guild)!, format) : writtenByGuild(items, format));
    return `${[...items.values()].flat().length} entries of ${items.size} servers\n`;
  });
}

function textIn(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new BadConfig(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

const badLine = (guild: string, { row, id, message }: BadRow) =>
  `${guild ? `${guild} ` : ''}${row > 0 ? `row ${row} ${id}: ` : ''}${message}\n`;

function stepLine(guild: string, step: Step): string {
  const changes = changesOfStep(step);
  const count = (sign: '+' | '-') => changes.filter((change) => change.sign === sign).length;
  return `${guild} ${step.id}: +${count('+')} -${count('-')}${step.removes ? ' (removed)' : ''}\n`;
}

/** What an import has to say, and whether every row could be taken. */
export interface Imported {
  report: string;
  isWhole: boolean;
}

async function importOne(store: Store, guild: string, { items }: Reading, isDry: boolean): Promise<string> {
  const steps = stepsOf(items, await standingIn(store, guild));
  const deed = { action: 'import', guild, author: null, reason: '', now: await store.now() };
  if (!isDry && steps.length > 0)
    await store.transaction((within) => applySteps(within, steps, deed), { limit: 300_000 });
  return steps.map((step) => stepLine(guild, step)).join('');
}

/** Reads a file that `exportTo` wrote; nothing changes if a row is bad, or if it is only tried. Throws `BadConfig`. */
export async function importFrom(
  file: string,
  { guild, dryRun = false }: { guild?: string; dryRun?: boolean },
  config: Config,
): Promise<Imported> {
  const text = textIn(file);
  const surroundings = { vocabulary: baseOf(config).vocabulary, now: Date.now() };
  const readings = guild ? new Map([[guild, readEntries(text, surroundings)]]) : readGuilds(text, surroundings);
  const bad = [...readings].flatMap(([id, reading]) => reading.bad.map((row) => badLine(id, row)));
  if (bad.length > 0) return { report: bad.join(''), isWhole: false };
  return withStore(config, async (store) => {
    let report = '';
    for (const [id, reading] of readings) report += await importOne(store, id, reading, dryRun);
    return { report: report || 'nothing differs\n', isWhole: true };
  });
}

/** Takes a user's id out of everything that is kept. */
export async function forgetUser(user: string, config: Config): Promise<string> {
  const count = await withStore(config, (store) => store.transaction((within) => forget(within, user)));
  return `${count} rows named this user\n`;
}
