import { cardReply, command, entryOption, forEntry } from '#bot';

/** `/finding far side water`: what was found, by whom, and how sure it is. */
export default command({
  describe: { en: 'What science found, with sources and dates', zh: '查询科学发现，附来源和日期' },
  options: {
    topic: entryOption({ en: 'What it is about, in any spelling', zh: '发现的主题，写法不限' }, 'finding'),
  },
  run: ({ options, asker }, services) =>
    forEntry({ query: options.topic, kind: 'finding' }, asker, services, cardReply),
});
