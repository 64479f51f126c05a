import type { Post } from '../../src/outbox.ts';
import { button, rowsOf } from '../../src/reply/reply.ts';
import { world } from '../../src/sandbox/world.ts';

export const NOON = Date.UTC(2026, 10, 22, 12);

/** A post that is due at noon, known by its button. */
export function postOf(name: string, more: Partial<Post> = {}): Post {
  const marker = `mark:${name}`;
  const message = { content: `post ${name}`, components: rowsOf([button('Open', marker)]) };
  return { key: `test:${name}`, kind: 'test', channel: world.channels.general, message, marker, due: NOON, ...more };
}

/** A clock that stands until a test moves it; what waits on it runs when its time has come. */
export function settableClock(time: number) {
  const tasks = new Map<object, { at: number; task: () => void }>();
  return {
    now: () => time,
    after(milliseconds: number, task: () => void) {
      const id = {};
      tasks.set(id, { at: time + milliseconds, task });
      return () => void tasks.delete(id);
    },
    set(to: number) {
      time = to;
      for (const [id, { at, task }] of tasks) if (at <= time && tasks.delete(id)) task();
    },
  };
}
