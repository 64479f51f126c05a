import { setTimeout as sleep } from 'node:timers/promises';
import { PermissionFlagsBits as Flags } from 'discord-api-types/v10';
import { test as base, describe, expect } from 'vitest';
import { world } from '../../src/sandbox/world.ts';
import { eventually, MINUTE, startServer } from './server.ts';

const { spaceNews } = world.channels;
const HOUR = 60 * MINUTE;

/** Long enough for several rounds of planning and delivery. */
const settle = () => sleep(150);

/**
 * Each on a server of its own, as they are side by side: most of their time is waiting. `nine` sets the clock some
 * milliseconds from nine in Berlin.
 */
const test = base
  .extend('server', async ({ task: _ }, { onCleanup }) => {
    const server = await startServer('2026-11-22T07:00:00Z');
    onCleanup(async () => {
      await server.stop();
      expect(server.problems).toEqual([]);
    });
    return server;
  })
  .extend(
    'nine',
    ({ server }) =>
      (from = 0) =>
        server.clock.set(Date.parse('2026-11-22T08:00:00Z') + from),
  );

describe.concurrent('one post a day', () => {
  test('at nine, with its fact, and none again until the next day', async ({ server, nine }) => {
    const reply = await server.set();
    expect(reply.content).toContain('22 Nov 2026');
    nine(-1000);
    await settle();
    expect(server.posts()).toHaveLength(0);
    nine(20_000);
    await eventually(() => server.posts().length === 1);
    for (const later of [1, 5, 12]) {
      nine(later * HOUR);
      await settle();
    }
    expect(server.posts()).toHaveLength(1);
    nine(24 * HOUR + 20_000);
    await eventually(() => server.posts().length === 2);
    await eventually(() => server.counts.sent === 2);
    expect(server.counts).toEqual({ sent: 2 });
    const [first, second] = server.posts();
    expect(first!.embeds[0]!.description).not.toBe(second!.embeds[0]!.description);
    expect(first!.mention_everyone).toBe(false);
  });

  test('Discord down for ten minutes around the hour', async ({ server, nine }) => {
    await server.set();
    server.sandbox.faults.add({ path: /messages$/, method: 'POST', status: 503, times: 10_000 });
    for (let minute = -1; minute < 9; minute++) {
      nine(minute * MINUTE);
      await sleep(100);
    }
    expect(server.posts()).toHaveLength(0);
    server.sandbox.faults.clear();
    // The last attempt that failed says when the next is: minutes later.
    for (let minute = 10; server.posts().length === 0 && minute < 30; minute++) {
      nine(minute * MINUTE);
      await sleep(250);
    }
    await eventually(() => server.counts.sent === 1);
    nine(40 * MINUTE);
    await settle();
    expect(server.posts()).toHaveLength(1);
    expect(server.counts).toEqual({ sent: 1 });
  });

  test('taken by Discord, but the answer never came: found in the history ten minutes later', async ({
    server,
    nine,
  }) => {
    await server.set();
    server.sandbox.faults.add({ path: /messages$/, method: 'POST', status: 503, after: true, times: 4 });
    nine(10_000);
    await eventually(() => server.posts().length === 1);
    await settle();
    nine(10 * MINUTE);
    await eventually(() => server.counts.sent === 1);
    await settle();
    expect(server.posts()).toHaveLength(1);
  });

  test('the gateway dropped', async ({ server, nine }) => {
    await server.set();
    nine(-500);
    server.sandbox.gateway.drop(4000);
    nine(20_000);
    await eventually(() => server.posts().length === 1);
    await settle();
    expect(server.posts()).toHaveLength(1);
  });

  test('the clock stepped back an hour', async ({ server, nine }) => {
    await server.set();
    nine(10_000);
    await eventually(() => server.posts().length === 1);
    nine(-50 * MINUTE);
    await settle();
    nine(10_000);
    await settle();
    expect(server.posts()).toHaveLength(1);
    nine(24 * HOUR + 10_000);
    await eventually(() => server.posts().length === 2);
  });

  test("after a stop of days: today's within six hours, and no backlog", async ({ server, nine }) => {
    await server.set();
    nine(4 * 24 * HOUR + 5 * HOUR);
    await eventually(() => server.posts().length === 1);
    await settle();
    expect(server.posts()).toHaveLength(1);
    expect(JSON.stringify(server.posts()[0]!.components)).toContain(':2026-11-26"');
  });

  test('after more than six hours none comes, and that is written down', async ({ server, nine }) => {
    await server.set();
    nine(7 * HOUR);
    await eventually(() => server.counts.missed === 1);
    const status = await server.command('daily status');
    expect(status.embeds[0]!.description).toMatch(/Next: 23 Nov 2026[\s\S]*missed/);
    expect(server.posts()).toHaveLength(0);
  });

  test('settings changed during the day neither double nor skip', async ({ server, nine }) => {
    await server.set();
    nine(10_000);
    await eventually(() => server.posts().length === 1);
    await server.set({ time: '10:00' });
    nine(HOUR + 10_000);
    await settle();
    expect(server.posts()).toHaveLength(1);
    nine(20 * HOUR);
    await server.set({ time: '23:00' });
    await server.set({ time: '04:30' });
    await eventually(() => server.posts().length === 2);
    await server.command('daily off');
    await server.set({ time: '23:30' });
    nine(40 * HOUR);
    await settle();
    expect(server.posts()).toHaveLength(2);
  });
});

