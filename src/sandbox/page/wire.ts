import type { Deed, PageEvent, State } from '../protocol.ts';

type Settled = Extract<PageEvent, { id: string }>;
type Answer = Settled | { type: 'refused'; message: string };

/** Longer than any answer may take; a deed whose outcome was lost with the event stream ends here. */
const PATIENCE_MS = 20_000;

/** Reads what a person can see; for anyone else that is the people alone. */
export async function readState(person: string): Promise<State> {
  const response = await fetch(`/sandbox/state?person=${encodeURIComponent(person)}`);
  if (!response.ok) throw new Error(`state: ${response.status}`);
  return response.json();
}

/**
 * Follows the server's events. After every (re)connection the whole state is read again, and events that arrive meanwhile are
 * kept for after it, so that nothing is lost between the two.
 */
export function follow(
  person: string,
  on: { state: (state: State) => void; event: (event: PageEvent) => void; lost: () => void },
) {
  const source = new EventSource(`/sandbox/events?person=${encodeURIComponent(person)}`);
  let kept: PageEvent[] | null = [];
  source.onopen = async () => {
    kept = [];
    on.state(await readState(person));
    for (const event of kept) on.event(event);
    kept = null;
  };
  source.onmessage = ({ data }) => {
    const event: PageEvent = JSON.parse(data);
    if (kept) kept.push(event);
    else on.event(event);
  };
  source.onerror = on.lost;
}

/** Sends deeds and pairs each with its outcome, whichever of the two answers (HTTP, event stream) comes first. */
export function createDeeds() {
  const waiting = new Map<string, (answer: Answer) => void>();
  const early = new Map<string, Settled>();
  const settle = (event: Settled) => {
    const resolve = waiting.get(event.id);
    if (resolve) resolve(event);
    else early.set(event.id, event);
    if (early.size > 100) early.delete(early.keys().next().value!);
  };
  const outcome = (id: string) =>
    new Promise<Answer>((resolve) => {
      waiting.set(id, resolve);
      setTimeout(() => settle({ type: 'failed', id }), PATIENCE_MS);
      const known = early.get(id);
      if (known) resolve(known);
    }).finally(() => waiting.delete(id) && early.delete(id));
  return { settle, perform: async (deed: Deed) => perform(deed, outcome) };
}

async function perform(deed: Deed, outcome: (id: string) => Promise<Answer>): Promise<Answer> {
  const { id, message } = await post('/sandbox/interactions', deed);
  return id ? outcome(id) : { type: 'refused', message: message ?? '?' };
}

/** Posts a plain message; a refusal comes back as text. */
export async function postMessage(person: string, channel: string, content: string): Promise<string | undefined> {
  const { id, message } = await post('/sandbox/messages', { person, channel, content });
  return id ? undefined : message;
}

/** Gives the server a file; its id is the value of an attachment option. */
export async function postFile(file: File): Promise<{ id?: string; message?: string }> {
  const reader = new FileReader();
  const { promise, resolve } = Promise.withResolvers();
  reader.onloadend = resolve;
  reader.readAsDataURL(file);
  await promise;
  const content = String(reader.result).split(',')[1] ?? '';
  return post('/sandbox/files', { filename: file.name, contentType: file.type || 'application/octet-stream', content });
}

async function post(path: string, body: unknown): Promise<{ id?: string; message?: string }> {
  const headers = { 'content-type': 'application/json' };
  try {
    return await (await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })).json();
  } catch (error) {
    return { message: String(error) };
  }
}
