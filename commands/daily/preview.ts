import { channelOption, command, dailyMessage, dateWords, momentWords, openedSubscription, say, tellingOf } from '#bot';

const comes = { en: '-# Comes in <#{channel}> on {date}, {moment}', zh: '-# 将于{date} {moment}发布在<#{channel}>' };
const nothing = {
  en: 'Nothing comes in <#{channel}> on {date}: the day is skipped, or there is no fact to tell. `/daily queue` shows more days.',
  zh: '{date}不会在<#{channel}>发布：已设为跳过，或没有可发布的信息。可用 `/daily queue` 查看更多日期。',
};

/** `/daily preview`: the next post as it will be, shown to the asker alone. */
export default command({
  describe: { en: 'See the next daily post as it will be', zh: '预览下一条每日发布' },
  where: 'server',
  who: 'moderators',
  options: { channel: channelOption },
  async run({ options, asker }, services) {
    const { locale } = asker;
    const subscription = await openedSubscription(options.channel, asker, services);
    const [coming] = await services.daily.ahead(subscription, 1);
    const { date, at } = coming!.slot;
    const { channel, schedule } = subscription;
    const post = services.daily.postOf(subscription, coming!);
    const values = { channel, date: dateWords(date, locale), moment: momentWords(schedule.zone, at, locale) };
    if (!post) return { content: say(nothing, locale, values), private: true };
    const telling = { ...tellingOf(asker, services), locale: subscription.locale };
    const { content = '', embeds = [], components = [] } = dailyMessage(post, telling);
    return { content: `${content}\n${say(comes, locale, values)}`, embeds, components, private: true };
  },
});
