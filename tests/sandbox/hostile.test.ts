import fc from 'fast-check';
import { expect, it } from 'vitest';
import { world } from '../../src/sandbox/world.ts';
import { open } from './client.ts';

const commands = `/applications/${world.application}/commands`;
const messages = `/channels/${world.channels.general}/messages`;

const targets: [method: string, path: string][] = [
  ['POST', messages],
  ['PUT', commands],
  ['POST', commands],
  ['POST', '/users/@me/channels'],
];

const part = fc.jsonValue({ maxDepth: 3 });
const nearlyRight = fc.record(
  {
    content: fc.oneof(fc.string(), part),
    embeds: fc.oneof(
      fc.array(
        fc.record({ title: part, fields: part, image: part, url: fc.oneof(fc.webUrl(), part) }, { requiredKeys: [] }),
        { maxLength: 3 },
      ),
      part,
    ),
    components: fc.oneof(
      fc.array(fc.record({ type: fc.integer({ min: 1, max: 20 }), components: part, custom_id: part })),
      part,
    ),
    allowed_mentions: part,
    attachments: fc.oneof(fc.array(fc.record({ id: part, filename: part })), part),
    flags: part,
    nonce: part,
    name: fc.oneof(fc.string(), part),
    description: fc.oneof(fc.string(), part),
    options: fc.oneof(
      fc.array(
        fc.record({
          type: fc.integer({ min: 0, max: 12 }),
          name: fc.string(),
          description: fc.string(),
          choices: part,
          options: part,
        }),
      ),
      part,
    ),
    type: part,
    ['__proto__']: part,
  },
  { requiredKeys: [] },
);

it.each(targets)('%s %s takes or refuses any body, and never breaks', async (method, path) => {
  const { send } = await open({ limit: { requests: 100_000, windowMs: 1_000 } });
  const body = fc.oneof(part, nearlyRight, fc.array(nearlyRight, { maxLength: 2 }));
  const sane = [200, 201, 400, 404, 429];
  await fc.assert(
    fc.asyncProperty(body, async (value) => {
      const { status, body: answer } = await send(method, path, value);
      expect(sane, JSON.stringify(answer)).toContain(status);
    }),
    { numRuns: 60 },
  );
});

it('deeds of any form are refused in words', async () => {
  const { sandbox } = await open();
  const deed = fc.record(
    {
      type: fc.oneof(fc.constantFrom('command', 'autocomplete', 'component', 'modal'), part),
      person: fc.oneof(fc.constant(world.people.lin), part),
      channel: fc.oneof(fc.constant(world.channels.general), part),
      command: part,
      options: part,
      id: part,
      fields: part,
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(fc.oneof(deed, part), async (value) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${sandbox.origin}/sandbox/interactions`, {
        method: 'POST',
        headers,
        body: JSON.stringify(value),
      });
      expect([response.status, Object.keys((await response.json()) as object)]).toEqual([400, ['message']]);
    }),
    { numRuns: 100 },
  );
});
