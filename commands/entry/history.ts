import {
  type Asker,
  atHome,
  button,
  changesOf,
  changeWords,
  command,
  type Entry,
  escaped,
  forEntry,
  instantWords,
  type Library,
  mention,
  nameOf,
  pastOption,
  pastServices,
  type Reply,
  type Revision,
  rowsOf,
  type Services,
  say,
  selectRow,
  type Text,
  UserError,
  versionOf,
} from '#bot';

const PAGE = 5;
const ROOM = 640;
const NEWEST = 999_999_999;

const heading: Text = { en: '{name}: history', zh: '{name}：修改记录' };
const none: Text = {
  en: 'Nobody has changed **{name}** in this server: it is as it is built in.',
  zh: '本服务器无人修改过**{name}**，内容与内置词条一致。',
};
const gone: Text = { en: 'There is no such entry here.', zh: '这里没有该词条。' };
const by: Text = { en: '**Version {version}** · {who} · {when}', zh: '**第{version}版** · {who} · {when}' };
const approved: Text = { en: '{author}, approved by {reviewer}', zh: '{author}，由{reviewer}通过' };
const removed: Text = { en: 'Removed.', zh: '已移除。' };
const why: Text = { en: 'Reason: {reason}', zh: '理由：{reason}' };
const older: Text = { en: 'Older', zh: '更早' };
const newer: Text = { en: 'Newer', zh: '更新' };
const pick: Text = { en: 'Make a version stand again…', zh: '选择要恢复的版本……' };
const label: Text = { en: 'Version {version}', zh: '第{version}版' };
const somebody: Text = { en: 'somebody', zh: '某人' };

function whoOf({ author, reviewer }: Revision, { locale }: Asker): string {
  const name = mention(author) ?? somebody[locale];
  return reviewer ? say(approved, locale, { author: name, reviewer: mention(reviewer)! }) : name;
}

const shownOf = (revision: Revision | undefined) => (revision && !revision.removed ? revision.content : undefined);

/** Who made a version, when and why, and what it changed. */
function blockOf(revision: Revision, before: Revision | undefined, asker: Asker): string {
  const { locale } = asker;
  const { version, at, reason } = revision;
  const head = say(by, locale, { version, who: whoOf(revision, asker), when: instantWords(at, locale) });
  const changes = changeWords(changesOf(shownOf(before), shownOf(revision)), locale, ROOM);
  const words = [head, ...(reason ? [say(why, locale, { reason: escaped(reason) })] : [])];
  return [...words, revision.removed ? removed[locale] : changes].join('\n');
}

function rowsFor(id: string, shown: readonly Revision[], newest: number, { locale }: Asker) {
  const first = shown.at(-1)!.version;
  const steps = [
    ...(first > 1 ? [button(older[locale], `history:${id}:${first - 1}`)] : []),
    ...(newest === shown[0]!.version ? [button(newer[locale], `history:${id}:${newest + PAGE}`)] : []),
  ];
  const options = shown.map(({ version }) => ({ label: say(label, locale, { version }), value: String(version) }));
  return [...rowsOf(steps), selectRow(`restore:${id}`, pick[locale], options)];
}

async function page(id: string, newest: number, library: Library, asker: Asker, services: Services): Promise<Reply> {
  const { locale } = asker;
  const entry = library.get(id) ?? services.moderation.base.get(id);
  if (!entry) throw new UserError(gone);
  const revisions = await services.moderation.history(atHome(asker).guild, id, newest, PAGE + 1);
  const name = escaped(nameOf(entry, locale, 80));
  if (revisions.length === 0) return { content: say(none, locale, { name }), private: true };
  const shown = revisions.slice(0, PAGE);
  const description = shown.map((revision, at) => blockOf(revision, revisions[at + 1], asker)).join('\n\n');
  const title = say(heading, locale, { name });
  return { embeds: [{ title, description }], components: rowsFor(id, shown, newest, asker), private: true };
}

/** `/entry history`: every version of an entry, who made it, when and why, and what it changed. */
export default command({
  describe: { en: 'Who changed an entry, when, why, and what', zh: '查看词条由谁在何时因何作了哪些修改' },
  where: 'server',
  who: 'moderators',
  options: {
    name: pastOption({ en: 'The entry’s name; removed ones too', zh: '词条名称，包括已移除的' }),
  },
  async run({ options, asker }, services) {
    const past = await pastServices(asker, services);
    return forEntry({ query: options.name }, asker, past, (entry: Entry) =>
      page(entry.id, NEWEST, past.library, asker, services),
    );
  },
  presses: {
    async history({ words: [id = '', word], asker, private: update }, services) {
      const past = await pastServices(asker, services);
      return { ...(await page(id, versionOf(word) ?? NEWEST, past.library, asker, services)), update };
    },
  },
});
