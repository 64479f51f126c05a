import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Upload } from './attachments.ts';
import { readBody } from './body.ts';
import { DiscordError, refuse } from './errors.ts';
import type { Fault, Faults } from './faults.ts';
import type { Toll } from './limits.ts';

/** A request as a route sees it. The body is as hostile as it came; routes check it against Discord's schema. */
export interface Call {
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  // biome-ignore lint/suspicious/noExplicitAny: its form is checked at run time, by the schema that the route names.
  body: any;
  uploads: readonly Upload[];
}

/** What goes back; `cut` ends the connection instead. */
export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
  cut?: boolean;
}

/** An endpoint: `GET /channels/:channel`; `isPublic` needs no token, `isExempt` is outside the global limit. */
export interface Route {
  at: `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`;
  isPublic?: boolean;
  isExempt?: boolean;
  handle(call: Call): Answer | Promise<Answer>;
}

/** A request that was answered, with interaction tokens taken out of its path; `code` is Discord's JSON error code. */
export interface RequestRecord {
  method: string;
  path: string;
  status: number;
  code?: number;
  /** What a refused client was told. */
  body?: object;
}

interface Rest {
  routes: readonly Route[];
  token: string;
  faults: Faults;
  toll: (route: string, resource: string, exempt: boolean) => Toll;
  record: (request: RequestRecord) => void;
}

interface Found {
  route: Route;
  params: Record<string, string>;
}

/** Status 200 with a body. */
export const ok = (body: unknown): Answer => ({ status: 200, body });
/** Status 204. */
export const done: Answer = { status: 204 };

const prefix = /^\/api(\/v10)?(?=\/)/;

/** Whether a path belongs to the REST API. */
export const isRest = (path: string): boolean => prefix.test(path);

/** Answers REST requests under `/api` and `/api/v10`. https://docs.discord.com/developers/reference#http-api */
export function createRest(rest: Rest): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const table = rest.routes.map((route) => ({ route, parts: route.at.split(/[ /]+/) }));
  return async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://sandbox');
    const method = request.method ?? 'GET';
    const path = url.pathname.replace(prefix, '');
    const found = find(table, [method, ...path.split('/').slice(1).map(decode)]);
    const answer = await settle(() => answerTo(rest, request, found, { method, path, query: url.searchParams }));
    rest.record(recordOf(method, path, found, answer));
    send(response, answer);
  };
}

function find(table: { route: Route; parts: string[] }[], asked: string[]): Found | undefined {
  for (const { route, parts } of table) {
    if (parts.length !== asked.length) continue;
    if (!parts.every((part, index) => part.startsWith(':') || part === asked[index])) continue;
    const params = parts.flatMap((part, index) => (part.startsWith(':') ? [[part.slice(1), asked[index]!]] : []));
    return { route, params: Object.fromEntries(params) };
  }
  return undefined;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
}

async function answerTo(rest: Rest, request: IncomingMessage, found: Found | undefined, asked: Asked): Promise<Answer> {
  const { body, uploads } = await readBody(request);
  if (!found) throw refuse('notFound');
  const { route, params } = found;
  if (!route.isPublic && request.headers.authorization !== `Bot ${rest.token}`) throw refuse('unauthorized');
  const { headers, wait } = rest.toll(route.at, resourceOf(params), route.isExempt === true);
  if (wait) return { ...tooMany(wait), headers };
  const fault = rest.faults.take(asked.method, asked.path);
  const handle = () => settle(() => route.handle({ params, query: asked.query, body, uploads }));
  const answer = fault ? await befall(fault, handle) : await handle();
  return { ...answer, headers: { ...headers, ...answer.headers } };
}

/** The part of the path that has buckets of its own: channel, guild, or webhook with its token. */
function resourceOf({ channel, guild, token }: Record<string, string>): string {
  return channel ?? guild ?? token ?? '';
}

function tooMany({ seconds, global }: { seconds: number; global: boolean }): Answer {
  return { status: 429, body: { message: 'You are being rate limited.', retry_after: seconds, global } };
}

async function befall(fault: Fault, handle: () => Promise<Answer>): Promise<Answer> {
  const isOnlyDelay = fault.status === undefined && !fault.cut;
  const early = fault.after ? await handle() : undefined;
  if (fault.delay) await sleep(fault.delay);
  if (isOnlyDelay) return early ?? handle();
  const { status = 500, body, headers = {}, cut = false } = fault;
  return { status, body: body ?? { message: `${status}: injected`, code: 0 }, headers, cut };
}

/** What a task answers; a refusal becomes its body, and anything unforeseen a 500, as at Discord. */
async function settle(task: () => Answer | Promise<Answer>): Promise<Answer> {
  try {
    return await task();
  } catch (error) {
    if (error instanceof DiscordError) return { status: error.status, body: error.body };
    return { status: 500, body: { message: '500: Internal Server Error', code: 0, cause: String(error) } };
  }
}

function recordOf(method: string, path: string, found: Found | undefined, { status, body }: Answer): RequestRecord {
  const token = found?.params.token;
  const shown = token ? path.replace(token, ':token') : path;
  const refusal = status >= 400 ? (body as { code?: number; message?: string; cause?: string }) : {};
  return {
    method,
    path: shown,
    status,
    ...(refusal.code !== undefined && { code: refusal.code }),
    ...(status >= 400 && { body: refusal }),
  };
}

function send(response: ServerResponse, { status, body, headers, cut }: Answer): void {
  if (cut) return void response.destroy();
  if (body === undefined) return void response.writeHead(status, headers).end();
  response.writeHead(status, { ...headers, 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
