import type { Gaps } from '../ask/gaps.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { Queries, Store } from '../store/store.ts';

/** Questions wait so long before they are written together: nobody's answer waits for the database. */
const EVERY = 2000;
const MOST_UNWRITTEN = 2000;
const MOST_OF_GUILD = 500;
const MOST_SHOWN = 100;

interface Gap {
  guild: string;
  text: string;
  count: number;
}

const COUNT = `insert into gaps (guild, question, times, at) values ($1, $2, $3, $4)
  on conflict (guild, question) do update set times = gaps.times + excluded.times, at = excluded.at`;
const TOO_MANY = `delete from gaps where guild = $1 and question not in
  (select question from gaps where guild = $1 order by at desc, question limit ${MOST_OF_GUILD})`;

async function write(within: Queries, gaps: readonly Gap[], now: number): Promise<void> {
  for (const { guild, text, count } of gaps) await within.query(COUNT, [guild, text, count, now]);
  for (const guild of new Set(gaps.map((gap) => gap.guild))) await within.query(TOO_MANY, [guild]);
}

export interface StoredGaps extends Gaps {
  /** Writes what is not written yet; never throws. */
  stop(): Promise<void>;
}

interface GapsParts {
  store: Store;
  clock: Clock;
  log: Logger;
}

/** What has been counted and is not in the database yet. */
interface Counting extends GapsParts {
  unwritten: Map<string, Gap>;
  isScheduled: boolean;
}

/** Whether there was room to add it. */
function add(unwritten: Map<string, Gap>, { guild, text, count }: Gap): boolean {
  const key = `${guild} ${text}`;
  const known = unwritten.get(key);
  if (!known && unwritten.size >= MOST_UNWRITTEN) return false;
  unwritten.set(key, { guild, text, count: count + (known?.count ?? 0) });
  return true;
}

function schedule(counting: Counting): void {
  if (counting.isScheduled) return;
  counting.isScheduled = true;
  counting.clock.after(EVERY, () => {
    counting.isScheduled = false;
    void flushQuietly(counting);
  });
}

function keep(counting: Counting, gap: Gap): void {
  if (add(counting.unwritten, gap)) schedule(counting);
}

async function flush(counting: Counting): Promise<void> {
  const { store, clock, unwritten } = counting;
  const gaps = [...unwritten.values()];
  if (gaps.length === 0) return;
  unwritten.clear();
  try {
    await store.transaction((within) => write(within, gaps, clock.now()));
  } catch (error) {
    for (const gap of gaps) keep(counting, gap);
    throw error;
  }
}

const flushQuietly = (counting: Counting) =>
  flush(counting).catch((error: unknown) =>
    counting.log.warn({ error }, 'unanswered questions could not be written down'),
  );

const SHOWN = `select question as text, times as count from gaps where guild = $1
  order by times desc, at desc, question limit ${MOST_SHOWN}`;

/** Counts questions without an answer in the database, at most 500 a guild; while it is away up to 2,000 are kept back. */
export function createStoredGaps(parts: GapsParts): StoredGaps {
  const counting: Counting = { ...parts, unwritten: new Map(), isScheduled: false };
  return {
    count(guild, text) {
      if (text !== '') keep(counting, { guild, text: text.replaceAll('\0', ''), count: 1 });
    },
    async of(guild) {
      await flush(counting);
      return parts.store.query<{ text: string; count: number }>(SHOWN, [guild]);
    },
    stop: () => flushQuietly(counting),
  };
}
