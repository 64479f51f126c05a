import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import { plan as planPost } from '../outbox.ts';
import type { Message } from '../reply/messenger.ts';
import { type Guild, type Guilds, whereToWrite } from '../reply/permissions.ts';
import { button, rowsOf } from '../reply/reply.ts';
import type { Queries, Store } from '../store/store.ts';
import { type Locale, say, type Text } from '../text.ts';
import { type Health, healthOf } from './health.ts';
import { slotAfterChange } from './schedule.ts';
import { type Cause, ofGuild, pause, type Row, type Subscription, subscriptionOf } from './subscriptions.ts';
import { momentWords, whyPaused } from './words.ts';

/** A guild's settings, as far as notices need them. */
export interface Watching {
  store: Store;
  clock: Clock;
  guilds: Guilds;
  /** Where a guild's moderators are told things. */
  reviewChannelOf(guild: string): Promise<string | undefined>;
  log: Logger;
}

const paused: Text = {
  en: 'The daily posts in <#{channel}> are paused; their settings are kept. {why}\nThey go on by themselves once this is mended.',
  zh: '<#{channel}>的每日发布已暂停，设置已保留。{why}\n修复后会自动恢复。',
};
const resumed: Text = {
  en: 'The daily posts in <#{channel}> go on. The next one: {moment}.',
  zh: '<#{channel}>的每日发布已恢复。下一次：{moment}。',
};
const check: Text = { en: 'Check again', zh: '重新检查' };

const DAY = 86_400_000;
const MOST = 20;

function noticeText(subscription: Subscription, health: Health, locale: Locale): string {
  const { channel, paused: cause, schedule, next } = subscription;
  if (cause) return say(paused, locale, { channel, why: whyPaused(subscription, cause, health.missing, locale) });
  return say(resumed, locale, { channel, moment: momentWords(schedule.zone, next.at, locale) });
}

function noticeOf(subscription: Subscription, guild: Guild, marker: string): Message {
  const { locale } = subscription;
  const content = noticeText(subscription, healthOf(guild, subscription), locale);
  return { content, components: rowsOf([button(check[locale], marker)]) };
}

/** Somebody tells it, and nobody else: false where that is done already. */
async function isFirst(within: Queries, { channel, version }: Subscription): Promise<boolean> {
  const rows = await within.query(
    `update daily_channels set noticed = paused where channel = $1 and version = $2
       and coalesce(paused, '') <> coalesce(noticed, '') returning channel`,
    [channel, version],
  );
  return rows.length > 0;
}

/** A new pause, a new cause, or the end of a pause: the moderators are told of it once. */
async function notify(watching: Watching, subscription: Subscription): Promise<void> {
  const { store, clock, guilds, log } = watching;
  const { guild: id, channel, version, paused: cause } = subscription;
  const guild = cause === 'removed' ? undefined : await guilds.guild(id);
  const place = guild && whereToWrite(guild, [await watching.reviewChannelOf(id), channel]);
  const marker = `daily-check:${channel}:${version}`;
  const due = clock.now();
  const isNews = await store.transaction(async (within) => {
    if (!(await isFirst(within, subscription))) return false;
    if (!guild || !place) return true;
    const message = noticeOf(subscription, guild, marker);
    await planPost(within, {
      key: marker,
      kind: 'notice',
      channel: place.id,
      message,
      marker,
      due,
      expires: due + DAY,
    });
    return true;
  });
  const what = cause ? 'daily posts are paused' : 'daily posts go on';
  if (isNews) log.warn({ channel, guild: id, cause, told: place?.id }, what);
}

/** Tells moderators of pauses that they have not been told of. Resolves to how many there were. */
export async function notifyAll(watching: Watching): Promise<number> {
  const rows = await watching.store.query<Row>(
    `select * from daily_channels where coalesce(paused, '') <> coalesce(noticed, '') limit ${MOST}`,
  );
  for (const row of rows) await notify(watching, subscriptionOf(row));
  return rows.length;
}

async function resume({ store, clock }: Watching, subscription: Subscription): Promise<void> {
  const { channel, schedule, next, done, version } = subscription;
  const slot = slotAfterChange(schedule, clock.now(), { next, last: done });
  await store.query(
    `update daily_channels set paused = null, version = version + 1, next_date = $1, next_at = $2, leased_until = 0
     where channel = $3 and version = $4`,
    [slot.date, slot.at, channel, version],
  );
}

/** What happened to a guild: the bot is not in it any more, it has appeared (again), or something in it has changed. */
export type GuildChange = 'gone' | 'here' | 'changed';

/** Pauses what cannot be sent in a guild and resumes what can be again, without asking for anything that is refused. */
export async function recheck(watching: Watching, guild: string, change: GuildChange): Promise<Subscription[]> {
  const { store, guilds } = watching;
  const subscriptions = await ofGuild(store, guild);
  const isCalm = change === 'here' && subscriptions.every((subscription) => !subscription.paused);
  if (isCalm || subscriptions.length === 0) return subscriptions;
  const view = change === 'gone' ? undefined : await guilds.guild(guild);
  for (const subscription of subscriptions) {
    const cause: Cause | undefined = healthOf(view, subscription).cause;
    if (cause && cause !== subscription.paused) await pause(store, subscription.channel, cause);
    if (!cause && subscription.paused) await resume(watching, subscription);
  }
  await notifyAll(watching);
  return ofGuild(store, guild);
}
