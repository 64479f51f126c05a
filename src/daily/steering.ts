import { withdraw } from '../outbox.ts';
import type { DailyPost } from '../reply/daily.ts';
import { UserError } from '../reply/reply.ts';
import type { Queries } from '../store/store.ts';
import type { Locale, Text } from '../text.ts';
import { type Chosen, pick, swapped } from './choose.ts';
import { decide, forget, lastTold } from './memory.ts';
import { type Planning, postKey, postOf } from './plan.ts';
import { type Slot, slotAfterChange, slotsFrom } from './schedule.ts';
import { admit, settingsOf, type Typed } from './settings.ts';
import type { Settings, Subscription } from './subscriptions.ts';
import * as subscriptions from './subscriptions.ts';
import type { Watching } from './watch.ts';

/** A post to come. */
export interface Coming {
  slot: Slot;
  chosen: Chosen;
}

interface Place {
  guild: string;
  channel: string;
}

/** Who sets the posts of a guild, and the language that they are answered in. */
interface Setter {
  guild: string;
  user: string;
  locale: Locale;
}

type Steered = Pick<Planning & Watching, 'store' | 'clock' | 'guilds' | 'libraryOf' | 'memory'>;

const tooMany: Text = {
  en: 'A server can have daily posts in {most} channels; end one with `/daily off` first.',
  zh: '一个服务器最多可在{most}个频道每日发布；请先用 `/daily off` 停用一个。',
};

const MOST = 25;

async function ahead({ memory, clock }: Steered, subscription: Subscription, count: number): Promise<Coming[]> {
  const slots = slotsFrom(subscription.schedule, subscription.next, count);
  const feed = await memory.feedOf(subscription, clock.now());
  const days = pick(
    feed,
    slots.map(({ date }) => date),
  );
  return slots.map((slot, day) => ({ slot, chosen: days[day]! }));
}

async function write(within: Queries, place: Place, settings: Settings, now: number): Promise<Subscription> {
  const known = await subscriptions.ofGuild(within, place.guild);
  const before = known.find(({ channel }) => channel === place.channel);
  if (!before && known.length >= MOST) throw new UserError(tooMany, { most: MOST });
  const last = before?.done ?? (await lastTold(within, place.channel));
  const next = slotAfterChange(settings.schedule, now, { next: before?.next, last });
  return subscriptions.save(within, place, settings, next, now);
}

async function set(
  { store, clock, guilds, libraryOf, memory }: Steered,
  { guild, user, locale }: Setter,
  typed: Typed,
): Promise<Subscription> {
  const settings = settingsOf(typed, await libraryOf(guild), locale);
  const [view, asker] = await Promise.all([guilds.guild(guild), guilds.member(guild, user)]);
  admit(view, asker, typed);
  const place = { guild, channel: typed.channel };
  const now = clock.now();
  await memory.feedOf({ ...place, ...settings, since: now }, now);
  return store.transaction((within) => write(within, place, settings, now));
}

async function swap(steered: Steered, subscription: Subscription, date: string, unwanted: string): Promise<boolean> {
  const { store, clock, memory } = steered;
  const decision = swapped(await memory.feedOf(subscription, clock.now()), date, unwanted);
  if (decision) await decide(store, subscription.channel, date, decision);
  return decision !== undefined;
}

async function off(within: Queries, { guild, channel, done = '' }: Subscription): Promise<void> {
  await subscriptions.remove(within, guild, channel);
  if (await withdraw(within, postKey(channel, done))) await forget(within, channel, done);
}

/** What moderators can do with the daily posts of their guild. */
export const createSteering = (steered: Steered) => ({
  /** Begins a channel's posts, or changes them. Throws a UserError for what cannot be. */
  set: (setter: Setter, typed: Typed) => set(steered, setter, typed),
  /** The next so many posts. */
  ahead: (subscription: Subscription, count: number) => ahead(steered, subscription, count),
  /** Another fact for a day in place of the unwanted one, if there is any. */
  swap: (subscription: Subscription, date: string, unwanted: string) => swap(steered, subscription, date, unwanted),
  /** No post on that day, or one after all. */
  skip: (channel: string, date: string, isSkipped: boolean) =>
    decide(steered.store, channel, date, isSkipped ? { skip: true } : undefined),
  /** Ends a channel's posts; one that is about to be sent is taken back. */
  off: (subscription: Subscription) => steered.store.transaction((within) => off(within, subscription)),
  ofGuild: (guild: string) => subscriptions.ofGuild(steered.store, guild),
  /** The post that comes on a day; none where the day is skipped or there is nothing to tell. */
  postOf: (subscription: Subscription, { chosen }: Coming): DailyPost | undefined =>
    chosen.fact && postOf(subscription, chosen.fact, chosen),
});
