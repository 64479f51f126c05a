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
