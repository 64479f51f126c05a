import {
  type Asker,
  atHome,
  type Choice,
  command,
  type Editable,
  type Entry,
  editable,
  editableWords,
  entryOption,
  forEntry,
  formOf,
  keptForm,
  proposalOf,
  type Reply,
  reopened,
  type Services,
  Stale,
  savedReply,
  storable,
  type Text,
  takeForm,
  tellingOf,
  typedOfFact,
  UserError,
  versionOf,
} from '#bot';

const NEW = 'new';

const newFact: Text = { en: 'A further fact', zh: '新增一条信息' };
const saved: Text = {
  en: 'Saved; this is what stands now. `/entry history` shows what was before.',
  zh: '已保存，以下为当前内容。可用 `/entry history` 查看修改记录。',
};
const changed: Text = {
  en: 'Somebody changed this entry after you opened the form, so nothing was saved. Please read what stands now; what you typed is kept.',
  zh: '您打开表单后，该词条已被他人修改，因此未保存。请先查看当前内容；您填写的内容已保留。',
};
const unknownFact: Text = {
  en: 'No fact of that entry fits what you typed: choose one from the list that opens.',
  zh: '该词条没有与输入相符的信息：请从列表中选择。',
};
const badButton: Text = {
  en: 'This form is not complete: please give the command again.',
  zh: '表单不完整，请重新输入命令。',
};

async function factsOf(id: string, asker: Asker, { moderation }: Services): Promise<Editable[]> {
  return editable(await moderation.view(atHome(asker).guild), moderation.base, id);
}

const has = (text: string, typed: string) => text.toLowerCase().includes(typed.trim().toLowerCase());

async function suggestFacts(
  typed: string,
  asker: Asker,
  services: Services,
  before: Readonly<Record<string, unknown>>,
) {
  const { entry } = services.library.meaning(String(before.name ?? '').slice(0, 100));
  if (!entry) return [];
  const facts = await factsOf(entry.id, asker, services);
  const choices = facts.map(
    (one): Choice => ({ name: editableWords(one, tellingOf(asker, services)), value: one.key }),
  );
  const all = [{ name: newFact[asker.locale], value: NEW }, ...choices];
  return all.filter(({ name }) => has(name, typed)).slice(0, 25);
}

/** The fact that is meant: chosen, described, or the only one that this server's moderators stated; else a further one. */
function factMeant(facts: readonly Editable[], typed: string | undefined, asker: Asker, services: Services) {
  const own = facts.filter((one) => one.own);
  if (typed === undefined) return own.length === 1 && facts.length === 1 ? own[0] : undefined;
  if (typed === NEW || typed === newFact[asker.locale]) return undefined;
  const telling = tellingOf(asker, services);
  const found = facts.find(({ key }) => key === typed) ?? facts.find((one) => has(editableWords(one, telling), typed));
  if (!found) throw new UserError(unknownFact);
  return found;
}

async function openForm(entry: Entry, typed: string | undefined, asker: Asker, services: Services) {
  const { standing } = await services.moderation.view(atHome(asker).guild);
  const fact = factMeant(await factsOf(entry.id, asker, services), typed, asker, services);
  const stands = fact ? typedOfFact(fact, tellingOf(asker, services), asker.locale) : {};
  const words = [entry.id, String(standing.get(entry.id)?.version ?? 0), fact?.key ?? NEW];
  return { form: formOf('edit', words, stands, asker.locale) };
}

/** What was typed is kept, to be saved over what stands now. */
async function keepForLater(
  words: readonly string[],
  typed: Readonly<Record<string, string>>,
  asker: Asker,
  services: Services,
) {
  const person = atHome(asker);
  const { standing } = await services.moderation.view(person.guild);
  const [id = '', , key = NEW] = words;
  const draft = { word: 'edit', words: [id, String(standing.get(id)?.version ?? 0), key], typed } as const;
  return keptForm(services.moderation, draft, person, changed);
}

async function save(
  words: readonly string[],
  typed: Readonly<Record<string, string>>,
  asker: Asker,
  services: Services,
): Promise<Reply> {
  const [id = '', version, key = NEW] = words;
  const read = versionOf(version);
  if (read === undefined) throw new UserError(badButton);
  const about = { id, version: read, fact: key === NEW ? undefined : key };
  try {
    const what = { about, proposal: proposalOf(typed), reason: storable(typed.reason ?? '') };
    await services.moderation.edit(atHome(asker), what);
  } catch (error) {
    if (error instanceof Stale) return keepForLater(words, typed, asker, services);
    throw error;
  }
  return savedReply(id, saved, asker, services);
}

/** `/entry edit`: a fact of an entry in other words, or a further one. */
export default command({
  describe: { en: 'Edit a fact of an entry, or add one', zh: '编辑词条中的信息，或补充一条' },
  where: 'server',
  who: 'moderators',
  options: {
    name: entryOption({ en: 'The entry’s name, in any spelling', zh: '词条名称，写法不限' }),
    fact: {
      type: 'string',
      describe: { en: 'Which fact; a further one if left out', zh: '要编辑的信息；不填则补充一条' },
      suggest: suggestFacts,
    },
  },
  run: ({ options, asker }, services) =>
    forEntry({ query: options.name }, asker, services, (entry) => openForm(entry, options.fact, asker, services)),
  forms: {
    edit({ words, fields, asker }, services) {
      const form = { word: 'edit', words, fields } as const;
      return takeForm(services.moderation, form, atHome(asker), (typed) => save(words, typed, asker, services));
    },
  },
  presses: {
    edit: ({ words: [id = ''], asker }, { moderation }) => reopened(moderation, 'edit', id, atHome(asker)),
  },
});
