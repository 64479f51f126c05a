import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { config as readDotenv } from 'dotenv';
import { z } from 'zod';
import { logLevels } from './log.ts';

/** Something that a person must mend before the bot can run; its message is one line that says what to do. */
export class BadConfig extends Error {}

/** The folder with `package.json`, `commands/` and `knowledge/`. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The version in `package.json`. */
export const version: string = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;

const token = z
  .string()
  .regex(
    /^[\w.-]{20,}$/,
    'is not a bot token: copy it from the Developer Portal (Bot → Reset Token), without quotes or spaces',
  );
const base = z.url({
  protocol: /^https?$/,
  error: 'expected an address without the version, such as http://127.0.0.1:4000/api',
});
const snowflake = z.string().regex(/^\d{17,20}$/, "expected a server's id: 17 to 20 digits");

/** `file:PATH` or `postgres://…` */
export const DatabaseUrl = z
  .string()
  .regex(/^(?:file:.+|postgres(?:ql)?:\/\/\S+)$/, 'expected file:PATH or postgres://USER:PASSWORD@HOST/NAME');
const portRange = 'expected a number from 0 (any free port) to 65535';
const port = z.coerce.number(portRange).int(portRange).min(0, portRange).max(65535, portRange);

/** Every variable that the bot reads; `.env.example` lists the same. */
export const Environment = z.object({
  DISCORD_TOKEN: token.optional(),
  DISCORD_API_URL: base.optional(),
  DEV_GUILD_ID: snowflake.optional(),
  DATABASE_URL: DatabaseUrl.optional(),
  HTTP_HOST: z.string().default('127.0.0.1'),
  HTTP_PORT: port.default(8080),
  LOG_LEVEL: z.enum(logLevels, `expected one of ${logLevels.join(', ')}`).default('info'),
  KNOWLEDGE_DIR: z.string().default(join(root, 'knowledge')),
  NODE_ENV: z.string().optional(),
});

export type Config = z.output<typeof Environment>;

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/;

function refuseSandboxInPublic({ DISCORD_TOKEN, NODE_ENV, HTTP_HOST }: Config): void {
  if (DISCORD_TOKEN) return;
  const reason = NODE_ENV === 'production' ? 'NODE_ENV is production' : `HTTP_HOST is ${HTTP_HOST}`;
  if (NODE_ENV !== 'production' && LOOPBACK.test(HTTP_HOST)) return;
  throw new BadConfig(
    `DISCORD_TOKEN: is missing, and the sandbox that runs without one is for this machine alone (${reason}): set it in .env`,
  );
}

/**
 * The settings, from the environment and `.env`. An empty variable counts as absent. Throws `BadConfig` for the first
 * that is wrong.
 */
export function loadConfig(): Config {
  readDotenv({ quiet: true });
  const given = Object.entries(process.env).filter(([, value]) => value?.trim());
  const result = Environment.safeParse(Object.fromEntries(given.map(([name, value]) => [name, value!.trim()])));
  if (!result.success) {
    const { path, message } = result.error.issues[0]!;
    throw new BadConfig(`${String(path[0])}: ${message.replace(/\s+/g, ' ')} (set it in .env or the environment)`);
  }
  refuseSandboxInPublic(result.data);
  return result.data;
}

/** Where the database is: what is set, or a file under `data` that the sandbox does not share with a real bot. */
export function databaseOf({ DATABASE_URL, DISCORD_TOKEN }: Config): string {
  return DATABASE_URL ?? `file:data/${DISCORD_TOKEN ? 'wentian' : 'sandbox'}.sqlite`;
}
