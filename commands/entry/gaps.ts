import {
  type Asker,
  atHome,
  button,
  command,
  cut,
  escaped,
  formOf,
  join,
  kinds,
  kindWords,
  type Reply,
  rowsOf,
  type Services,
  say,
  selectRow,
  type Text,
} from '#bot';

const MOST = 25;

const title: Text = { en: 'Questions without an answer', zh: '尚无答案的问题' };
const line: Text = { en: '{times} × {question}', zh: '{question}（{times}次）' };
const known: Text = { en: 'has an answer by now, perhaps a wrong one', zh: '现已有答案，但可能答非所问' };
const pick: Text = { en: 'Add an entry for…', zh: '选择问题并添加词条……' };
const none: Text = { en: 'Every question asked in this server had an answer.', zh: '本服务器提出的问题都有答案。' };
const what: Text = { en: 'What is “{question}” about?', zh: '“{question}”属于哪一类？' };

async function list({ guild, locale }: ReturnType<typeof atHome>, { gaps, answer }: Services): Promise<Reply> {
  const asked = (await gaps.of(guild)).slice(0, MOST);
  if (asked.length === 0) return { content: none[locale], private: true };
  const lines = asked.map(({ text, count }) => {
    const words = say(line, locale, { times: count, question: escaped(cut(text, 80)) });
    return answer(text).type === 'declined' ? words : join([words, known[locale]], 'semicolon', locale);
  });
  const options = asked.map(({ text }) => ({ label: cut(text, 80), value: cut(text, 80) }));
  const unique = options.filter(({ value }, at) => options.findIndex((one) => one.value === value) === at);
  return {
    embeds: [{ title: title[locale], description: lines.join('\n') }],
    components: [selectRow('gap', pick[locale], unique)],
    private: true,
  };
}

/** The question is known: a form for its kind, filled in with it. */
function chosen([kind, ...words]: readonly string[], { locale }: Asker) {
  const name = cut(words.join(':'), 80);
  return { form: formOf('add', [kinds.find((one) => one === kind) ?? 'mission'], { name }, locale) };
}

function askKind(question: string, { locale }: Asker): Reply {
  const shown = cut(question, 80);
  const buttons = kinds.map((kind) => button(kindWords[kind][locale], cut(`gap:${kind}:${shown}`, 100)));
  const content = say(what, locale, { question: escaped(shown) });
  return { content, components: rowsOf(buttons), private: true };
}

/** `/entry gaps`: what people asked here and nobody could answer, with a form to add it. */
export default command({
  describe: { en: 'Questions asked here that had no answer', zh: '列出本服务器中没有答案的提问' },
  where: 'server',
  who: 'moderators',
  run: ({ asker }, services) => list(atHome(asker), services),
  presses: {
    gap: ({ words, values: [value], asker }) => (value === undefined ? chosen(words, asker) : askKind(value, asker)),
  },
});
