import {
  type Asker,
  atHome,
  button,
  canStandAlone,
  cardReply,
  command,
  type Entry,
  entryOf,
  factCard,
  factsOf,
  factsPage,
  forEntry,
  type Reply,
  rowsOf,
  type Services,
  suggestEntries,
  tellingOf,
  UserError,
} from '#bot';

const another = { en: 'Another fact', zh: '换一条' };
const open = { en: 'Open the entry', zh: '查看词条' };
const none = {
  en: 'No fact about that is both sure and sourced here yet.',
  zh: '关于这一主题，这里还没有既确定又有来源的信息。',
};

const problemTitle = { en: 'Report a problem', zh: '报告问题' };
const problemLabel = { en: 'What is wrong with this fact?', zh: '这条信息有什么问题？' };
const problemHint = { en: 'What is wrong, and your source for it', zh: '哪里有误，依据是什么' };
const thanks = { en: 'Thank you: the moderators have been told.', zh: '谢谢，已告知管理员。' };

function problemForm(id: string, key: string, { locale }: Asker) {
  const input = {
    ...{ id: 'words', label: problemLabel[locale], hint: problemHint[locale] },
    ...({ style: 'paragraph', maxLength: 1000 } as const),
  };
  return { form: { id: `problem:${id}:${key}`, title: problemTitle[locale], inputs: [input] } };
}

function oneOf(entries: readonly Entry[], about: string, asker: Asker, services: Services): Reply {
  const facts = entries.flatMap((entry) =>
    factsOf(entry)
      .filter(canStandAlone)
      .map((placed) => ({ entry, placed })),
  );
  const chosen = facts[Math.floor(Math.random() * facts.length)];
  if (!chosen) throw new UserError(none);
  const { entry, placed } = chosen;
  return {
    embeds: [factCard(entry, placed, tellingOf(asker, services))],
    components: rowsOf([
      button(open[asker.locale], `entry:${entry.id}`),
      button(another[asker.locale], `another:${about}`),
    ]),
  };
}

const aboutEntry = (entry: Entry, asker: Asker, services: Services) => oneOf([entry], entry.id, asker, services);

/** `/fact`: one fact at random, of everything or of one entry; its buttons page through all facts of an entry. */
export default command({
  describe: { en: 'One sourced fact, picked at random', zh: '随机给出一条有来源的信息' },
  options: {
    about: {
      type: 'string',
      describe: { en: 'What it should be about, in any spelling', zh: '想了解的词条，写法不限' },
      suggest: suggestEntries(),
    },
  },
  run({ options: { about }, asker }, services) {
    if (about === undefined) return oneOf(services.library.entries, '', asker, services);
    return forEntry({ query: about }, asker, services, aboutEntry);
  },
  presses: {
    another({ words: [id = ''], asker, private: update }, services) {
      const entry = services.library.get(id);
      return { ...oneOf(entry ? [entry] : services.library.entries, id, asker, services), update };
    },
    facts({ words: [id = '', page], asker, private: update }, services) {
      return { ...factsPage(entryOf(id, services), Number(page), tellingOf(asker, services)), update };
    },
    /** The buttons of a daily post, which everybody may press. */
    daily: ({ words: [id = ''], asker }, services) => ({
      ...cardReply(entryOf(id, services), asker, services),
      private: true,
    }),
    problem: ({ words: [id = '', key = ''], asker }, services) => problemForm(entryOf(id, services).id, key, asker),
  },
  forms: {
    async problem({ words: [id = '', key = ''], fields, asker }, services) {
      const { id: user, guild, locale } = atHome(asker);
      const entry = entryOf(id, services);
      await services.daily.report({ guild, user, locale, entry, key, words: fields.get('words') ?? '' });
      return { content: thanks[locale], private: true };
    },
  },
});
