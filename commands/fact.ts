import {
  type Asker,
  button,
  command,
  type Entry,
  factCard,
  factsOf,
  factsPage,
  forEntry,
  type PlacedFact,
  type Reply,
  rowsOf,
  type Services,
  suggestEntries,
  tellingOf,
  UserError,
} from '#bot';

const another = { en: 'Another fact', zh: '换一条' };
const open = { en: 'Open the entry', zh: '查看词条' };
const gone = { en: 'This entry is no longer here.', zh: '这个词条已不在这里。' };
const none = {
  en: 'No fact about that is both sure and sourced here yet.',
  zh: '关于这一主题，这里还没有既确定又有来源的信息。',
};

/** Facts that can stand alone: a sentence, sure, and not replaced by something newer. */
const isWorthTelling = ({ fact }: PlacedFact) =>
  fact.text !== undefined && !fact.replaced && (fact.confidence === 'reported' || fact.confidence === 'peer-reviewed');

function oneOf(entries: readonly Entry[], about: string, asker: Asker, services: Services): Reply {
  const facts = entries.flatMap((entry) =>
    factsOf(entry)
      .filter(isWorthTelling)
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
      const entry = services.library.get(id);
      if (!entry) throw new UserError(gone);
      return { ...factsPage(entry, Number(page), tellingOf(asker, services)), update };
    },
  },
});
