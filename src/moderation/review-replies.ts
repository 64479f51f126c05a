import { button, type Reply, type Row, rowsOf } from '../reply/reply.ts';
import { type Locale, say, type Text } from '../text.ts';
import { decisionWords, reviewCard } from './cards.ts';
import type { GuildView } from './guild-view.ts';
import type { Suggestion } from './suggestions.ts';

const edited: Text = {
  en: 'This was edited after the card was made, so nothing was done. Here is how it stands now:',
  zh: '卡片生成后内容已被修改，因此未执行操作。当前内容如下：',
};
const gone: Text = { en: 'There is no such suggestion in this server.', zh: '本服务器没有这条推荐。' };
const nothing: Text = { en: 'Nothing waits for review.', zh: '没有待审核的内容。' };
const place: Text = {
  en: '{at} of {count} that wait, the oldest first',
  zh: '待审核第{at}条，共{count}条，最早的在前',
};
const back: Text = { en: 'Back', zh: '上一条' };
const next: Text = { en: 'Next', zh: '下一条' };

/** What is told to somebody who clicks too late, or on something that has changed since. */
export function lateReply(suggestion: Suggestion | undefined, { library }: GuildView, locale: Locale): Reply {
  if (!suggestion) return { content: gone[locale], private: true };
  const words = decisionWords(suggestion, locale) || edited[locale];
  return { ...reviewCard(suggestion, library, locale), content: words, private: true };
}

/** The card after a decision or an edit, in the place of the one that was clicked. */
export function settledReply(suggestion: Suggestion, { library }: GuildView, locale: Locale): Reply {
  return { ...reviewCard(suggestion, library, locale), content: decisionWords(suggestion, locale), update: true };
}

/** One of the suggestions that wait (from 0; the nearest there is), with buttons to the others. */
export function waitingPage(
  waiting: readonly Suggestion[],
  wanted: number,
  { library }: GuildView,
  locale: Locale,
): Reply {
  const at = Math.min(Math.max(wanted, 0), waiting.length - 1);
  const suggestion = waiting[at];
  if (!suggestion) return { content: nothing[locale], embeds: [], components: [], private: true };
  const steps = [
    ...(at > 0 ? [button(back[locale], `review:page:${at - 1}`)] : []),
    ...(at < waiting.length - 1 ? [button(next[locale], `review:page:${at + 1}`)] : []),
  ];
  const card = reviewCard(suggestion, library, locale);
  const components: Row[] = [...(card.components ?? []), ...rowsOf(steps)];
  const content = say(place, locale, { at: at + 1, count: waiting.length });
  return { ...card, content, components, private: true };
}
