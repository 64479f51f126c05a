import {
  type Answering,
  type Asker,
  answerCard,
  button,
  cardReply,
  command,
  cut,
  type Declined,
  type Entry,
  escaped,
  gapOf,
  join,
  type Locale,
  nameOf,
  notFound,
  type Outcome,
  type Reply,
  rowsOf,
  type Services,
  say,
  type Text,
  tellingOf,
} from '#bot';

const SHOWN = 200;
const NEAREST = 5;

const allSources: Text = { en: 'All its sources', zh: '全部来源' };
const notAsked: Text = { en: 'Not what I asked', zh: '答非所问' };
const lacking: Text = {
  en: '{name} is here; its {attribute} is not: no source read so far says it.',
  zh: '这里有“{name}”词条，但没有它的“{attribute}”：已查来源均未提及。',
};
const silent: Text = {
  en: '{name} is here, but none of its facts answers that for sure.',
  zh: '这里有“{name}”词条，但其中没有哪条信息能确切回答这一问题。',
};
const offTopic: Text = {
  en: 'No fact here answers “{question}”. I know space missions and findings, and answer only what a source says.',
  zh: '这里没有能回答“{question}”的信息。我只了解航天任务与科学发现，并且只依据来源作答。',
};
const nearest: Text = { en: 'The nearest entries are below.', zh: '以下是最接近的词条。' };
const noted: Text = {
  en: 'Noted: “{question}” has no good answer here yet. Perhaps one of these entries helps:',
  zh: '已记录：“{question}”在这里还没有合适的回答。也许以下词条有帮助：',
};
const nothingNear: Text = {
  en: 'Noted: “{question}” has no good answer here yet.',
  zh: '已记录：“{question}”在这里还没有合适的回答。',
};

const entryButtons = (entries: readonly Entry[], { locale }: Asker) =>
  rowsOf(entries.slice(0, NEAREST).map((entry) => button(nameOf(entry, locale, 80), `entry:${entry.id}`)));

function answered(
  question: string,
  answers: readonly [Answering, ...Answering[]],
  asker: Asker,
  services: Services,
): Reply {
  const { locale } = asker;
  const [{ entry }] = answers;
  const gap = gapOf(question);
  const buttons = [
    button(nameOf(entry, locale, 80), `entry:${entry.id}`, 'primary'),
    button(allSources[locale], `sources:${entry.id}:0`),
    button(notAsked[locale], `unanswered:${gap}`),
  ];
  return { embeds: [answerCard(answers, tellingOf(asker, services))], components: rowsOf(buttons) };
}

function reasonOf(question: string, { because, near, attribute }: Declined, { locale }: Asker): string {
  const name = near[0] ? escaped(nameOf(near[0], locale, 80)) : '';
  if (because === 'off-topic' || near.length === 0)
    return say(offTopic, locale, { question: escaped(cut(question, SHOWN)) });
  if (!attribute || because === 'unsure') return say(silent, locale, { name });
  const label = attribute.label[locale];
  return say(lacking, locale, { name, attribute: locale === 'en' ? label.toLowerCase() : label });
}

function entriesIn(outcome: Outcome): readonly Entry[] {
  if (outcome.type === 'declined') return outcome.near;
  return outcome.type === 'named' ? [outcome.entry] : [outcome.answers[0].entry];
}

/** The entries that a question names or has words of, and those next to them. */
function nearestTo(question: string, outcome: Outcome, { library }: Services): Entry[] {
  const named = entriesIn(outcome);
  const worded = library.search(question, undefined, NEAREST).map(({ entry }) => entry);
  return [...new Set([...named, ...worded, ...named.flatMap(library.relatedTo)])].slice(0, NEAREST);
}

function declined(question: string, outcome: Outcome & Declined, asker: Asker, services: Services): Reply {
  if (outcome.because === 'unknown-entry') return notFound({ query: question }, outcome.near, false, asker.locale);
  if (gapOf(question) === '') return notFound({ query: question }, [], false, asker.locale);
  const near = nearestTo(question, outcome, services);
  const content = join(
    [reasonOf(question, outcome, asker), ...(near.length > 0 ? [nearest[asker.locale]] : [])],
    'sentence',
    asker.locale,
  );
  return { content, components: entryButtons(near, asker), private: true };
}

/** A question mostly in Chinese is answered in Chinese, whatever language its asker's Discord is in. */
function spokenIn(question: string, locale: Locale): Locale {
  const signs = question.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = question.match(/[a-z]+/gi)?.length ?? 0;
  return signs > words ? 'zh' : locale;
}

/** `/ask when did tianwen2 launch`: the one fact that answers, with its source and date, or plainly that none does. */
export default command({
  describe: {
    en: 'Ask a question; the answer is a sourced fact, or that none is known',
    zh: '提问：用有来源的信息回答，或说明尚无答案',
  },
  options: {
    question: {
      type: 'string',
      required: true,
      describe: { en: 'In your own words, in English or Chinese', zh: '用自己的话提问，中英文均可' },
    },
  },
  run({ options: { question }, asker: person }, services) {
    const asker = { ...person, locale: spokenIn(question, person.locale) };
    const outcome = services.answer(question);
    if (outcome.type === 'named') return cardReply(outcome.entry, asker, services);
    if (outcome.type === 'answered') return answered(question, outcome.answers, asker, services);
    if (asker.guild) services.gaps.count(asker.guild, gapOf(question));
    return declined(question, outcome, asker, services);
  },
  presses: {
    unanswered({ words, asker }, services) {
      const question = words.join(' ');
      if (asker.guild) services.gaps.count(asker.guild, gapOf(question));
      const near = nearestTo(question, services.answer(question), services);
      const text = near.length > 0 ? noted : nothingNear;
      const content = say(text, asker.locale, { question: escaped(cut(question, SHOWN)) });
      return { content, components: entryButtons(near, asker), private: true };
    },
  },
});
