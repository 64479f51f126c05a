import {
  type Asker,
  command,
  dateWords,
  dayOf,
  type Entry,
  escaped,
  eventOf,
  factsOf,
  isOverdue,
  labelWords,
  nameOf,
  pageReply,
  type Services,
  say,
  statementOf,
  type Telling,
  type Text,
  tellingOf,
  versionOf,
} from '#bot';

const title: Text = { en: 'What needs a newer source', zh: '需要更新来源的内容' };
const lead: Text = {
  en: 'Plans whose time has passed without a later source, and states that somebody was to look at again. `/entry edit` adds what is known now.',
  zh: '已到期而没有后续来源的计划，以及应重新核对的状态。可用 `/entry edit` 补充最新信息。',
};
const planned: Text = { en: '{name} · planned for {due}: {statement}', zh: '{name} · 原计划于{due}：{statement}' };
const recheck: Text = {
  en: '{name} · its state was to be checked again by {due}',
  zh: '{name} · 其状态应于{due}前重新核对',
};
const none: Text = { en: 'Nothing is overdue.', zh: '没有过期的内容。' };

interface Due {
  entry: Entry;
  /** As its source says it. */
  due: string;
  say(telling: Telling): string;
}

function overduePlans(entry: Entry, telling: Telling): Due[] {
  return factsOf(entry)
    .filter(({ fact }) => isOverdue(fact, telling))
    .map((placed) => {
      const due = eventOf(placed.fact, telling.vocabulary)!;
      const statement = (told: Telling) => (placed.fact.text ? statementOf(placed, told) : labelWords(placed, told));
      const words = (told: Telling) =>
        say(planned, told.locale, {
          name: `**${escaped(nameOf(entry, told.locale, 80))}**`,
          due: dateWords(due, told.locale),
          statement: statement(told),
        });
      return { entry, due, say: words };
    });
}

function recheckDue(entry: Entry, { now }: Telling): Due[] {
  const due = entry.status?.recheck;
  if (due === undefined || due >= dayOf(now)) return [];
  const words = ({ locale }: Telling) =>
    say(recheck, locale, { name: `**${escaped(nameOf(entry, locale, 80))}**`, due: dateWords(due, locale) });
  return [{ entry, due, say: words }];
}

function page(at: number, asker: Asker, services: Services) {
  const telling = tellingOf(asker, services);
  const due = services.library.entries
    .flatMap((entry) => [...overduePlans(entry, telling), ...recheckDue(entry, telling)])
    .toSorted((a, b) => a.due.localeCompare(b.due));
  if (due.length === 0) return { content: none[asker.locale], private: true };
  const itemsOf = (told: Telling) => due.map((one) => ({ words: one.say(told) }));
  return { ...pageReply({ title, lead, itemsOf, id: 'stale' }, at, telling), private: true };
}

/** `/entry stale`: overdue plans, and states to be checked again. */
export default command({
  describe: { en: 'Overdue plans, and states to check again', zh: '列出过期的计划和需要重新核对的状态' },
  where: 'server',
  who: 'moderators',
  run: ({ asker }, services) => page(0, asker, services),
  presses: {
    stale: ({ words: [at], asker, private: update }, services) => ({
      ...page(versionOf(at) ?? 0, asker, services),
      update,
    }),
  },
});
