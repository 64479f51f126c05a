import {
  button,
  channelOption,
  command,
  dateWords,
  momentWords,
  openedSubscription,
  rowsOf,
  say,
  UserError,
} from '#bot';

const skipped = {
  en: 'No post comes in <#{channel}> on {date}. The next one comes on {next}, {moment}.',
  zh: '{date}不会在<#{channel}>发布。下一次：{next} {moment}。',
};
const allSkipped = { en: 'All of the next posts are skipped already.', zh: '接下来的发布都已跳过。' };
const undo = { en: 'Post after all', zh: '仍然发布' };

/** `/daily skip`: the next day that is not skipped yet has no post. */
export default command({
  describe: { en: 'Skip the next daily post', zh: '跳过下一条每日发布' },
  where: 'server',
  who: 'moderators',
  options: { channel: channelOption },
  async run({ options, asker }, services) {
    const { locale } = asker;
    const subscription = await openedSubscription(options.channel, asker, services);
    const { channel, schedule } = subscription;
    const [first, then] = (await services.daily.ahead(subscription, 31)).filter(({ chosen }) => !chosen.skipped);
    if (!first || !then) throw new UserError(allSkipped);
    await services.daily.skip(channel, first.slot.date, true);
    const values = {
      channel,
      date: dateWords(first.slot.date, locale),
      next: dateWords(then.slot.date, locale),
      moment: momentWords(schedule.zone, then.slot.at, locale),
    };
    const components = rowsOf([button(undo[locale], `queue-skip:${channel}:${first.slot.date}:0`)]);
    return { content: say(skipped, locale, values), components, private: true };
  },
});
