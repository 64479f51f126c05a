import {
  type Asker,
  button,
  cardReply,
  command,
  cut,
  entryOf,
  escaped,
  type Found,
  type Kind,
  kinds,
  kindWords,
  nameOf,
  notFound,
  type Reply,
  rowsOf,
  say,
  sourceWords,
  suggestEntries,
  type Text,
} from '#bot';

const MOST = 8;

const heading: Text = { en: 'Found for “{query}”', zh: '“{query}”的查找结果' };
const unsure: Text = {
  en: 'No entry here has exactly this name. These come nearest, or have the words among their facts:',
  zh: '这里没有恰好叫这个名字的词条。以下词条名称最接近，或信息中含有相关词语：',
};
const matched: Text = { en: 'matched in: {field} {text}', zh: '匹配于{field}：{text}' };
const latest: Text = { en: 'Latest source: {source}', zh: '最新来源：{source}' };

const fields: Record<NonNullable<Found['mark']>['field'], Text> = {
  name: { en: 'name', zh: '名称' },
  alias: { en: 'alias', zh: '别名' },
  summary: { en: 'summary', zh: '简介' },
  fact: { en: 'fact', zh: '信息' },
};

/** Signs that no text has, to be made bold once the text around them is escaped. */
const BOLD = '\ue000';
const AROUND = 30;

/** The text around a match, the match itself in bold. */
function markedText({ text, range: [first, last] }: NonNullable<Found['mark']>): string {
  const start = Math.max(0, first - AROUND);
  const end = Math.min(text.length, last + 1 + AROUND);
  const marked = `${text.slice(start, first)}${BOLD}${text.slice(first, last + 1)}${BOLD}${text.slice(last + 1, end)}`;
  const words = escaped(marked).replaceAll(BOLD, '**');
  return `${start > 0 ? '…' : ''}${words}${end < text.length ? '…' : ''}`;
}

function lineOf({ entry, mark }: Found, { locale }: Asker): string {
  const source = Object.values(entry.sources).toSorted((a, b) => b.published.localeCompare(a.published))[0];
  const where = mark && say(matched, locale, { field: fields[mark.field][locale], text: markedText(mark) });
  return [
    `**${escaped(nameOf(entry, locale))}** · ${kindWords[entry.kind][locale]}`,
    escaped(cut(entry.summary[locale], 200)),
    ...(where ? [`-# ${where}`] : []),
    ...(source ? [`-# ${say(latest, locale, { source: sourceWords(source, locale) })}`] : []),
  ].join('\n');
}

function results(query: string, found: readonly Found[], asker: Asker): Reply {
  const { locale } = asker;
  const lines = found.map((item) => lineOf(item, asker));
  const sure = found[0]?.sure ? [] : [unsure[locale]];
  return {
    embeds: [
      {
        title: say(heading, locale, { query: escaped(cut(query, 60)) }),
        description: [...sure, ...lines].join('\n\n'),
      },
    ],
    components: rowsOf(found.map(({ entry }) => button(nameOf(entry, locale, 80), `entry:${entry.id}`))),
    private: !found[0]?.sure,
  };
}

/** `/search water`: entries by name and by what their facts say, marked where they met the query. */
export default command({
  describe: { en: 'Look for entries by name or by what is known of them', zh: '按名称或内容查找词条' },
  options: {
    query: {
      type: 'string',
      required: true,
      describe: { en: 'A name, or words from a fact', zh: '名称，或信息中的词语' },
      suggest: suggestEntries(),
    },
    kind: {
      type: 'string',
      describe: { en: 'Only entries of this kind', zh: '只看某一类词条' },
      choices: kindWords,
    },
  },
  run({ options, asker }, services) {
    const kind = kinds.find((one) => one === options.kind) as Kind | undefined;
    const query = services.library.get(options.query)?.names[asker.locale] ?? options.query;
    const found = services.library.search(query, kind, MOST);
    if (found.length === 0) return notFound({ query, ...(kind && { kind }) }, [], false, asker.locale);
    return results(query, found, asker);
  },
  presses: {
    entry: ({ words: [id], values, asker }, services) =>
      cardReply(entryOf(id ?? values[0] ?? '', services), asker, services),
  },
});
