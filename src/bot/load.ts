import { globSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Command, CommandDefinition, MenuDefinition } from './command.ts';

const Words = z.object({ en: z.string().min(1), zh: z.string().min(1) });
const Handler = z.custom<() => unknown>((value) => typeof value === 'function', 'expected a function');
const Handlers = z.record(z.string().regex(/^(?:confirm:)?[a-z-]+$/), Handler).optional();

const common = {
  describe: Words,
  where: z.enum(['anywhere', 'server']).optional(),
  who: z.enum(['all', 'managers', 'moderators']).optional(),
  slow: z.enum(['private', 'public']).optional(),
  presses: Handlers,
  forms: Handlers,
};

const Option = z.looseObject({
  type: z.enum(['string', 'integer', 'boolean', 'channel', 'role', 'attachment']),
  describe: Words,
});

const Definition = z.union([
  z.strictObject({ ...common, options: z.record(z.string(), Option).optional(), run: Handler }),
  z.strictObject({ ...common, title: Words, inspect: Handler }),
]);

const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

function nameOf(file: string): string {
  const words = file.replace(/\.ts$/, '').split(/[\\/]/);
  if (words.length > 2 || !words.every((word) => NAME.test(word) && word.length <= 32)) {
    throw new Error(
      `${file}: a command's file is named after it: lower-case words joined by hyphens, at most one folder deep`,
    );
  }
  return words.join(' ');
}

async function loadCommand(directory: string, file: string): Promise<Command> {
  const path = join(directory, file);
  const { default: definition } = await import(pathToFileURL(resolve(path)).href);
  const result = Definition.safeParse(definition);
  if (!result.success) throw new Error(`${path}: expected command({…}) or menu({…}): ${z.prettifyError(result.error)}`);
  return { ...(definition as CommandDefinition | MenuDefinition), name: nameOf(file) };
}

function refuseSharedWords(commands: readonly Command[], of: 'presses' | 'forms'): void {
  const owners = new Map<string, string>();
  for (const { name, [of]: handlers = {} } of commands) {
    for (const word of Object.keys(handlers)) {
      const owner = owners.get(word);
      if (owner) throw new Error(`commands ${owner} and ${name} both take ${of} called "${word}": rename one`);
      owners.set(word, name);
    }
  }
}

/**
 * Every `.ts` file below `directory` is a command named after its file (a folder's files are subcommands). Throws for a
 * file that is not one, and for two commands that claim the same first word of a custom id.
 */
export async function loadCommands(directory: string): Promise<Command[]> {
  const files = globSync('**/*.ts', { cwd: directory }).toSorted();
  const commands = await Promise.all(files.map((file) => loadCommand(directory, file)));
  refuseSharedWords(commands, 'presses');
  refuseSharedWords(commands, 'forms');
  return commands;
}
