import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { type Store, StoreUnavailable } from '../store/store.ts';

/** Something half done that a person comes back to by a button; it is that person's alone, in that guild. */
export interface Owner {
  guild: string;
  author: string;
}

export interface Drafts {
  /** Keeps it for a day, and gives its id: 16 characters. Without a database what is small stays in this process's memory. */
  keep(owner: Owner, content: unknown): Promise<string>;
  /** Nothing if it is somebody else's, or over a day old. */
  take(owner: Owner, id: string): Promise<unknown>;
}

const DAY = 24 * 60 * 60 * 1000;
/** Drafts of one person in one guild: the oldest goes. */
const MOST = 20;
/** Drafts that could not be written down. */
const MOST_IN_MEMORY = 200;
const LONGEST_IN_MEMORY = 30_000;

const KEEP = 'insert into drafts (guild, id, author, content, expires) values ($1, $2, $3, $4, $5)';
const TOO_MANY = `delete from drafts where guild = $1 and author = $2 and id not in
  (select id from drafts where guild = $1 and author = $2 order by expires desc, id limit ${MOST})`;

interface Draft extends Owner {
  content: string;
}

async function write(store: Store, { guild, author, content }: Draft, id: string, now: number): Promise<void> {
  await store.query('delete from drafts where expires < $1', [now]);
  await store.query(KEEP, [guild, id, author, content, now + DAY]);
  await store.query(TOO_MANY, [guild, author]);
}

async function read(store: Store, { guild, author }: Owner, id: string, now: number): Promise<string | undefined> {
  const rows = await store.query<{ content: string }>(
    'select content from drafts where guild = $1 and id = $2 and author = $3 and expires >= $4',
    [guild, id, author, now],
  );
  return rows[0]?.content;
}

function remember(unwritten: Map<string, Draft>, draft: Draft, id: string): void {
  unwritten.set(id, draft);
  if (unwritten.size > MOST_IN_MEMORY) unwritten.delete(unwritten.keys().next().value!);
}

/** Drafts that outlive the process, and the database’s being away for a while. */
export function createDrafts(store: Store, clock: Clock): Drafts {
  const unwritten = new Map<string, Draft>();
  return {
    async keep(owner, content) {
      const id = randomBytes(12).toString('base64url');
      const draft = { ...owner, content: JSON.stringify(content) };
      try {
        await write(store, draft, id, clock.now());
      } catch (error) {
        if (!(error instanceof StoreUnavailable) || draft.content.length > LONGEST_IN_MEMORY) throw error;
        remember(unwritten, draft, id);
      }
      return id;
    },
    async take(owner, id) {
      const own = unwritten.get(id);
      const isOwn = own?.guild === owner.guild && own.author === owner.author;
      const content = isOwn ? own.content : await read(store, owner, id, clock.now());
      return content && JSON.parse(content);
    },
  };
}
