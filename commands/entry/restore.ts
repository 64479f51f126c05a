import {
  type Asker,
  atHome,
  command,
  type Entry,
  forEntry,
  pastOption,
  pastServices,
  type Reply,
  type Services,
  savedReply,
  sayAll,
  type Text,
  UserError,
  versionOf,
} from '#bot';

const done: Text = {
  en: 'Version {from} stands again, as version {version}. `/entry history` shows them all.',
  zh: '第{from}版已恢复，作为第{version}版。可用 `/entry history` 查看全部版本。',
};
const badVersion: Text = {
  en: 'A version is a number, as `/entry history` shows it.',
  zh: '版本为数字，见 `/entry history`。',
};

async function restore(id: string, version: number | undefined, asker: Asker, services: Services): Promise<Reply> {
  const made = await services.moderation.restore(atHome(asker), { id, version });
  return savedReply(made.id, sayAll(done, { from: made.from, version: made.version }), asker, services);
}

/** `/entry restore`: an earlier version of an entry stands again. */
export default command({
  describe: { en: 'Make an earlier version of an entry stand again', zh: '恢复词条的较早版本' },
  where: 'server',
  who: 'moderators',
  options: {
    name: pastOption({ en: 'The entry’s name; removed ones too', zh: '词条名称，包括已移除的' }),
    version: {
      type: 'integer',
      describe: { en: 'Which version; the one before if left out', zh: '版本号；不填则为上一版' },
    },
  },
  async run({ options, asker }, services) {
    const { version } = options;
    if (version !== undefined && versionOf(String(version)) === undefined) throw new UserError(badVersion);
    const past = await pastServices(asker, services);
    return forEntry({ query: options.name }, asker, past, (entry: Entry) =>
      restore(entry.id, version, asker, services),
    );
  },
  presses: {
    restore({ words: [id = '', word], values: [chosen], asker }, services) {
      const version = versionOf(word ?? chosen);
      if (version === undefined) throw new UserError(badVersion);
      return restore(id, version, asker, services);
    },
  },
});
