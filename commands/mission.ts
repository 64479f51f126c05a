import { cardReply, command, entryOption, forEntry } from '#bot';

/** `/mission tianwen2`: where a mission stands, each statement with its source and date. */
export default command({
  describe: { en: 'Where a space mission stands, with sources and dates', zh: '查询航天任务的进展，附来源和日期' },
  options: {
    name: entryOption({ en: 'Its name, in any spelling', zh: '任务名称，写法不限' }, 'mission'),
  },
  run: ({ options, asker }, services) => forEntry({ query: options.name, kind: 'mission' }, asker, services, cardReply),
});
