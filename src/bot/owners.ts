import { type Call, parted } from './call.ts';
import type { Command } from './command.ts';

/** Commands by what calls them: their name, or the first word of a custom id. */
export interface Owners {
  named: ReadonlyMap<string, Command>;
  pressed: ReadonlyMap<string, Command>;
  submitted: ReadonlyMap<string, Command>;
}

/** Who takes which call, of all commands. */
export function ownersOf(commands: readonly Command[]): Owners {
  const owning = (of: 'presses' | 'forms') =>
    new Map(commands.flatMap((command) => Object.keys(command[of] ?? {}).map((word) => [word, command] as const)));
  return {
    named: new Map(commands.map((command) => [command.name, command])),
    pressed: owning('presses'),
    submitted: owning('forms'),
  };
}

/** No custom id of ours, and no value of a select, has such a character. */
const isForged = (text: string): boolean => text.includes('\0');

/** The command that a call is for, if it is one of ours. */
export function ownerOf({ named, pressed, submitted }: Owners, call: Call): Command | undefined {
  if ('id' in call && [call.id, ...('values' in call ? call.values : [])].some(isForged)) return undefined;
  if (call.type === 'press') return pressed.get(parted(call.id).word);
  if (call.type === 'submit') return submitted.get(parted(call.id).word);
  return named.get(call.name);
}
