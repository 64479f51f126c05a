import type { Client } from 'pg';

type Hear = (payload: string | undefined) => void;

/** The reconnection's pauses, doubling. */
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 10_000;
/** A connection that was cut without a word is noticed by asking. */
const PING = 15_000;

/** A channel as SQL takes it where no value may stand. */
const quoted = (channel: string) => `"${channel.replaceAll('"', '""')}"`;

/** Who hears what, and the connection that it comes over. */
interface Listening {
  connect(): Client;
  heard: Map<string, Set<Hear>>;
  current?: Client | undefined;
  timer?: NodeJS.Timeout;
  pause: number;
  isClosed: boolean;
}

function tell({ heard }: Listening, channel: string, payload: string | undefined): void {
  for (const hear of heard.get(channel) ?? []) hear(payload);
}

function later(listening: Listening, task: () => void, milliseconds: number): void {
  clearTimeout(listening.timer);
  listening.timer = setTimeout(task, milliseconds).unref();
}

function lost(listening: Listening, client: Client): void {
  if (client !== listening.current || listening.isClosed) return;
  listening.current = undefined;
  void client.end().catch(() => {});
  later(listening, () => open(listening), listening.pause);
  listening.pause = Math.min(listening.pause * 2, LONGEST_PAUSE);
}

async function ping(listening: Listening, client: Client): Promise<void> {
  await client.query('select 1');
  const again = () => void ping(listening, client).catch(() => lost(listening, client));
  if (client === listening.current) later(listening, again, PING);
}

async function start(listening: Listening, client: Client): Promise<void> {
  await client.connect();
  const { heard } = listening;
  for (const channel of heard.keys()) await client.query(`listen ${quoted(channel)}`);
  listening.pause = FIRST_PAUSE;
  for (const channel of heard.keys()) tell(listening, channel, undefined);
  await ping(listening, client);
}

function open(listening: Listening): void {
  const client = listening.connect();
  listening.current = client;
  client.on('notification', ({ channel, payload }) => tell(listening, channel, payload ?? ''));
  client.on('error', () => lost(listening, client));
  client.on('end', () => lost(listening, client));
  start(listening, client).catch(() => lost(listening, client));
}

async function join(listening: Listening, client: Client, channel: string): Promise<void> {
  await client.query(`listen ${quoted(channel)}`);
  tell(listening, channel, undefined);
}

/** What is new to the connection is told once it listens; what it listens to already, at once. */
function listen(listening: Listening, channel: string, hear: Hear): () => void {
  const { heard, current, timer } = listening;
  const isNew = !heard.has(channel);
  const hearers = heard.get(channel) ?? new Set();
  heard.set(channel, hearers.add(hear));
  if (!current && !timer) open(listening);
  else if (current && isNew) join(listening, current, channel).catch(() => lost(listening, current));
  else if (current) queueMicrotask(() => hearers.has(hear) && hear(undefined));
  return () => void hearers.delete(hear);
}

function close(listening: Listening): void {
  listening.isClosed = true;
  clearTimeout(listening.timer);
  void listening.current?.end().catch(() => {});
}

/**
 * LISTEN on a connection of its own, which the pool could take away; opened at the first listener, opened again whenever
 * it is lost. Everybody who listens hears `undefined` after that. https://www.postgresql.org/docs/current/sql-listen.html
 */
export function createListener(connect: () => Client) {
  const listening: Listening = { connect, heard: new Map(), pause: FIRST_PAUSE, isClosed: false };
  return {
    listen: (channel: string, hear: Hear) => listen(listening, channel, hear),
    close: () => close(listening),
  };
}
