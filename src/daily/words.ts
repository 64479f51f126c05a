import { type Permission, permissionWords } from '../reply/permissions.ts';
import { join, type Locale, quoted, say, type Text } from '../text.ts';
import type { Cause, Last, Result, Subscription } from './subscriptions.ts';
import { localTime, offsetWords } from './zones.ts';

const lacks: Text = {
  en: 'I lack the permission {permissions} in <#{channel}>. Give it to my role in the channel’s settings under Permissions.',
  zh: '我在<#{channel}>缺少权限{permissions}。请在该频道设置的“权限”中授予我的身份组。',
};
const causeWords: Record<Exclude<Cause, 'permissions'>, Text> = {
  removed: { en: 'I was removed from the server.', zh: '我已被移出此服务器。' },
  channel: {
    en: 'The channel is gone, or it takes no text. Choose another one with `/daily set`, and end this one with `/daily off`.',
    zh: '频道已不存在，或不能发送文字。请用 `/daily set` 另选频道，并用 `/daily off` 停用原来的。',
  },
  refused: {
    en: 'Discord refuses my messages in <#{channel}> although no permission seems to be missing. Look at the channel’s and the server’s safety settings.',
    zh: '虽然看起来不缺权限，但Discord拒绝我在<#{channel}>发送消息。请检查该频道与服务器的安全设置。',
  },
};
const unknownLack: Text = {
  en: 'Discord says that I lack a permission in <#{channel}> (View Channel, Send Messages, Embed Links or Read Message History).',
  zh: 'Discord表示我在<#{channel}>缺少权限（View Channel、Send Messages、Embed Links 或 Read Message History）。',
};

const named = (permissions: readonly Permission[]): Text => {
  const words = permissions.map((permission) => quoted(permissionWords(permission)));
  return { en: join(words, 'list', 'en'), zh: join(words, 'list', 'zh') };
};

const eachWay = (words: (locale: Locale) => string): Text => ({ en: words('en'), zh: words('zh') });

/** Which permissions lack in a channel, in Discord's own words, and what to do. */
export function lackText(permissions: readonly Permission[], channel: string): Text {
  const words = named(permissions);
  return eachWay((locale) => say(lacks, locale, { permissions: words[locale], channel }));
}

/** Why a channel's posts are paused, and what to do; `missing` are the permissions that lack, where that is known. */
export function whyPaused(
  { channel }: Pick<Subscription, 'channel'>,
  cause: Cause,
  missing: readonly Permission[],
  locale: Locale,
): string {
  if (missing.length > 0) return lackText(missing, channel)[locale];
  return say(cause === 'permissions' ? unknownLack : causeWords[cause], locale, { channel });
}

const resultWords: Record<Result, Text> = {
  sent: { en: 'sent', zh: '已发送' },
  skipped: { en: 'skipped, as you wished', zh: '按要求跳过' },
  missed: { en: 'missed: more than six hours late', zh: '错过：已晚于六小时' },
  refused: { en: 'refused by Discord (code {code})', zh: '被Discord拒绝（代码{code}）' },
  empty: { en: 'no post: there is no fact about the topic', zh: '未发送：该主题下没有可发布的信息' },
};

/** What became of the last post. */
export const lastWords = ({ result, code = 0 }: Last, locale: Locale): string =>
  say(resultWords[result], locale, { code });

const weekdays: Text = { en: 'en-GB', zh: 'zh-CN' };
const moment: Text = { en: '{weekday}, {time} ({zone})', zh: '{weekday} {time}（{zone}）' };

/** A moment as people in a zone read it, without its date: `Monday, 09:00 (Europe/Berlin, UTC+1)`. */
export function momentWords(zone: string, at: number, locale: Locale): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const weekday = local.toLocaleString(weekdays[locale], { weekday: 'long' });
  const place = join([...new Set([zone, offsetWords(zone, at)])], 'list', locale);
  return say(moment, locale, { weekday, time: localTime(zone, at), zone: place });
}
