import { cardsReply, type Entry, type Fact, menu, type Services, type Text } from '#bot';

const MOST = 3;
const FACTS = 12;

const nothing: Text = {
  en: 'Nothing in this message is known here: it names no entry, and no fact is near to what it says.',
  zh: '这里没有与这条消息有关的内容：消息未提到任何词条，也没有相近的信息。',
};

interface Wanted {
  entry: Entry;
  first: Fact[];
}

/** Entries that the message names, then those whose facts come nearest to what it says. */
function wantedFor(text: string, { library }: Services): Wanted[] {
  const near = library.nearFacts(text, FACTS);
  const [best] = near;
  const close = near.filter(({ score }) => best && score >= best.score / 2);
  const named = library.mentioned(text);
  const entries = [...new Set([...named, ...(named.length > 0 ? [] : close.map(({ entry }) => entry))])];
  return entries.slice(0, MOST).map((entry) => ({
    entry,
    first: near.filter((passage) => passage.entry === entry).map(({ placed }) => placed.fact),
  }));
}

/** On a message: the entries that it names and the facts nearest to it, with their sources, for the asker alone. */
export default menu({
  title: { en: 'Find sources', zh: '查找来源' },
  describe: { en: 'Shows what is known here about a message, with sources', zh: '显示与消息有关的已知内容及来源' },
  inspect({ text, asker }, services) {
    const wanted = wantedFor(text, services);
    if (wanted.length === 0) return { content: nothing[asker.locale], private: true };
    return { ...cardsReply(wanted, asker, services), private: true };
  },
});
