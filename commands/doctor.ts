import {
  type Asker,
  channelOf,
  channelsOption,
  command,
  cut,
  dateWords,
  type Examined,
  type Locale,
  lackText,
  lastWords,
  momentWords,
  say,
  whyPaused,
} from '#bot';

const title = { en: 'Daily posts, looked at just now', zh: '每日发布检查结果' };
const fine = { en: '✓ <#{channel}>: nothing is missing.', zh: '✓ <#{channel}>：一切正常。' };
const next = { en: 'The next post comes on {date}, {moment}.', zh: '下一次：{date} {moment}。' };
const bad = { en: '✗ <#{channel}>: {why}', zh: '✗ <#{channel}>：{why}' };
const paused = {
  en: 'Posts are paused, and go on by themselves once this is mended.',
  zh: '发布已暂停，修复后会自动恢复。',
};
const roleGone = {
  en: 'The role to ping has been deleted: posts come without a ping. Choose another with `/daily set`.',
  zh: '要提及的身份组已被删除，发布时不再提及。请用 `/daily set` 另选。',
};
const none = {
  en: 'No channel of this server gets daily posts. `/daily set` begins them; `/doctor channel` looks at any channel.',
  zh: '此服务器没有设置每日发布的频道。可用 `/daily set` 开始，也可用 `/doctor channel` 检查任一频道。',
};
const last = { en: 'The last one, of {date}: {result}.', zh: '上一次（{date}）：{result}。' };

function lastLines({ subscription }: Examined, locale: Locale): string[] {
  const { last: result } = subscription ?? {};
  if (!result) return [];
  return [say(last, locale, { date: dateWords(result.date, locale), result: lastWords(result, locale) })];
}

function problemsOf({ channel, subscription, health }: Examined, locale: Locale): string[] {
  const cause = health.cause ?? subscription?.paused;
  const why = cause ? [say(bad, locale, { channel, why: whyPaused({ channel }, cause, health.missing, locale) })] : [];
  const wanting =
    health.wanting.length > 0 ? [say(bad, locale, { channel, why: lackText(health.wanting, channel)[locale] })] : [];
  return [
    ...why,
    ...wanting,
    ...(health.roleGone ? [roleGone[locale]] : []),
    ...(subscription?.paused ? [paused[locale]] : []),
  ];
}

function report(examined: Examined, locale: Locale): string {
  const { channel, subscription } = examined;
  const problems = problemsOf(examined, locale);
  const lines = problems.length > 0 ? problems : [say(fine, locale, { channel })];
  if (subscription && !subscription.paused) {
    const { next: slot, schedule } = subscription;
    const moment = momentWords(schedule.zone, slot.at, locale);
    lines.push(say(next, locale, { date: dateWords(slot.date, locale), moment }));
  }
  return [...lines, ...lastLines(examined, locale)].join('\n');
}

function replyOf(examined: readonly Examined[], { locale }: Asker) {
  if (examined.length === 0) return { content: none[locale], private: true };
  const description = cut(examined.map((one) => report(one, locale)).join('\n\n'), 4000);
  return { embeds: [{ title: title[locale], description }], private: true };
}

/** `/doctor`: what keeps daily posts from coming, and what to do; whatever has been mended goes on at once. */
export default command({
  describe: { en: 'Find out why daily posts do not come', zh: '检查每日发布为何没有出现' },
  where: 'server',
  who: 'managers',
  slow: 'private',
  options: { channel: channelsOption },
  async run({ options: { channel }, asker }, services) {
    return replyOf(await services.daily.examine(asker.guild!, channel), asker);
  },
  presses: {
    'daily-check': async ({ words: [channel], asker }, services) =>
      replyOf(await services.daily.examine(asker.guild!, channelOf(channel)), asker),
  },
});
