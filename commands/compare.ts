import {
  type Asker,
  button,
  command,
  compareId,
  comparePage,
  type Entry,
  entryOption,
  escaped,
  forPair,
  nameOf,
  pressKey,
  type Reply,
  rowsOf,
  type Services,
  say,
  type Text,
  tellingOf,
  UserError,
} from '#bot';

const gone: Text = { en: 'One of these entries is no longer here.', zh: '其中一个词条已不在这里。' };
const same: Text = {
  en: 'Both names mean {name}. Please name two different entries.',
  zh: '两个名称指的都是{name}，请给出两个不同的词条。',
};
const nothing: Text = {
  en: 'Nothing of the same sort is known here of {first} and of {second}, so there is nothing to compare.',
  zh: '{first}与{second}没有同类信息，无法对比。',
};

/** Both entries to open by themselves, where nothing can be set side by side. */
function apart(pair: readonly [Entry, Entry], { locale }: Asker): Reply {
  const [first, second] = pair.map(({ names }) => escaped(names[locale]));
  return {
    content: say(nothing, locale, { first: first!, second: second! }),
    components: rowsOf(pair.map((entry) => button(nameOf(entry, locale, 80), `entry:${entry.id}`))),
    private: true,
  };
}

function tell(pair: readonly [Entry, Entry], page: number, asker: Asker, services: Services): Reply {
  const [first, second] = pair;
  if (first.id === second.id) throw new UserError(same, { name: escaped(first.names[asker.locale]) });
  return comparePage(pair, page, tellingOf(asker, services)) ?? apart(pair, asker);
}

/** `/compare change6 change5`: what both have, side by side in one unit, with the sources of each number. */
export default command({
  describe: { en: 'Two entries side by side, each number with its source', zh: '并列对比两个词条，数据均附来源' },
  options: {
    first: entryOption({ en: 'One entry, in any spelling', zh: '第一个词条，写法不限' }),
    second: entryOption({ en: 'The other entry, in any spelling', zh: '第二个词条，写法不限' }),
  },
  run: ({ options: { first, second }, asker }, services) =>
    forPair([first, second], asker, services, {
      tell: (pair) => tell(pair, 0, asker, services),
      pressOf: (pair) => `${compareId(pair)}:0`,
    }),
  presses: {
    compare({ words: [one, other, page], asker, private: update }, services) {
      const [first, second] = [one, other].map((key) =>
        services.library.entries.find((entry) => pressKey(entry) === key),
      );
      if (!first || !second) throw new UserError(gone);
      return { ...tell([first, second], Number(page), asker, services), private: true, update };
    },
  },
});
