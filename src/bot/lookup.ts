import type { Entry, Kind } from '../knowledge/entry.ts';
import type { Found } from '../knowledge/found.ts';
import { kindWords, nameOf } from '../reply/labels.ts';
import { button, type Choice, type Reply, rowsOf } from '../reply/reply.ts';
import { cut, escaped, join, type Locale, say, type Text } from '../text.ts';
import type { Asker, Services } from './command.ts';

const MOST_CHOICES = 25;

const viaAlias: Text = { en: '{name} ({alias})', zh: '{name}（{alias}）' };

/** A choice's label: the name, and the alias that was met where the name itself does not show why it is here. */
function labelOf({ entry, mark }: Found, locale: Locale): string {
  const name = nameOf(entry, locale, 70);
  return mark?.field === 'alias' ? cut(say(viaAlias, locale, { name, alias: cut(mark.text, 24) }), 100) : name;
}

/** Choices for an option that names an entry, of one kind or of any: label ≤ 100 characters, value the entry's id. */
export function suggestEntries(kind?: Kind) {
  return (typed: string, { locale }: Asker, { library }: Services): Choice[] =>
    library
      .complete(typed, kind, MOST_CHOICES)
      .map((found) => ({ name: labelOf(found, locale), value: found.entry.id }));
}

/** An option that names an entry: completed while it is typed, and free text is taken too. */
export function entryOption(describe: Text, kind?: Kind) {
  return { type: 'string', describe, required: true, suggest: suggestEntries(kind) } as const;
}

const LONGEST_SHOWN = 60;

const unknown: Text = {
  en: 'There is no {what} here that is called “{query}”.',
  zh: '这里没有名为“{query}”的{what}。',
};
const empty: Text = {
  en: 'There is nothing in that to look for. Please type a name, such as “Tianwen-2”.',
  zh: '输入中没有可查找的内容。请输入名称，例如“天问二号”。',
};
const which: Text = {
  en: 'Several entries fit “{query}”. Which one do you mean?',
  zh: '有多个词条与“{query}”相符，您要找哪一个？',
};
const nearest: Text = { en: 'The nearest are: {names}.', zh: '最接近的有：{names}。' };
const nothingNear: Text = {
  en: 'Nothing here comes near it either. `/search` looks through all facts; leave its option empty while typing to see a list.',
  zh: '也没有相近的内容。可用 `/search` 查找全部信息，输入前会列出可选词条。',
};
const press: Text = {
  en: 'Press a button to open one, or try another spelling.',
  zh: '点击按钮即可打开，也可以换个写法再试。',
};
const anyEntry: Text = { en: 'entry', zh: '词条' };

const SAYS_SOMETHING = /[\p{L}\p{N}]/u;

interface Query {
  query: string;
  kind?: Kind;
  /** The custom id of the button that goes on with a suggested entry; its card is opened where none is given. */
  pressOf?(entry: Entry): string;
}

const cardOf = ({ id }: Entry) => `entry:${id}`;

/** Says that a query names no entry for sure, and what comes nearest. */
function unsureWords({ query, kind }: Query, near: readonly Entry[], several: boolean, locale: Locale): string {
  const what = (kind ? kindWords[kind][locale] : anyEntry[locale]).toLowerCase();
  const shown = escaped(cut(query, LONGEST_SHOWN));
  if (!SAYS_SOMETHING.test(query)) return empty[locale];
  const names = join(near.map((entry) => nameOf(entry, locale, 80)).map(escaped), 'list', locale);
  const said = say(several ? which : unknown, locale, { what, query: shown });
  return `${said}\n${near.length > 0 ? say(nearest, locale, { names }) : nothingNear[locale]}`;
}

/** The private reply to a query that names no entry for sure: it says so, and offers the nearest, each by a button. */
export function notFound(wanted: Query, near: readonly Entry[], several: boolean, locale: Locale): Reply {
  const { query, pressOf = cardOf } = wanted;
  const offered = SAYS_SOMETHING.test(query) ? near : [];
  const words = unsureWords(wanted, near, several, locale);
  const buttons = offered.map((entry) => button(nameOf(entry, locale, 80), pressOf(entry)));
  return {
    content: buttons.length > 0 ? `${words}\n${press[locale]}` : words,
    components: rowsOf(buttons),
    private: true,
  };
}

/** Tells of the entry that a query names; if it names none for sure, says so and offers the nearest. */
export function forEntry<Told>(
  wanted: Query,
  asker: Asker,
  services: Services,
  tell: (entry: Entry, asker: Asker, services: Services) => Told,
): Told | Reply {
  const meaning = services.library.meaning(wanted.query, wanted.kind);
  if (meaning.entry) return tell(meaning.entry, asker, services);
  return notFound(wanted, meaning.near, meaning.several, asker.locale);
}

/** Of each side, so many of the nearest: pairs of them must fit into 25 buttons. */
const NEAREST_OF_EACH = 4;

type Pair = readonly [Entry, Entry];

interface ForPair {
  tell(pair: Pair): Reply;
  /** The custom id of the button that goes on with a suggested pair. */
  pressOf(pair: Pair): string;
}

/**
 * Tells of the two entries that two queries name; if either names none for sure, says so of that one, and offers pairs
 * with the nearest, each by a button.
 */
export function forPair(
  queries: readonly [string, string],
  { locale }: Asker,
  { library }: Services,
  { tell, pressOf }: ForPair,
): Reply {
  const meanings = queries.map((query) => library.meaning(query));
  const [firsts = [], seconds = []] = meanings.map(({ entry, near = [] }) =>
    entry ? [entry] : near.slice(0, NEAREST_OF_EACH),
  );
  const pairs = firsts.flatMap((first) => seconds.map((second): Pair => [first, second]));
  if (meanings.every(({ entry }) => entry)) return tell(pairs[0]!);
  const said = meanings.flatMap(({ entry, near = [], several = false }, at) =>
    entry ? [] : [unsureWords({ query: queries[at]! }, near.slice(0, NEAREST_OF_EACH), several, locale)],
  );
  const labelOf = (pair: Pair) => pair.map(({ names }) => cut(names[locale], 38)).join(' · ');
  const buttons = pairs
    .filter(([first, second]) => first !== second)
    .map((pair) => button(labelOf(pair), pressOf(pair)));
  const hint = buttons.length > 0 ? [press[locale]] : [];
  return { content: [...said, ...hint].join('\n'), components: rowsOf(buttons), private: true };
}
