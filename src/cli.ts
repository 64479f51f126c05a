#!/usr/bin/env node
import { Command, InvalidArgumentError } from 'commander';
import { systemClock } from './clock.ts';
import { DatabaseUrl, databaseOf, loadConfig, version } from './config.ts';
import { dayOf } from './dates.ts';
import { exitWith } from './exit.ts';
import type { SimulationWish } from './rehearsal.ts';

// Why modules are loaded where they are used: a command needs few of them, and loading them is most of its time.

const surface = { rich: process.stdout.isTTY === true, width: process.stdout.columns ?? 100 };

async function ask(words: readonly string[]): Promise<void> {
  const { answerTo } = await import('./asking.ts');
  process.stdout.write(await answerTo(words.join(' '), loadConfig(), surface));
}

async function simulate(wish: SimulationWish): Promise<void> {
  const { simulated } = await import('./rehearsal.ts');
  for (const line of simulated(wish, loadConfig().KNOWLEDGE_DIR)) process.stdout.write(`${line}\n`);
}

async function lint(): Promise<void> {
  const { checkKnowledge } = await import('./check.ts');
  const { readKnowledge } = await import('./knowledge/kept.ts');
  const knowledge = readKnowledge(loadConfig().KNOWLEDGE_DIR);
  const { errors, report } = checkKnowledge(knowledge, dayOf(systemClock.now()));
  process.stdout.write(report);
  if (errors > 0) process.exitCode = 1;
}

function database(text: string): string {
  const { success, error, data } = DatabaseUrl.safeParse(text);
  if (!success) throw new InvalidArgumentError(error.issues[0]!.message);
  return data!;
}

async function copy(from: string, to: string): Promise<void> {
  const { copyStore } = await import('./store/copy.ts');
  for (const [table, { rows, checksum }] of await copyStore(from, to))
    process.stdout.write(`${table.padEnd(24)}${String(rows).padStart(10)}  ${checksum}\n`);
}

async function backup(file: string): Promise<void> {
  const { backupStore } = await import('./store/copy.ts');
  backupStore(databaseOf(loadConfig()), file);
}

function snowflake(text: string): string {
  if (!/^\d{17,20}$/.test(text)) throw new InvalidArgumentError('expected 17 to 20 digits: an id of Discord’s');
  return text;
}

async function importFile(file: string, wish: { guild?: string; dryRun?: boolean }): Promise<void> {
  const { importFrom } = await import('./transfer.ts');
  const { report, isWhole } = await importFrom(file, wish, loadConfig());
  process.stdout.write(report);
  if (!isWhole) process.exitCode = 1;
}

const program = new Command('wentian')
  .description('Answers questions about space missions and findings, with sources and dates')
  .version(version)
  .exitOverride();

program
  .command('ask')
  .description('answer in the terminal; a bare name answers with its card')
  .argument('<text...>')
  .action(ask);

program
  .command('simulate')
  .description(
    'print what a channel would get, one line a post: local date, day, time, the instant in UTC, entry, fact',
  )
  .requiredOption('--days <number>', 'how many days')
  .requiredOption('--tz <zone>', 'an IANA zone, such as Europe/Berlin')
  .option('--time <HH:MM>', 'local time of the post', '09:00')
  .option('--from <date>', 'first local date, YYYY-MM-DD; today unless told')
  .option('--topic <topic>', 'all, kind:KIND, tag:TAG or entry:ID', 'all')
  .option('--language <language>', 'en or zh', 'en')
  .action(simulate);
program.command('lint').description('check all entries, and print what they cover').action(lint);

program
  .command('register')
  .description('tell Discord of the commands, where what it has differs; a start does the same')
  .action(async () => {
    const { registerWith } = await import('./registration.ts');
    process.stdout.write(await registerWith(loadConfig()));
  });

program
  .command('export')
  .description('write what servers have of their own into a file, YAML or .json')
  .argument('<file>')
  .option('--guild <id>', 'of one server', snowflake)
  .action(async (file: string, { guild }: { guild?: string }) => {
    const { exportTo } = await import('./transfer.ts');
    process.stdout.write(await exportTo(file, guild, loadConfig()));
  });

program
  .command('import')
  .description('read what export wrote; nothing changes if a row is bad')
  .argument('<file>')
  .option('--guild <id>', 'into one server', snowflake)
  .option('--dry-run', 'only say what would change')
  .action(importFile);

program
  .command('forget')
  .description('take a user’s id out of everything that is kept')
  .argument('<user-id>', 'the id', snowflake)
  .action(async (user: string) => {
    const { forgetUser } = await import('./transfer.ts');
    process.stdout.write(await forgetUser(user, loadConfig()));
  });

const db = program.command('db').description('the database');
db.command('copy')
  .description('copy everything into an empty database, and compare; while the bot is stopped')
  .argument('<from>', 'file:PATH or postgres://…', database)
  .argument('<to>', 'file:PATH or postgres://…', database)
  .action(copy);
db.command('backup')
  .description('copy the SQLite file, while the bot may be running')
  .argument('<file>')
  .action(backup);

try {
  await program.parseAsync();
} catch (error) {
  exitWith(error);
}
