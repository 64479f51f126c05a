import {
  atHome,
  button,
  command,
  type Entry,
  entryOption,
  escaped,
  forEntry,
  nameOf,
  rowsOf,
  say,
  type Text,
} from '#bot';

const done: Text = {
  en: '**{name}** is not shown in this server any more. Nothing is lost: the button, or `/entry restore`, brings it back.',
  zh: '本服务器已不再显示**{name}**。内容并未丢失：点击按钮或使用 `/entry restore` 即可恢复。',
};
const undo: Text = { en: 'Undo', zh: '撤销' };

/** `/entry remove`: takes an entry of the server away, or hides a built-in one in it. */
export default command({
  describe: { en: 'Take an entry away, or hide a built-in one here', zh: '移除词条，或在本服务器隐藏内置词条' },
  where: 'server',
  who: 'moderators',
  options: {
    name: entryOption({ en: 'The entry’s name, in any spelling', zh: '词条名称，写法不限' }),
  },
  run: ({ options, asker }, services) =>
    forEntry({ query: options.name }, asker, services, async (entry: Entry) => {
      const { locale } = asker;
      const { id, version } = await services.moderation.remove(atHome(asker), entry.id);
      return {
        content: say(done, locale, { name: escaped(nameOf(entry, locale, 80)) }),
        components: rowsOf([button(undo[locale], `restore:${id}:${version - 1}`)]),
        private: true,
      };
    }),
});
