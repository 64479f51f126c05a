import { CommanderError } from 'commander';
import { BadConfig } from './config.ts';
import { GuildRefused, TokenRefused } from './discord/refused.ts';
import { BadFile } from './knowledge/bad-file.ts';
import { CopyFailed } from './store/copy.ts';
import { NewerDatabase } from './store/migrate.ts';
import { StoreUnavailable } from './store/store.ts';

const errorOf = (error: unknown) => error as Error & { code?: unknown; port?: unknown };

/** What a person must mend, in one line; nothing for failures of another kind. */
function remedyOf(error: unknown): string | undefined {
  if (error instanceof BadConfig || error instanceof BadFile || error instanceof CopyFailed) return error.message;
  if (error instanceof StoreUnavailable)
    return `DATABASE_URL: ${error.message}: mend or start the database, or set another`;
  if (error instanceof NewerDatabase) return `DATABASE_URL: ${error.message}, or set another`;
  if (error instanceof TokenRefused)
    return 'DISCORD_TOKEN: Discord refuses it: copy it anew from the Developer Portal (Bot → Reset Token)';
  if (error instanceof GuildRefused)
    return 'DEV_GUILD_ID: Discord refuses it: invite the bot to that server, or set the id of one that it is in';
  const { code, port } = errorOf(error);
  if (code === 'EADDRINUSE')
    return `HTTP_PORT: port ${port} is taken: stop what uses it, or set another (0 takes any free one)`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return 'HTTP_HOST: is no address of this machine: set 127.0.0.1, or one that it has';
  if (code === 'EACCES') return `HTTP_PORT: port ${port} may not be used: set one above 1023`;
  return undefined;
}

/** Ends the process: 0 after help, 2 where a person must mend something (a supervisor must not loop on it), 1 for all else. */
export function exitWith(error: unknown): never {
  if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 2);
  const remedy = remedyOf(error);
  process.stderr.write(`${remedy ?? `cannot start: ${errorOf(error).message}`}\n`);
  process.exit(remedy ? 2 : 1);
}
