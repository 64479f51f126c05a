import type { Interaction } from 'discord.js';
import type { Deed } from '../../src/sandbox/protocol.ts';
import { lin, openStage } from './fixture.ts';

const command = {
  name: 'mission',
  description: 'Tells of a mission',
  options: [
    { type: 3, name: 'name', description: 'Which', required: true, autocomplete: true },
    { type: 7, name: 'channel', description: 'Where' },
    { type: 11, name: 'file', description: 'From' },
  ],
};
/** The option that the command needs. */
export const name = (value: string) => ({ type: 3, name: 'name', value });
/** Lin gives the command. */
export const deed: Extract<Deed, { type: 'command' }> = {
  ...lin,
  type: 'command',
  command: 'mission',
  options: [name('Tianwen-2')],
};

/** A stage with one command and one menu, whose interactions go to `handle`. */
export async function play(handle: (interaction: Interaction) => unknown, options = {}) {
  const stage = await openStage(options);
  const client = await stage.login(handle);
  await client.application.commands.set([command, { name: 'Find sources', type: 3 }]);
  return { ...stage, client };
}
