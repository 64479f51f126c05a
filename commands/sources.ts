import { command, entryOption, forEntry, sourcesPage, tellingOf, UserError } from '#bot';

const gone = { en: 'This entry is no longer here.', zh: '这个词条已不在这里。' };

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
      const entry = services.library.get(id);
      if (!entry) throw new UserError(gone);
      return { ...sourcesPage(entry, Number(page), tellingOf(asker, services)), update };
    },
  },
});
