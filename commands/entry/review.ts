import {
  type Asker,
  atHome,
  command,
  formOf,
  lateReply,
  type Press,
  type Reply,
  reopened,
  type Services,
  type Suggestion,
  settledReply,
  storable,
  type Text,
  takeForm,
  UserError,
  type Verdict,
  versionOf,
  waitingPage,
} from '#bot';

const MOST = 200;

const badButton: Text = {
  en: 'This button is not complete: `/entry review` shows what waits.',
  zh: '按钮不完整：可用 `/entry review` 查看待审核内容。',
};

interface Read {
  id: string;
  version: number;
}

function readOf([id = '', word]: readonly string[]): Read {
  const version = versionOf(word);
  if (version === undefined) throw new UserError(badButton);
  return { id, version };
}

/** What others see too is told in the language of the server. */
async function verdictReply(
  verdict: Verdict,
  asker: Asker,
  isPrivate: boolean,
  { moderation }: Services,
): Promise<Reply> {
  const view = await moderation.view(atHome(asker).guild);
  if (verdict.result === 'late') return lateReply(verdict.suggestion, view, asker.locale);
  return settledReply(verdict.suggestion, view, isPrivate ? asker.locale : view.settings.language);
}

async function list(at: number, asker: Asker, { moderation }: Services): Promise<Reply> {
  const { guild } = atHome(asker);
  return waitingPage(await moderation.waiting(guild, MOST), at, await moderation.view(guild), asker.locale);
}

/** The suggestion as it was read; what stands instead where it is another by now. */
async function stillWaiting(
  { id, version }: Read,
  asker: Asker,
  { moderation }: Services,
): Promise<Suggestion | Reply> {
  const { guild } = atHome(asker);
  const suggestion = await moderation.suggestion(guild, id);
  if (suggestion?.state === 'waiting' && suggestion.version === version) return suggestion;
  return lateReply(suggestion, await moderation.view(guild), asker.locale);
}

async function openForm(word: 'amend' | 'reject', words: readonly string[], asker: Asker, services: Services) {
  const read = readOf(words);
  const found = await stillWaiting(read, asker, services);
  if (!('typed' in found)) return found;
  const typed = word === 'amend' ? found.typed : {};
  return { form: formOf(word, [read.id, String(read.version)], typed, asker.locale) };
}

type Deed = (press: Press, services: Services) => Promise<Reply | Awaited<ReturnType<typeof openForm>>>;

const deeds: Readonly<Record<string, Deed>> = {
  async approve({ words: [, ...words], asker, private: isPrivate }, services) {
    const verdict = await services.moderation.approve(atHome(asker), readOf(words));
    return verdictReply(verdict, asker, isPrivate, services);
  },
  edit: ({ words: [, ...words], asker }, services) => openForm('amend', words, asker, services),
  reject: ({ words: [, ...words], asker }, services) => openForm('reject', words, asker, services),
  list: ({ asker }, services) => list(0, asker, services),
  page: async ({ words: [, at], asker, private: update }, services) => ({
    ...(await list(versionOf(at) ?? 0, asker, services)),
    update,
  }),
};

/** `/entry review`: what members suggest, one by one, with Approve, Edit and Reject. */
export default command({
  describe: { en: 'Suggestions that wait for a decision', zh: '查看待审核的推荐' },
  where: 'server',
  who: 'moderators',
  run: ({ asker }, services) => list(0, asker, services),
  presses: {
    review(press, services) {
      const [word = ''] = press.words;
      if (!Object.hasOwn(deeds, word)) throw new UserError(badButton);
      return deeds[word]!(press, services);
    },
    amend: ({ words: [id = ''], asker }, { moderation }) => reopened(moderation, 'amend', id, atHome(asker)),
    reject: ({ words: [id = ''], asker }, { moderation }) => reopened(moderation, 'reject', id, atHome(asker)),
  },
  forms: {
    amend({ words, fields, asker }, services) {
      const person = atHome(asker);
      return takeForm(services.moderation, { word: 'amend', words, fields }, person, async (typed) => {
        const verdict = await services.moderation.rewrite(person, readOf(words), typed);
        return verdictReply(verdict, asker, false, services);
      });
    },
    reject({ words, fields, asker }, services) {
      const person = atHome(asker);
      return takeForm(services.moderation, { word: 'reject', words, fields }, person, async ({ reason = '' }) => {
        const verdict = await services.moderation.reject(person, readOf(words), storable(reason));
        return verdictReply(verdict, asker, false, services);
      });
    },
  },
});
