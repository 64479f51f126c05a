#!/usr/bin/env node
import { Command, InvalidArgumentError } from 'commander';
import { isReply } from './bot/command.ts';
import { buildBot, terminal } from './build.ts';
import { checkKnowledge } from './check.ts';
import { systemClock } from './clock.ts';
import { DatabaseUrl, databaseOf, loadConfig, version } from './config.ts';
import { dayOf } from './dates.ts';
import { exitWith } from './exit.ts';
import { readKnowledge } from './knowledge/kept.ts';
import { createLog } from './log.ts';
import { type SimulationWish, simulated } from './rehearsal.ts';
import { backupStore, copyStore } from './store/copy.ts';
import { printed } from './terminal.ts';
import type { Locale } from './text.ts';
import { exportTo, forgetUser, importFrom } from './transfer.ts';

const surface = { rich: process.stdout.isTTY === true, width: process.stdout.columns ?? 100 };

const localeFor = (text: string): Locale => (/\p{Script=Han}/u.test(text) ? 'zh' : 'en');

async function ask(words: readonly string[]): Promise<void> {
  const question = words.join(' ');
  const config = loadConfig();
  const { bot } = await buildBot(config, await createLog(config.LOG_LEVEL), terminal);
  const call = {
    type: 'command',
    name: 'ask',
    options: { question },
    user: 'terminal',
    locale: localeFor(question),
  } as const;
  const answer = await bot.handle(call);
  if (isReply(answer)) process.stdout.write(printed(answer, surface));
}

function lint(): void {
  const { errors, report } = checkKnowledge(readKnowledge(loadConfig().KNOWLEDGE_DIR), dayOf(systemClock.now()));
  process.stdout.write(report);
  if (errors > 0) process.exitCode = 1;
}

function database(text: string): string {
  const { success, error, data } = DatabaseUrl.safeParse(text);
  if (!success) throw new InvalidArgumentError(error.issues[0]!.message);
  return data!;
}

async function copy(from: string, to: string): Promise<void> {
  for (const [table, { rows, checksum }] of await copyStore(from, to))
    process.stdout.write(`${table.padEnd(24)}${String(rows).padStart(10)}  ${checksum}\n`);
}

function backup(file: string): void {
  backupStore(databaseOf(loadConfig()), file);
}

function snowflake(text: string): string {
  if (!/^\d{17,20}$/.test(text)) throw new InvalidArgumentError('expected 17 to 20 digits: an id of Discord’s');
  return text;
}

async function importFile(file: string, wish: { guild?: string; dryRun?: boolean }): Promise<void> {
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
  .action((wish: SimulationWish) => {
    for (const line of simulated(wish, loadConfig().KNOWLEDGE_DIR)) process.stdout.write(`${line}\n`);
  });
program.command('lint').description('check all entries, and print what they cover').action(lint);

program
  .command('export')
  .description('write what servers have of their own into a file, YAML or .json')
  .argument('<file>')
  .option('--guild <id>', 'of one server', snowflake)
  .action(async (file: string, { guild }: { guild?: string }) => {
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
