import {
  channelsOption,
  command,
  cut,
  dateWords,
  daysWords,
  type Locale,
  lastWords,
  momentWords,
  openedSubscription,
  type Services,
  type Subscription,
  say,
  topicWords,
  whyPaused,
} from '#bot';

const title = { en: 'Daily posts', zh: '每日发布' };
const when = { en: '{days} at {time} ({zone})', zh: '{days}{time}（{zone}）' };
const about = { en: 'About: {topic}', zh: '主题：{topic}' };
const ping = { en: 'Pings <@&{role}>', zh: '提及<@&{role}>' };
const thread = { en: 'Opens a thread under each post', zh: '在每条发布下开启子区' };
const next = { en: 'Next: {date}, {moment}', zh: '下一次：{date} {moment}' };
const paused = { en: '**Paused.** {why} `/doctor` looks again.', zh: '**已暂停。**{why}可用 `/doctor` 重新检查。' };
const last = { en: 'Last: {date}, {result}', zh: '上一次：{date}，{result}' };
const seen = { en: '[the post]({url})', zh: '[查看]({url})' };

function lastLine({ guild, channel, last: result }: Subscription, locale: Locale): string[] {
  if (!result) return [];
  const { date, message } = result;
  const url = `https://discord.com/channels/${guild}/${channel}/${message}`;
  const line = say(last, locale, { date: dateWords(date, locale), result: lastWords(result, locale) });
  return [message ? `${line} · ${say(seen, locale, { url })}` : line];
}

function nextLine(subscription: Subscription, locale: Locale): string {
  const { next: slot, schedule, paused: cause } = subscription;
  if (cause) return say(paused, locale, { why: whyPaused(subscription, cause, [], locale) });
  const moment = momentWords(schedule.zone, slot.at, locale);
  return say(next, locale, { date: dateWords(slot.date, locale), moment });
}

function blockOf(subscription: Subscription, locale: Locale, { library }: Services): string {
  const { channel, schedule, topic, role, thread: opens } = subscription;
  const { days, time, zone } = schedule;
  const lines = [
    `**<#${channel}>**`,
    say(when, locale, { days: daysWords(days, locale), time, zone }),
    say(about, locale, { topic: topicWords(topic, library, locale) }),
    ...(role ? [say(ping, locale, { role })] : []),
    ...(opens ? [thread[locale]] : []),
    nextLine(subscription, locale),
    ...lastLine(subscription, locale),
  ];
  return lines.join('\n');
}

/** `/daily status`: when the next post comes, and what became of the last. */
export default command({
  describe: { en: 'When the next daily post comes, and how the last one went', zh: '查看下一次每日发布和上一次的结果' },
  where: 'server',
  who: 'moderators',
  options: { channel: channelsOption },
  async run({ options: { channel }, asker }, services) {
    const { locale } = asker;
    const all = channel ? [] : await services.daily.ofGuild(asker.guild!);
    const shown = all.length > 0 ? all : [await openedSubscription(channel, asker, services)];
    const blocks = shown.map((subscription) => blockOf(subscription, locale, services));
    return { embeds: [{ title: title[locale], description: cut(blocks.join('\n\n'), 4000) }], private: true };
  },
});
