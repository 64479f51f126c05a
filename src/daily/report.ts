import { createHash } from 'node:crypto';
import type { Entry } from '../knowledge/entry.ts';
import { plan as planPost } from '../outbox.ts';
import type { Message } from '../reply/messenger.ts';
import { button, rowsOf, UserError } from '../reply/reply.ts';
import { cut, escaped, type Locale, say, type Text } from '../text.ts';
import { factWithKey } from './candidates.ts';
import type { Watching } from './watch.ts';

/** Somebody finds something wrong with a fact that was posted. */
export interface Problem {
  guild: string;
  user: string;
  entry: Entry;
  /** Which fact of the entry, as its button says. */
  key: string;
  /** In their own words. */
  words: string;
  locale: Locale;
}

const nowhere: Text = {
  en: 'This server has no review channel yet, so nobody would read that. Please tell its moderators; they can set one with `/setup`.',
  zh: '此服务器尚未设置审核频道，报告无人接收。请告知管理员，他们可用 `/setup` 设置。',
};
const told: Text = {
  en: '<@{user}> reports a problem with a fact about **{name}**:',
  zh: '<@{user}>报告“**{name}**”的一条信息有问题：',
};
const open: Text = { en: 'Open the entry', zh: '查看词条' };

const MONTH = 30 * 86_400_000;
const LONGEST = 1500;

function messageOf({ user, entry, key, words, locale }: Problem, marker: string): Message {
  const statement = factWithKey(entry, key)?.fact.text?.[locale];
  const lines = [
    say(told, locale, { user, name: escaped(entry.names[locale]) }),
    ...(statement ? [escaped(cut(statement, 300))] : []),
    `> ${escaped(cut(words, LONGEST))}`,
  ];
  return { content: cut(lines.join('\n'), 2000), components: rowsOf([button(open[locale], marker)]) };
}

/** Tells the moderators in their review channel; the same person is heard once about a fact. Throws a UserError without such a channel. */
export async function reportProblem({ store, clock, reviewChannelOf }: Watching, problem: Problem): Promise<void> {
  const { guild, user, entry, key } = problem;
  const channel = await reviewChannelOf(guild);
  if (!channel) throw new UserError(nowhere);
  const mark = createHash('sha256').update(`${user}:${key}`).digest('base64url').slice(0, 10);
  const marker = `daily:${entry.id}:${channel}:${mark}`;
  const now = clock.now();
  const message = messageOf(problem, marker);
  await planPost(store, {
    key: `problem:${guild}:${user}:${key}`,
    kind: 'notice',
    channel,
    message,
    marker,
    due: now,
    expires: now + MONTH,
  });
}
