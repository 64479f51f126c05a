import { atHome, command, type Locale, locales, say, type Text, UserError } from '#bot';

const everyone: Text = {
  en: 'The reviewer role cannot be @everyone: then every member could change entries.',
  zh: '审核身份组不能是 @everyone，否则任何成员都能更改词条。',
};
const stands: Text = {
  en: 'Reviewer role: {role}\nReview channel: {channel}\nLanguage of messages that nobody asked for: {language}',
  zh: '审核身份组：{role}\n审核频道：{channel}\n主动发送的消息使用的语言：{language}',
};
const none: Text = { en: 'none', zh: '无' };
const hint: Text = {
  en: 'Only people who may manage this server can review until there is a role; suggestions wait in `/entry review` until there is a channel.',
  zh: '未设身份组时，只有可管理服务器的成员能审核；未设频道时，推荐内容可在 `/entry review` 中查看。',
};

const languages: Record<Locale, Text> = { en: { en: 'English', zh: '英文' }, zh: { en: 'Chinese', zh: '中文' } };

/** `/setup`: who may review, where suggestions are shown, and in which language. */
export default command({
  describe: {
    en: 'Who reviews suggestions, where, and in which language',
    zh: '设定谁审核推荐、在哪里审核、用什么语言',
  },
  where: 'server',
  who: 'managers',
  options: {
    'reviewer-role': {
      type: 'role',
      describe: { en: 'Who may review and edit, besides server managers', zh: '除管理者外，谁可以审核和编辑' },
    },
    'review-channel': {
      type: 'channel',
      describe: { en: 'Where suggestions are shown for review', zh: '推荐内容显示在哪个频道以供审核' },
    },
    language: {
      type: 'string',
      describe: { en: 'Language of messages that nobody asked for', zh: '主动发送的消息使用的语言' },
      choices: languages,
    },
  },
  async run({ options, asker }, { moderation }) {
    const person = atHome(asker);
    const { 'reviewer-role': reviewerRole, 'review-channel': reviewChannel } = options;
    const language = locales.find((one) => one === options.language);
    if (reviewerRole === person.guild) throw new UserError(everyone);
    const given = {
      ...(reviewerRole && { reviewerRole }),
      ...(reviewChannel && { reviewChannel }),
      ...(language && { language }),
    };
    const isAsked = Object.keys(given).length === 0;
    const settings = isAsked ? (await moderation.view(person.guild)).settings : await moderation.setUp(person, given);
    const { locale } = asker;
    const words = say(stands, locale, {
      role: settings.reviewerRole ? `<@&${settings.reviewerRole}>` : none[locale],
      channel: settings.reviewChannel ? `<#${settings.reviewChannel}>` : none[locale],
      language: languages[settings.language][locale],
    });
    const isWhole = settings.reviewerRole && settings.reviewChannel;
    return { content: isWhole ? words : `${words}\n-# ${hint[locale]}`, private: true };
  },
});
