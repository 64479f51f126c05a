import type { Subscription } from '../daily/subscriptions.ts';
import { UserError } from '../reply/reply.ts';
import type { Text } from '../text.ts';
import type { Asker, Services } from './command.ts';
import { isSnowflake } from './options.ts';

const none: Text = {
  en: 'No channel of this server gets a fact a day yet. `/daily set` begins it.',
  zh: '此服务器还没有频道设置每日发布。可用 `/daily set` 开始。',
};
const noChannel: Text = { en: 'There is no such channel here.', zh: '这里没有这个频道。' };
const notHere: Text = {
  en: '<#{channel}> gets no daily posts. `/daily status` lists the channels that do.',
  zh: '<#{channel}>未设置每日发布。可用 `/daily status` 查看已设置的频道。',
};
const which: Text = {
  en: 'Several channels get daily posts: please name one in the option `channel`.',
  zh: '有多个频道设置了每日发布：请在选项 `channel` 中指定一个。',
};

/** The option that names a channel with daily posts, for a server with several. */
export const channelOption = { type: 'channel', describe: { en: 'Which channel', zh: '频道' } } as const;

/** The same where all channels are meant if none is named. */
export const channelsOption = {
  type: 'channel',
  describe: { en: 'Which channel; all unless told', zh: '频道；默认全部' },
} as const;

/** A channel as a custom id carries it. Throws a UserError for what is no id of Discord's. */
export function channelOf(word: string | undefined): string {
  if (word === undefined || !isSnowflake(word)) throw new UserError(noChannel);
  return word;
}

/** The asker's guild's channel with daily posts: the one named, or the only one. Throws a UserError where that is none. */
export async function openedSubscription(
  named: string | undefined,
  { guild = '' }: Asker,
  { daily }: Services,
): Promise<Subscription> {
  const channel = named === undefined ? undefined : channelOf(named);
  const all = await daily.ofGuild(guild);
  if (all.length === 0) throw new UserError(none);
  const wanted = channel === undefined ? all : all.filter((one) => one.channel === channel);
  if (wanted.length === 0) throw new UserError(notHere, { channel: channel ?? '' });
  if (wanted.length > 1) throw new UserError(which);
  return wanted[0]!;
}
