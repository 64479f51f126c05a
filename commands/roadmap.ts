import {
  type Asker,
  button,
  command,
  type Entry,
  forEntry,
  gone,
  nameOf,
  type Programme,
  type Reply,
  roadmapPage,
  roadmapsPage,
  rowsOf,
  type Services,
  suggestEntries,
  tellingOf,
  UserError,
} from '#bot';

const none = { en: 'No programme is known here yet.', zh: '这里还没有规划或计划类词条。' };

/** Four rows of buttons; the fifth turns pages. */
const MOST = 20;

const isProgramme = (entry: Entry | undefined): entry is Programme => entry?.kind === 'programme';

const pressOf = (entry: Entry) => (isProgramme(entry) ? `roadmap:${entry.id}:0` : `entry:${entry.id}`);

/** All programmes, and a button to open each. */
function overview(page: number, asker: Asker, services: Services): Reply {
  const programmes = services.library.entries.filter(isProgramme);
  if (programmes.length === 0) throw new UserError(none);
  const reply = roadmapsPage(programmes, page, tellingOf(asker, services));
  const buttons = programmes.slice(0, MOST).map((entry) => button(nameOf(entry, asker.locale, 80), pressOf(entry)));
  return { ...reply, components: [...rowsOf(buttons), ...(reply.components ?? [])] };
}

function tell(entry: Entry | undefined, page: number, asker: Asker, services: Services): Reply {
  if (!isProgramme(entry)) throw new UserError(gone);
  return roadmapPage(entry, page, tellingOf(asker, services));
}

/** `/roadmap ilrs`: a programme's phases, what each is to do, and where today stands; without a name, all of them. */
export default command({
  describe: { en: 'The phases of a programme, and where today stands', zh: '查看规划的各个阶段及当前所处阶段' },
  options: {
    programme: {
      type: 'string',
      describe: { en: 'Its name, in any spelling', zh: '规划或计划的名称，写法不限' },
      suggest: suggestEntries('programme'),
    },
  },
  run({ options: { programme }, asker }, services) {
    if (programme === undefined) return overview(0, asker, services);
    const query = { query: programme, kind: 'programme', pressOf } as const;
    return forEntry(query, asker, services, (entry) => tell(entry, 0, asker, services));
  },
  presses: {
    roadmap({ words: [id = '', page], asker, private: update }, services) {
      const reply = id
        ? tell(services.library.get(id), Number(page), asker, services)
        : overview(Number(page), asker, services);
      return { ...reply, private: true, update };
    },
  },
});
