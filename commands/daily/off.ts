import { channelOption, command, daysWords, openedSubscription, say } from '#bot';

const off = {
  en: '<#{channel}> gets no more daily posts (it got them {days} at {time}, {zone}). `/daily set` begins again, without repeating what was told.',
  zh: '<#{channel}>不再每日发布（此前为{days}{time}，{zone}）。可用 `/daily set` 重新开始，已发布过的不会重复。',
};

/** `/daily off`: ends the daily posts of a channel. */
export default command({
  describe: { en: 'Stop the daily posts of a channel', zh: '停止频道的每日发布' },
  where: 'server',
  who: 'moderators',
  options: { channel: channelOption },
  async run({ options, asker }, services) {
    const subscription = await openedSubscription(options.channel, asker, services);
    await services.daily.off(subscription);
    const { channel, schedule } = subscription;
    const { days, time, zone } = schedule;
    return {
      content: say(off, asker.locale, { channel, days: daysWords(days, asker.locale), time, zone }),
      private: true,
    };
  },
});
