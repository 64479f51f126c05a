import { command, type Text } from '#bot';

const heading: Text = { en: 'Privacy', zh: '隐私' };
const policy: Text = {
  en: [
    'I read only what you send me: the commands, buttons and forms that you use, and a message when you choose “Find sources” on it. I cannot read other messages.',
    'Answers are worked out in memory. Nothing that you ask is stored, and no user ids are kept.',
    'Logs say which command failed and why, never what was typed.',
  ].join('\n\n'),
  zh: [
    '我只会读取您主动发来的内容：您使用的命令、按钮和表单，以及您对其选择“查找来源”的那条消息。其他消息我无法读取。',
    '回答在内存中完成。您的提问不会被保存，也不会保留用户ID。',
    '日志只记录哪个命令因何出错，不记录输入内容。',
  ].join('\n\n'),
};

/** `/privacy`: what is read, what is kept. */
export default command({
  describe: { en: 'What this bot reads and keeps', zh: '这个机器人读取和保留哪些信息' },
  run: ({ asker: { locale } }) => ({
    embeds: [{ title: heading[locale], description: policy[locale] }],
    private: true,
  }),
});
