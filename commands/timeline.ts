import {
  type Asker,
  type Choice,
  colours,
  command,
  type Entry,
  escaped,
  forEntry,
  gone,
  type Kind,
  kindNamed,
  kinds,
  kindsWords,
  type Services,
  type Subject,
  suggestEntries,
  type Text,
  tellingOf,
  timelineId,
  timelinePage,
  UserError,
  type Years,
} from '#bot';

const everything: Text = { en: 'All entries', zh: '全部词条' };
const noYear: Text = {
  en: '`{name}` must be a year from 1 to 9999, such as 2024.',
  zh: '`{name}` 须为1至9999之间的年份，例如2024。',
};
const backwards: Text = {
  en: '`from` ({from}) is later than `to` ({to}). Please put the earlier year first.',
  zh: '`from`（{from}）晚于 `to`（{to}），请把较早的年份填在 `from`。',
};

const MOST_CHOICES = 25;

function checked(years: Years): Years {
  for (const [name, year = 1] of Object.entries(years)) {
    if (!Number.isInteger(year) || year < 1 || year > 9999) throw new UserError(noYear, { name });
  }
  const { from, to } = years;
  if (from !== undefined && to !== undefined && from > to) throw new UserError(backwards, { from, to });
  return years;
}

const ofEntry = (entry: Entry): Subject => ({
  name: { en: escaped(entry.names.en), zh: escaped(entry.names.zh) },
  colour: colours[entry.kind],
  entries: [entry],
  id: entry.id,
});

const ofKind = (kind: Kind, { library }: Services): Subject => ({
  name: kindsWords[kind],
  colour: colours[kind],
  entries: library.entries.filter((entry) => entry.kind === kind),
  id: kind,
});

const ofAll = ({ library }: Services): Subject => ({ name: everything, entries: library.entries, id: '' });

/** What a choice or a button says: nothing for all, a kind's name, an entry's id. */
function subjectOf(about: string | undefined, services: Services): Subject | undefined {
  if (about === undefined) return ofAll(services);
  const entry = services.library.get(about);
  if (entry) return ofEntry(entry);
  const kind = kindNamed(about);
  return kind && ofKind(kind, services);
}

/** Without a wish: this year and what is still to come. */
const thisYear = ({ clock }: Services): Years => ({ from: new Date(clock.now()).getUTCFullYear() });

const yearOf = (word: string | undefined) => (word ? Number(word) : undefined);

function suggest(typed: string, asker: Asker, services: Services): readonly Choice[] {
  const begun = typed.trim().toLowerCase();
  const ofKinds = kinds
    .filter((kind) => Object.values(kindsWords[kind]).some((words) => words.toLowerCase().startsWith(begun)))
    .map((kind) => ({ name: kindsWords[kind][asker.locale], value: kind }));
  return [...ofKinds, ...suggestEntries()(typed, asker, services)].slice(0, MOST_CHOICES);
}

/** `/timeline tianwen2`, `/timeline missions from:2024 to:2026`: dated facts in order, past and planned told apart. */
export default command({
  describe: { en: 'What happened when, and what is planned, in order', zh: '按时间顺序列出已发生和计划中的事' },
  options: {
    about: {
      type: 'string',
      describe: { en: 'An entry, or a kind such as missions', zh: '某个词条，或某一类，例如“任务”' },
      suggest,
    },
    from: { type: 'integer', describe: { en: 'First year', zh: '起始年份' } },
    to: { type: 'integer', describe: { en: 'Last year', zh: '截止年份' } },
  },
  run({ options: { about, from, to }, asker }, services) {
    const isOpen = about === undefined && from === undefined && to === undefined;
    const years = isOpen ? thisYear(services) : checked({ from, to });
    const tell = (subject: Subject) => timelinePage(subject, years, 0, tellingOf(asker, services));
    const subject = subjectOf(about, services);
    if (subject) return tell(subject);
    const pressOf = ({ id }: Entry) => `${timelineId(id, years)}:0`;
    return forEntry({ query: about ?? '', pressOf }, asker, services, (entry) => tell(ofEntry(entry)));
  },
  presses: {
    timeline({ words: [about, from, to, page], asker, private: update }, services) {
      const subject = subjectOf(about || undefined, services);
      if (!subject) throw new UserError(gone);
      const years = checked({ from: yearOf(from), to: yearOf(to) });
      const reply = timelinePage(subject, years, Number(page), tellingOf(asker, services));
      return { ...reply, private: true, update };
    },
  },
});
