import { command, type Text } from '#bot';

const heading: Text = { en: 'Privacy', zh: '隐私' };
const policy: Text = {
  en: [
    'I read only what you send me: the commands, buttons and forms that you use, and a message when you choose “Find sources” on it. I cannot read other messages.',
    'Answers are worked out in memory. A question without an answer is counted for this server’s moderators, without who asked it.',
    'If you suggest, add, edit, approve or report something in a server, what you wrote is kept together with your user id and the time, so that its moderators can see who changed what and undo it. Half-filled forms are kept for a day, sent messages for 30 days, decisions for as long as the entries.',
    'Whoever runs me can take your user id out of all that: ask them for `wentian forget` with your id.',
    'Logs say which command failed and why, and who tried what only moderators may do; never what was typed.',
  ].join('\n\n'),
  zh: [
    '我只会读取您主动发来的内容：您使用的命令、按钮和表单，以及您对其选择“查找来源”的那条消息。其他消息我无法读取。',
    '回答在内存中完成。没有答案的提问会为本服务器管理员计数，但不记录提问者。',
    '您在服务器中推荐、添加、编辑、审核或报告的内容，会连同您的用户ID和时间一并保存，以便管理员了解修改经过并撤销。未填完的表单保留一天，已发送的消息保留30天，审核记录与词条同存。',
    '机器人的运营者可以从上述记录中删除您的用户ID：请向其提出，由其执行 `wentian forget`。',
    '日志只记录哪个命令因何出错，以及谁尝试了仅限管理员的操作，不记录输入内容。',
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
