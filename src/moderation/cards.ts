import { dateWords, dayOf } from '../dates.ts';
import type { Entry, Kind } from '../knowledge/entry.ts';
import type { Library } from '../knowledge/library.ts';
import type { Post } from '../outbox.ts';
import { colours, kindWords, nameOf } from '../reply/labels.ts';
import type { Message } from '../reply/messenger.ts';
import { button, rowsOf } from '../reply/reply.ts';
import { cut, escaped, type Locale, say, type Text } from '../text.ts';
import { emptyEntry, withFact } from './compose.ts';
import { changesOf, changeWords } from './diff.ts';
import type { Suggestion } from './suggestions.ts';

const heading: Text = { en: 'Suggestion: {name}', zh: '推荐：{name}' };
const newEntry: Text = { en: 'A new entry, of the kind {kind}', zh: '新词条，类别：{kind}' };
const toEntry: Text = { en: 'A fact for the entry {name}', zh: '为词条“{name}”补充信息' };
const suggested: Text = { en: 'Suggested {by}on {date}', zh: '{by}推荐于{date}' };
const by: Text = { en: 'by {user} ', zh: '由{user}' };
const version: Text = { en: 'Edited {count} times by reviewers', zh: '审核者已修改{count}次' };

const labels = {
  approve: { en: 'Approve', zh: '通过' },
  edit: { en: 'Edit', zh: '编辑' },
  reject: { en: 'Reject', zh: '拒绝' },
} satisfies Record<string, Text>;

export const mention = (user: string | undefined): string | undefined => user && `<@${user}>`;

/** What a suggestion adds to, and what that would be with it. */
function sidesOf({ kind, target, proposal }: Suggestion, library: Library): { before?: Entry; after: Entry } {
  const entry = target === undefined ? undefined : library.get(target);
  if (entry) return { before: entry, after: withFact(entry, proposal) };
  return { after: withFact(emptyEntry(kind, 'new', proposal.name), proposal) };
}

const kindWord = (kind: Kind, locale: Locale) =>
  locale === 'en' ? kindWords[kind].en.toLowerCase() : kindWords[kind].zh;

function whatFor({ kind, target }: Suggestion, before: Entry | undefined, locale: Locale): string {
  if (before) return say(toEntry, locale, { name: `**${escaped(nameOf(before, locale, 80))}**` });
  const name = target === undefined ? undefined : say(toEntry, locale, { name: escaped(target) });
  return name ?? say(newEntry, locale, { kind: kindWord(kind, locale) });
}

function whoAndWhen({ author, at, version: number }: Suggestion, locale: Locale): string {
  const who = author ? say(by, locale, { user: mention(author)! }) : '';
  const line = say(suggested, locale, { by: who, date: dateWords(dayOf(at), locale) });
  return number > 1 ? `${line} · ${say(version, locale, { count: number - 1 })}` : line;
}

/** The custom id that a card is known by: it says what was read, so nothing newer is ever approved by it. */
const approvalOf = ({ id, version: number }: Suggestion): string => `review:approve:${id}:${number}`;

const ROOM = 3600;

/** A suggestion with all that it changes; with buttons while it waits. */
export function reviewCard(suggestion: Suggestion, library: Library, locale: Locale): Message {
  const { id, version: number, kind, proposal, state } = suggestion;
  const { before, after } = sidesOf(suggestion, library);
  const description = [
    whatFor(suggestion, before, locale),
    changeWords(changesOf(before, after), locale, ROOM),
    `-# ${whoAndWhen(suggestion, locale)}`,
  ].join('\n\n');
  const title = cut(say(heading, locale, { name: escaped(proposal.name) }), 256);
  const buttons = [
    button(labels.approve[locale], approvalOf(suggestion), 'primary'),
    button(labels.edit[locale], `review:edit:${id}:${number}`),
    button(labels.reject[locale], `review:reject:${id}:${number}`, 'danger'),
  ];
  const embeds = [{ title, description, color: colours[kind] }];
  return { embeds, components: state === 'waiting' ? rowsOf(buttons) : [] };
}

/** The card as it is sent to the review channel. */
export function reviewPost(suggestion: Suggestion, library: Library, channel: string, locale: Locale): Post {
  const { guild, id, version: number, at } = suggestion;
  const message = reviewCard(suggestion, library, locale);
  const marker = approvalOf(suggestion);
  return { key: `review:${guild}:${id}:${number}`, kind: 'review', channel, message, marker, due: at };
}

const told: Record<'approved' | 'rejected', Text> = {
  approved: {
    en: 'Your suggestion “{name}” was approved: it can be found in the server where you made it.',
    zh: '您推荐的“{name}”已通过审核，可在您提交的服务器中查到。',
  },
  rejected: {
    en: 'Your suggestion “{name}” was not taken. Reason: {reason}',
    zh: '您推荐的“{name}”未被采纳。理由：{reason}',
  },
};

const WEEK = 7 * 24 * 60 * 60 * 1000;

/** What the suggester is told; nothing if nobody knows any more who it was. */
export function verdictPost(suggestion: Suggestion, reason: string, now: number): Post | undefined {
  const { guild, id, author, locale, state, proposal } = suggestion;
  if (!author || state === 'waiting') return undefined;
  const content = say(told[state], locale, { name: escaped(proposal.name), reason: escaped(reason) });
  const post = { key: `verdict:${guild}:${id}`, kind: 'verdict', channel: `user:${author}` };
  return { ...post, message: { content }, marker: content, due: now, expires: now + WEEK };
}

const decided: Record<'approved' | 'rejected', Text> = {
  approved: { en: 'Approved by {user} on {date}.', zh: '已由{user}于{date}通过。' },
  rejected: { en: 'Rejected by {user} on {date}.', zh: '已由{user}于{date}拒绝。' },
};
const somebody: Text = { en: 'somebody', zh: '某人' };

/** Who decided about a suggestion, how and when; empty while it waits. */
export function decisionWords({ state, decidedBy, decidedAt }: Suggestion, locale: Locale): string {
  if (state === 'waiting') return '';
  const user = mention(decidedBy) ?? somebody[locale];
  return say(decided[state], locale, { user, date: dateWords(dayOf(decidedAt ?? 0), locale) });
}

const overdue: Text = {
  en: '{count} suggestions wait for review here, the oldest since {date}.',
  zh: '有{count}条推荐等待审核，最早的一条提交于{date}。',
};
const one: Text = {
  en: 'One suggestion waits for review here, since {date}.',
  zh: '有1条推荐等待审核，提交于{date}。',
};
const show: Text = { en: 'Show what waits', zh: '查看待审核内容' };

/** A reminder that suggestions have waited for long; `turn` counts the reminders about the oldest of them. */
export function reminderPost(
  { guild, channel, language }: { guild: string; channel: string; language: Locale },
  { count, oldest, since, turn }: { count: number; oldest: string; since: number; turn: number },
  now: number,
): Post {
  const marker = `review:list:${oldest}:${turn}`;
  const content = say(count === 1 ? one : overdue, language, { count, date: dateWords(dayOf(since), language) });
  const message = { content, components: rowsOf([button(show[language], marker)]) };
  return { key: `reminder:${guild}:${oldest}:${turn}`, kind: 'reminder', channel, message, marker, due: now };
}
