import { command, isMenu, type Locale, type Services, type Text } from '#bot';

const heading: Text = { en: 'What I can do', zh: '我能做什么' };
const intro: Text = {
  en: 'I answer from entries in which every statement has a source and a date. Type a name in any spelling: `tianwen2`, `tian wen 2` and `天问二号` are one.',
  zh: '我的每条回答都有来源和日期。名称写法不限：`tianwen2`、`tian wen 2` 与 `天问二号` 指同一任务。',
};
const onMessages: Text = { en: 'On a message, under Apps: {title}', zh: '在消息菜单的“应用”中：{title}' };

function lines({ commands }: Services, locale: Locale): string[] {
  return commands.map((one) => {
    const name = isMenu(one) ? onMessages[locale].replace('{title}', `**${one.title[locale]}**`) : `\`/${one.name}\``;
    return `${name} · ${one.describe[locale]}`;
  });
}

/** `/help`: every command with what it is for; the list is made from the commands themselves. */
export default command({
  describe: { en: 'What this bot can do', zh: '查看可用功能' },
  run: ({ asker: { locale } }, services) => ({
    embeds: [{ title: heading[locale], description: [intro[locale], lines(services, locale).join('\n')].join('\n\n') }],
    private: true,
  }),
});
