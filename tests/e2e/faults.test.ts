import type { TextChannel } from 'discord.js';
import { expect, it } from 'vitest';
import { lin, openStage } from './fixture.ts';

const late = { method: 'POST', path: /messages$/, after: true, delay: 400 };

async function post(body: { content: string; nonce?: string; enforceNonce?: boolean }) {
  const stage = await openStage();
  const client = await stage.login(undefined, { timeout: 150 });
  stage.sandbox.faults.add(late);
  const channel = (await client.channels.fetch(lin.channel)) as TextChannel;
  await channel.send(body);
  return stage.sandbox.messages(lin.channel, lin.person).length;
}

it('an answer after the client’s time-out: sent twice without an enforced nonce, once with it', async () => {
  expect(await post({ content: 'daily' })).toBe(2);
  expect(await post({ content: 'daily', nonce: 'n', enforceNonce: true })).toBe(1);
});

it('a rate limit is waited for, and a server error tried again', async () => {
  const { sandbox, login, allow } = await openStage();
  allow(429, 503);
  const client = await login();
  const body = { message: 'You are being rate limited.', retry_after: 0.1, global: false };
  sandbox.faults.add({
    path: /messages$/,
    status: 429,
    body,
    headers: { 'Retry-After': '1', 'X-RateLimit-Scope': 'shared' },
  });
  sandbox.faults.add({ path: /messages$/, status: 503 });
  await ((await client.channels.fetch(lin.channel)) as TextChannel).send('at last');
  expect(sandbox.requests.slice(-3).map(({ status }) => status)).toEqual([429, 503, 200]);
  expect(sandbox.messages(lin.channel, lin.person)).toHaveLength(1);
});
