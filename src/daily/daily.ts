import { gathered, repeat } from '../loop.ts';
import { type Claim, type Outcome, withdraw } from '../outbox.ts';
import type { DailyPost } from '../reply/daily.ts';
import { UserError } from '../reply/reply.ts';
import type { Queries } from '../store/store.ts';
import type { Locale, Text } from '../text.ts';
import { type Chosen, type Override, pick, swapped } from './choose.ts';
import { type Health, healthOf } from './health.ts';
import { createMemory, decide, forget, lastTold, type Memory } from './memory.ts';
import { type Planning, planDue, postKey, postOf } from './plan.ts';
import { type Problem, reportProblem } from './report.ts';
import { type Slot, slotAfterChange, slotsFrom } from './schedule.ts';
import { admit, settingsOf, type Typed } from './settings.ts';
import { settleDaily } from './settle.ts';
import type { Subscription } from './subscriptions.ts';
import * as subscriptions from './subscriptions.ts';
import { type GuildChange, notifyAll, recheck, type Watching } from './watch.ts';

/** What daily posts work with. */
export type DailyParts = Omit<Planning, 'memory'> & Watching;

/** A post to come. */
export interface Coming {
  slot: Slot;
  chosen: Chosen;
}

/** How a channel stands, whether it gets daily posts or not. */
export interface Examined {
  channel: string;
  subscription?: Subscription;
  health: Health;
}

export interface Place {
  guild: string;
  channel: string;
}

const tooMany: Text = {
  en: 'A server can have daily posts in {most} channels; end one with `/daily off` first.',
  zh: '一个服务器最多可在{most}个频道每日发布；请先用 `/daily off` 停用一个。',
};

const MOST = 25;

/** What moderators can do with the daily posts of their guild. */
function createSteering({ store, clock, guilds, libraryOf }: DailyParts, memory: Memory) {
  async function ahead(subscription: Subscription, count: number): Promise<Coming[]> {
    const slots = slotsFrom(subscription.schedule, subscription.next, count);
    const feed = await memory.feedOf(subscription, clock.now());
    const days = pick(
      feed,
      slots.map(({ date }) => date),
    );
    return slots.map((slot, day) => ({ slot, chosen: days[day]! }));
  }

  async function set(guild: string, user: string, typed: Typed, locale: Locale): Promise<Subscription> {
    const settings = settingsOf(typed, await libraryOf(guild), locale);
    const [view, asker] = await Promise.all([guilds.guild(guild), guilds.member(guild, user)]);
    admit(view, asker, typed);
    const place = { guild, channel: typed.channel };
    const now = clock.now();
    await memory.feedOf({ ...place, ...settings, since: now }, now);
    return store.transaction(async (within) => {
      const known = await subscriptions.ofGuild(within, guild);
      const before = known.find(({ channel }) => channel === typed.channel);
      if (!before && known.length >= MOST) throw new UserError(tooMany, { most: MOST });
      const next = slotAfterChange(settings.schedule, now, {
        next: before?.next,
        last: before?.done ?? (await lastTold(within, typed.channel)),
      });
      return subscriptions.save(within, place, settings, next, now);
    });
  }

  const override = (channel: string, date: string, decision: Override | undefined) =>
    decide(store, channel, date, decision);

  async function swap(subscription: Subscription, date: string, unwanted: string): Promise<boolean> {
    const decision = swapped(await memory.feedOf(subscription, clock.now()), date, unwanted);
    if (decision) await override(subscription.channel, date, decision);
    return decision !== undefined;
  }

  return {
    set,
    ahead,
    swap,
    /** No post on that day, or one after all. */
    skip: (channel: string, date: string, isSkipped: boolean) =>
      override(channel, date, isSkipped ? { skip: true } : undefined),
    /** Ends a channel's posts; one that is about to be sent is taken back. */
    off: ({ guild, channel, done = '' }: Subscription) =>
      store.transaction(async (within) => {
        await subscriptions.remove(within, guild, channel);
        if (await withdraw(within, postKey(channel, done))) await forget(within, channel, done);
      }),
    ofGuild: (guild: string) => subscriptions.ofGuild(store, guild),
    find: ({ guild, channel }: Place) => subscriptions.find(store, guild, channel),
    /** The post that comes on a day; none where the day is skipped or there is nothing to tell. */
    postOf: (subscription: Subscription, { chosen }: Coming): DailyPost | undefined =>
      chosen.fact && postOf(subscription, chosen.fact, chosen),
  };
}

/** Daily posts: what moderators can do with them, and what keeps them going. */
export function createDaily(parts: DailyParts) {
  const { clock, guilds } = parts;
  const memory = createMemory(parts.store, parts.libraryOf);
  const planning: Planning = { ...parts, memory };

  async function planAll(ending: AbortSignal): Promise<void> {
    await memory.look(clock.now());
    while (!ending.aborted && (await planDue(planning)) > 0);
  }

  return {
    ...createSteering(parts, memory),
    /** How a guild's channels stand, or one of them, asked of Discord now; what can go on again goes on. */
    async examine(guild: string, channel?: string): Promise<Examined[]> {
      const all = await recheck(parts, guild, 'changed');
      const view = await guilds.guild(guild);
      const wanted = channel === undefined ? all : all.filter((subscription) => subscription.channel === channel);
      if (channel !== undefined && wanted.length === 0)
        return [{ channel, health: healthOf(view, { channel, thread: false }) }];
      return wanted.map((subscription) => ({
        channel: subscription.channel,
        subscription,
        health: healthOf(view, subscription),
      }));
    },
    /** Tells a guild's moderators that somebody has found something wrong with a fact. Throws a UserError. */
    report: (problem: Problem) => reportProblem(parts, problem),
    /** Something about a guild has changed: its channels, its roles, or whether the bot is in it. */
    changed: gathered((guild, change: GuildChange) => recheck(parts, guild, change), parts),
    /** Writes down what became of a post, in the transaction that settles it. */
    settled: (within: Queries, claim: Claim, outcome: Outcome) =>
      settleDaily(within, claim, outcome, clock.now(), parts.count),
    /** Plans what is due from now on, by this process and any others. */
    start: () =>
      repeat(
        [
          { failure: 'daily posts could not be planned', every: 1000, round: planAll },
          { failure: 'moderators could not be told', every: 15_000, round: () => notifyAll(parts) },
        ],
        parts,
      ),
  };
}

export type Daily = ReturnType<typeof createDaily>;
