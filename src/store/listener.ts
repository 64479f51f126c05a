import type { Client } from 'pg';

type Hear = (payload: string | undefined) => void;

/** The reconnection's pauses, doubling. */
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 10_000;
/** A connection that was cut without a word is noticed by asking. */
const PING = 15_000;

/** A channel as SQL takes it where no value may stand. */
const quoted = (channel: string) => `"${channel.replaceAll('"', '""')}"`;

/**
 * LISTEN on a connection of its own, which the pool could take away; opened at the first listener, opened again whenever
 * it is lost. Everybody who listens hears `undefined` after that. https://www.postgresql.org/docs/current/sql-listen.html
 */
export function createListener(connect: () => Client) {
  const heard = new Map<string, Set<Hear>>();
  let current: Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let pause = FIRST_PAUSE;
  let isClosed = false;

  const tell = (channel: string, payload: string | undefined) => {
    for (const hear of heard.get(channel) ?? []) hear(payload);
  };

  const later = (task: () => void, milliseconds: number) => {
    clearTimeout(timer);
    timer = setTimeout(task, milliseconds).unref();
  };

  function lost(client: Client): void {
    if (client !== current || isClosed) return;
    current = undefined;
    void client.end().catch(() => {});
    later(open, pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }

  async function ping(client: Client): Promise<void> {
    await client.query('select 1');
    if (client === current) later(() => void ping(client).catch(() => lost(client)), PING);
  }

  async function start(client: Client): Promise<void> {
    await client.connect();
    for (const channel of heard.keys()) await client.query(`listen ${quoted(channel)}`);
    pause = FIRST_PAUSE;
    for (const channel of heard.keys()) tell(channel, undefined);
    await ping(client);
  }

  function open(): void {
    const client = connect();
    current = client;
    client.on('notification', ({ channel, payload }) => tell(channel, payload ?? ''));
    client.on('error', () => lost(client));
    client.on('end', () => lost(client));
    start(client).catch(() => lost(client));
  }

  async function join(client: Client, channel: string): Promise<void> {
    await client.query(`listen ${quoted(channel)}`);
    tell(channel, undefined);
  }

  return {
    listen(channel: string, hear: Hear): () => void {
      const isNew = !heard.has(channel);
      const hearers = heard.get(channel) ?? new Set();
      heard.set(channel, hearers.add(hear));
      const client = current;
      if (!client && !timer) open();
      else if (client && isNew) join(client, channel).catch(() => lost(client));
      else if (client) queueMicrotask(() => hearers.has(hear) && hear(undefined));
      return () => void hearers.delete(hear);
    },
    close(): void {
      isClosed = true;
      clearTimeout(timer);
      void current?.end().catch(() => {});
    },
  };
}
