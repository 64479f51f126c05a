import {
  atHome,
  command,
  formOf,
  kindOf,
  kindOption,
  MOST_WAITING,
  type Person,
  type Placed,
  type Reply,
  reopened,
  type Services,
  say,
  type Text,
  takeAnswer,
  takeEntry,
  UserError,
} from '#bot';

const thanks: Text = {
  en: 'Thank you. Your suggestion waits for this server’s moderators; you are told what they decide.',
  zh: '谢谢。您的推荐正等待本服务器管理员审核，结果会通知您。',
};
const tooMany: Text = {
  en: '{most} suggestions of yours wait already. Please try again when some have been decided.',
  zh: '您已有{most}条推荐在等待审核，请待其有结果后再提交。',
};

async function hand(person: Person, { typed, words, target }: Placed, { moderation }: Services): Promise<Reply> {
  const suggestion = await moderation.suggest(person, { kind: kindOf(words[0]), typed, target });
  if (!suggestion) throw new UserError(tooMany, { most: MOST_WAITING });
  return { content: say(thanks, person.locale), private: true };
}

/** `/suggest`: what a member knows, for the moderators to review. */
export default command({
  describe: { en: 'Suggest an entry, with its source', zh: '推荐一个词条，并附来源' },
  where: 'server',
  options: { kind: kindOption },
  run: ({ options, asker }) => ({ form: formOf('suggest', [kindOf(options.kind)], {}, asker.locale) }),
  forms: {
    suggest({ words, fields, asker }, services) {
      kindOf(words[0]);
      const person = atHome(asker);
      const form = { word: 'suggest', words, fields } as const;
      return takeEntry(services.moderation, form, person, services.library, (placed) => hand(person, placed, services));
    },
  },
  presses: {
    suggest: ({ words: [id = ''], asker }, { moderation }) => reopened(moderation, 'suggest', id, atHome(asker)),
    'confirm:suggest'({ words: [id = '', target], asker }, services) {
      const person = atHome(asker);
      const answer = { word: 'suggest', id, target } as const;
      return takeAnswer(services.moderation, answer, person, (placed) => hand(person, placed, services));
    },
  },
});
