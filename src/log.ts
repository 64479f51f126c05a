import { type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** What `LOG_LEVEL` may be, the gravest first. */
export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

interface Failure {
  name?: unknown;
  message?: unknown;
  code?: unknown;
  status?: unknown;
  method?: unknown;
  stack?: unknown;
}

const SECRET = /\/(webhooks\/\d+|interactions\/\d+)\/[\w-]+/g;

const withoutTokens = (text: string) => text.replace(SECRET, '/$1/…');

/**
 * What a log may say of an error: never its properties as a whole, for those of a request to Discord hold the
 * interaction's token.
 */
function describeError(error: unknown) {
  if (!(error instanceof Error)) return { message: withoutTokens(String(error)) };
  const { name, message, code, status, method, stack } = error as Failure;
  return { name, message: withoutTokens(String(message)), code, status, method, stack: withoutTokens(String(stack)) };
}

/** A log of JSON lines, or of lines for people where stdout is a terminal. */
export async function createLog(level: (typeof logLevels)[number]): Promise<Logger> {
  const options = { level, base: null, serializers: { error: describeError } };
  if (!process.stdout.isTTY) return pino(options);
  const { default: pretty } = await import('pino-pretty');
  return pino(options, pretty({ colorize: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss', sync: true }));
}
