import { DiscordAPIError, REST } from 'discord.js';
import { type APIUser, Routes } from 'discord-api-types/v10';
import { TokenRefused } from './refused.ts';

/** Discord's REST for what is no answer to anybody, and the bot's own id. Throws `TokenRefused`. */
export async function openRest({
  token,
  api,
}: {
  token: string;
  api?: string | undefined;
}): Promise<{ rest: REST; user: string }> {
  const rest = new REST({ invalidRequestWarningInterval: 100, ...(api && { api }) }).setToken(token);
  try {
    const { id } = (await rest.get(Routes.user())) as APIUser;
    return { rest, user: id };
  } catch (error) {
    const isRefused = error instanceof DiscordAPIError && error.status === 401;
    throw isRefused ? new TokenRefused('Discord refused the token') : error;
  }
}
