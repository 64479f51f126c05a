import { command, entryOf, entryOption, forEntry, sourcesPage, tellingOf } from '#bot';

/** `/sources tianwen2`: every source of an entry, its date, and what it supports. */
export default command({
  describe: { en: 'All sources of an entry, with their dates', zh: '列出一个词条的全部来源和日期' },
  options: {
    name: entryOption({ en: 'The entry’s name, in any spelling', zh: '词条名称，写法不限' }),
  },
  run: ({ options, asker }, services) =>
    forEntry({ query: options.name }, asker, services, (entry) => ({
      ...sourcesPage(entry, 0, tellingOf(asker, services)),
      private: false,
    })),
  presses: {
    sources({ words: [id = '', page], asker, private: update }, services) {
      return { ...sourcesPage(entryOf(id, services), Number(page), tellingOf(asker, services)), update };
    },
  },
});
