import { atHome, command, formats, itemsOf, say, type Text, written } from '#bot';

const none: Text = {
  en: 'This server has nothing of its own to export: no entries added, corrected or hidden.',
  zh: '本服务器没有可导出的内容：尚未添加、更正或隐藏任何词条。',
};
const done: Text = {
  en: 'This server’s own entries: {count}. `/entry import` takes the file back.',
  zh: '本服务器自有词条{count}条。可用 `/entry import` 导入此文件。',
};

/** `/entry export`: all that a server has of its own, as a file that people can read. */
export default command({
  describe: { en: 'All entries of this server’s own as a file', zh: '将本服务器自有词条导出为文件' },
  where: 'server',
  who: 'moderators',
  slow: 'private',
  options: {
    format: {
      type: 'string',
      describe: { en: 'YAML, for people, unless told', zh: '默认为便于阅读的YAML' },
      choices: { yaml: { en: 'YAML', zh: 'YAML' }, json: { en: 'JSON', zh: 'JSON' } },
    },
  },
  async run({ options, asker }, { moderation }) {
    const items = itemsOf(await moderation.view(atHome(asker).guild), moderation.base);
    if (items.length === 0) return { content: none[asker.locale], private: true };
    const format = formats.find((one) => one === options.format) ?? 'yaml';
    const files = [{ name: `entries.${format}`, content: written(items, format) }];
    return { content: say(done, asker.locale, { count: items.length }), files, private: true };
  },
});
