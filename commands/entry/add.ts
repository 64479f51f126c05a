import {
  type Asker,
  atHome,
  command,
  formOf,
  kindOf,
  kindOption,
  type Placed,
  type Reply,
  reopened,
  type Services,
  savedReply,
  type Text,
  takeAnswer,
  takeEntry,
} from '#bot';

const saved: Text = {
  en: 'Saved. Everybody in this server finds it from now on; `/entry edit` adds to it, `/entry remove` takes it away.',
  zh: '已保存，本服务器成员现在即可查到。可用 `/entry edit` 补充，用 `/entry remove` 移除。',
};

async function save({ proposal, words, target }: Placed, asker: Asker, services: Services): Promise<Reply> {
  const { id } = await services.moderation.add(atHome(asker), { kind: kindOf(words[0]), proposal, target });
  return savedReply(id, saved, asker, services);
}

/** `/entry add`: an entry of one fact, found in this server at once. */
export default command({
  describe: { en: 'Add an entry of this server’s own', zh: '为本服务器添加词条' },
  where: 'server',
  who: 'moderators',
  options: { kind: kindOption },
  run: ({ options, asker }) => ({ form: formOf('add', [kindOf(options.kind)], {}, asker.locale) }),
  forms: {
    add({ words, fields, asker }, services) {
      kindOf(words[0]);
      const form = { word: 'add', words, fields } as const;
      const { moderation, library } = services;
      return takeEntry(moderation, form, atHome(asker), library, (placed) => save(placed, asker, services));
    },
  },
  presses: {
    add: ({ words: [id = ''], asker }, { moderation }) => reopened(moderation, 'add', id, atHome(asker)),
    'confirm:add'({ words: [id = '', target], asker }, services) {
      const answer = { word: 'add', id, target } as const;
      return takeAnswer(services.moderation, answer, atHome(asker), (placed) => save(placed, asker, services));
    },
  },
});
