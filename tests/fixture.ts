import { join } from 'node:path';
import { pino } from 'pino';
import { createAnswers, keptBeside } from '../src/ask/index.ts';
import { type Bot, createBot } from '../src/bot/bot.ts';
import type { Call } from '../src/bot/call.ts';
import type { Command } from '../src/bot/command.ts';
import { loadCommands } from '../src/bot/load.ts';
import { terminal } from '../src/build.ts';
import { root } from '../src/config.ts';
import { createDaily } from '../src/daily/daily.ts';
import { readKnowledge } from '../src/knowledge/kept.ts';
import { createLibrary, type Library } from '../src/knowledge/library.ts';
import type { Knowledge } from '../src/knowledge/load.ts';
import { createStoredGaps } from '../src/moderation/gaps.ts';
import { createModeration } from '../src/moderation/index.ts';
import type { Answer, Reply } from '../src/reply/reply.ts';

/** 22 November 2026, noon in UTC: what is overdue does not change while the tests grow old. */
export const NOW = Date.UTC(2026, 10, 22, 12);

export const knowledge: Knowledge = readKnowledge(join(root, 'knowledge'));
export const library: Library = createLibrary(knowledge);
export const commands: readonly Command[] = await loadCommands(join(root, 'commands'));

const log = pino({ level: 'silent' });
const clock = { now: () => NOW, after: () => () => {} };
/** One for all tests: its indexes of the library are built once. */
const answer = createAnswers(keptBeside(knowledge, library));

export interface TestBot {
  bot: Bot;
  /** Problems that a person was shown a reference for. */
  problems: { reference: string; error: unknown }[];
  ask(call: Partial<Call> & { type: Call['type'] }): Promise<Answer>;
  /** A slash command's reply. */
  run(name: string, options?: Record<string, unknown>, more?: Partial<Call>): Promise<Reply>;
  press(id: string, more?: Partial<Call>): Promise<Reply>;
}

/** The real bot over the real knowledge, with anything a test wants replaced. */
export function testBot(replaced: Partial<Parameters<typeof createBot>[0]> = {}): TestBot {
  const problems: TestBot['problems'] = [];
  const bot = createBot({
    commands,
    libraryOf: () => library,
    clock,
    daily: createDaily({ ...terminal, libraryOf: () => library, reviewChannelOf: async () => undefined, clock, log }),
    answer,
    gaps: createStoredGaps({ store: terminal.store, clock, log }),
    moderation: createModeration({ store: terminal.store, base: library, clock, log }),
    download: terminal.download,
    refused: () => {},
    version: '0.0.0',
    report: (problem) => void problems.push(problem),
    ...replaced,
  });
  const ask: TestBot['ask'] = (call) => bot.handle({ user: '1', locale: 'en', ...call } as Call);
  return {
    bot,
    problems,
    ask,
    run: async (name, options = {}, more = {}) =>
      (await ask({ ...more, type: 'command', name, options } as Call)) as Reply,
    press: async (id, more = {}) =>
      (await ask({ values: [], private: true, ...more, type: 'press', id } as Call)) as Reply,
  };
}

interface Part {
  custom_id?: string;
  label?: string;
}

/** The buttons and selects of a reply. */
export function partsOf({ components = [] }: Reply): Part[] {
  return components.flatMap((row) => row.components as Part[]);
}

/** All that a person can read in a reply. */
export function textOf({ content = '', embeds = [] }: Reply): string {
  const parts = embeds.flatMap(({ author, title, description, fields = [], footer }) => [
    author?.name,
    title,
    description,
    ...fields.flatMap(({ name, value }) => [name, value]),
    footer?.text,
  ]);
  return [content, ...parts].filter(Boolean).join('\n');
}