describe.concurrent('what Discord refuses', () => {
  const everyone = world.roles.everyone;
  const bot = world.roles.bot;

  test('a permission revoked: told, paused, resumed, with no more than three refusals', async ({ server, nine }) => {
    await server.set();
    server.sandbox.controls.overwrite(spaceNews, bot, { deny: Flags.SendMessages });
    nine(20_000);
    await eventually(() => server.notices().length === 1);
    expect(server.notices()[0]!.content).toMatch(/paused[\s\S]*“Send Messages”/);
    nine(24 * HOUR + 20_000);
    await settle();
    expect(server.refused().length).toBeLessThanOrEqual(3);
    const doctor = await server.command('doctor');
    expect(doctor.embeds[0]!.description).toContain('“Send Messages”');
    server.sandbox.controls.overwrite(spaceNews, bot, {});
    await eventually(() => server.notices().length === 2);
    expect(server.notices()[1]!.content).toContain('go on');
    nine(48 * HOUR + 20_000);
    await eventually(() => server.posts().length > 0);
    expect(server.refused().length).toBeLessThanOrEqual(3);
  });

  test('refused at the moment of sending: three tries, then paused', async ({ server, nine }) => {
    await server.set();
    const body = { message: 'Missing Permissions', code: 50013 };
    server.sandbox.faults.add({ path: /032\/messages$/, method: 'POST', status: 403, body, times: 100 });
    for (const seconds of [10, 70, 140, 210, 280]) {
      nine(seconds * 1000);
      await sleep(150);
    }
    await eventually(() => server.notices().length === 1 && server.counts.refused === 1);
    expect(server.refused()).toHaveLength(3);
    expect(server.counts).toEqual({ refused: 1 });
    const status = await server.command('daily status');
    expect(status.embeds[0]!.description).toMatch(/Paused[\s\S]*50013/);
    server.sandbox.faults.clear();
    await server.command('doctor');
    nine(24 * HOUR + 20_000);
    await eventually(() => server.posts().length === 1);
  });

  test('the channel deleted: told where it is', async ({ server, nine }) => {
    await server.set();
    server.sandbox.controls.deleteChannel(spaceNews);
    await eventually(() => server.notices().length === 1);
    expect(server.notices()[0]!.content).toContain('The channel is gone');
    nine(20_000);
    await settle();
    expect(server.refused().length).toBeLessThanOrEqual(3);
    const doctor = await server.command('doctor');
    expect(doctor.embeds[0]!.description).toContain('The channel is gone');
  });

  test('the bot removed and added again: told, and it goes on', async ({ server, nine }) => {
    await server.set();
    server.sandbox.controls.removeBot();
    await eventually(async () => (await server.daily.ofGuild(world.guild))[0]?.paused === 'removed');
    nine(20_000);
    await settle();
    expect(server.refused()).toEqual([]);
    server.sandbox.controls.addBot();
    await eventually(() => server.notices().length === 1);
    expect(server.notices()[0]!.content).toContain('go on');
    nine(24 * HOUR + 20_000);
    await eventually(() => server.posts().length > 0);
    expect(server.refused()).toEqual([]);
  });

  test('the review channel hidden: told where the bot can write', async ({ server }) => {
    await server.set();
    server.sandbox.controls.overwrite(world.channels.reviews, bot, { deny: Flags.ViewChannel });
    server.sandbox.controls.overwrite(spaceNews, everyone, { deny: Flags.EmbedLinks });
    await eventually(() => server.asMember(world.channels.general).some(({ content }) => content.includes('paused')));
  });
});
