import {
  type Asker,
  command,
  dateWords,
  daysWords,
  findZones,
  type Locale,
  localTime,
  momentWords,
  offsetWords,
  type Reply,
  type Services,
  type Subscription,
  say,
  suggestDays,
  suggestTopics,
  topicWords,
} from '#bot';

const MOST_CHOICES = 25;

const zoneLabel = { en: '{zone} · now {time} ({offset})', zh: '{zone} · 现在{time}（{offset}）' };
const done = {
  en: '<#{channel}> gets a fact {days} at {time} ({zone}), about: {topic}. {ping}The next one comes on {date}, {moment}.\n`/daily queue` shows the next seven, `/daily preview` the next one.',
  zh: '<#{channel}>将{days}{time}（{zone}）发布一条信息，主题：{topic}。{ping}下一次：{date} {moment}。\n`/daily queue` 可查看接下来七条，`/daily preview` 可预览下一条。',
};
const pings = { en: 'It pings <@&{role}>. ', zh: '发布时提及<@&{role}>。' };

function suggestZones(typed: string, { locale }: Asker, { clock }: Services) {
  const now = clock.now();
  return findZones(typed, MOST_CHOICES).map((zone) => ({
    name: say(zoneLabel, locale, { zone, time: localTime(zone, now), offset: offsetWords(zone, now) }),
    value: zone,
  }));
}

function confirmation(
  { channel, schedule, topic, role, next }: Subscription,
  locale: Locale,
  { library }: Services,
): Reply {
  const { days, time, zone } = schedule;
  const values = {
    ...{ channel, time, zone },
    days: daysWords(days, locale),
    topic: topicWords(topic, library, locale),
    ping: role ? say(pings, locale, { role }) : '',
    date: dateWords(next.date, locale),
    moment: momentWords(zone, next.at, locale),
  };
  return { content: say(done, locale, values), private: true };
}

/** `/daily set`: a channel gets a fact a day from now on; given again, the settings change. */
export default command({
  describe: { en: 'Post a fact a day in a channel', zh: '在频道中每天发布一条信息' },
  where: 'server',
  who: 'moderators',
  slow: 'private',
  options: {
    channel: { type: 'channel', describe: { en: 'Where to post', zh: '发布频道' }, required: true },
    time: { type: 'string', describe: { en: 'Local time, such as 09:00', zh: '当地时间，例如09:00' }, required: true },
    timezone: {
      type: 'string',
      describe: { en: 'Time zone: type a city, such as Shanghai', zh: '时区：输入城市名，例如上海' },
      required: true,
      suggest: suggestZones,
    },
    topic: {
      type: 'string',
      describe: { en: 'What the facts are about; everything unless told', zh: '主题；默认全部' },
      suggest: (typed, { locale }, { library }) => suggestTopics(typed, library, locale, MOST_CHOICES),
    },
    role: { type: 'role', describe: { en: 'A role to ping; none unless told', zh: '要提及的身份组；默认不提及' } },
    days: {
      type: 'string',
      describe: { en: 'Days, such as weekdays or tue, sat; every day unless told', zh: '星期，例如工作日；默认每天' },
      suggest: (typed, { locale }) => suggestDays(typed, locale),
    },
    language: {
      type: 'string',
      describe: { en: 'Language of the posts; yours unless told', zh: '发布语言；默认与您的语言相同' },
      choices: { en: { en: 'English', zh: '英语' }, zh: { en: 'Chinese', zh: '中文' } },
    },
    thread: { type: 'boolean', describe: { en: 'Open a thread under each post', zh: '在每条发布下开启子区' } },
  },
  async run({ options, asker }, services) {
    const { channel, time, timezone, topic, role, days, thread = false } = options;
    const language: Locale = options.language === 'en' || options.language === 'zh' ? options.language : asker.locale;
    const typed = { channel, time, timezone, topic, role, days, language, thread };
    const setter = { guild: asker.guild!, user: asker.id, locale: asker.locale };
    const subscription = await services.daily.set(setter, typed);
    return confirmation(subscription, asker.locale, services);
  },
});
