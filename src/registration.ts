import { join } from 'node:path';
import { type APIApplication, Routes } from 'discord-api-types/v10';
import { loadCommands } from './bot/load.ts';
import { BadConfig, type Config, root } from './config.ts';
import { register } from './discord/register.ts';
import { openRest } from './discord/rest.ts';

/**
 * Registers the commands with Discord, as a start does, and says in a line what was done. Throws `BadConfig` without a
 * token, and as `openRest` and `register` do.
 */
export async function registerWith({ DISCORD_TOKEN, DISCORD_API_URL, DEV_GUILD_ID }: Config): Promise<string> {
  if (!DISCORD_TOKEN)
    throw new BadConfig('DISCORD_TOKEN: is missing: set it in .env; the sandbox needs no registering');
  const { rest } = await openRest({ token: DISCORD_TOKEN, api: DISCORD_API_URL });
  const { id } = (await rest.get(Routes.currentApplication())) as APIApplication;
  const commands = await loadCommands(join(root, 'commands'));
  const isChanged = await register(rest, id, commands, DEV_GUILD_ID);
  const where = DEV_GUILD_ID ? `in the server ${DEV_GUILD_ID}` : 'everywhere';
  return isChanged ? `The commands are registered ${where}.\n` : `Discord has the same commands ${where} already.\n`;
}
