import {
  type Asker,
  atHome,
  type BadRow,
  button,
  changesOfStep,
  changeWords,
  command,
  escaped,
  type Item,
  MOST_BYTES,
  type Reply,
  rowsOf,
  type Services,
  Stale,
  type Step,
  say,
  stepsOf,
  type Text,
  UserError,
} from '#bot';

const BAD = 15;
const SHOWN = 8;
const ROOM = 300;

const heading: Text = { en: 'Import: {count} entries would change', zh: '导入：将更改{count}条词条' };
const bad: Text = { en: '**Not taken: {count}**', zh: '**无法导入：{count}条**' };
const badRow: Text = { en: '- row {row} {id}: {message}', zh: '- 第{row}条 {id}：{message}' };
const badFile: Text = { en: '- the file: {message}', zh: '- 文件：{message}' };
const more: Text = { en: '… and {count} more', zh: '……另有{count}条' };
const nothing: Text = { en: 'Nothing in the file differs from what stands.', zh: '文件内容与现有内容没有差别。' };
const yes: Text = { en: 'Import these {count}', zh: '导入这{count}条' };
const done: Text = {
  en: 'Imported: {count} entries changed. `/entry history` shows each, `/entry restore` undoes it.',
  zh: '已导入，更改了{count}条词条。可用 `/entry history` 查看，用 `/entry restore` 撤销。',
};
const changed: Text = {
  en: 'Entries have changed since the file was read, so nothing was imported: please import it again.',
  zh: '读取文件后词条已有变动，因此未导入，请重新导入。',
};
const expired: Text = {
  en: 'This is older than a day, or somebody else’s: please import the file again.',
  zh: '已超过一天，或不是您导入的文件：请重新导入。',
};

/** What the button carries out: the file's rows, and the versions of what they were held against. */
interface Plan {
  items: readonly Item[];
  versions: Readonly<Record<string, number>>;
}

function badLines(rows: readonly BadRow[], { locale }: Asker): string[] {
  if (rows.length === 0) return [];
  const lines = rows
    .slice(0, BAD)
    .map(({ row, id, message }) =>
      say(row === 0 ? badFile : badRow, locale, { row, id: escaped(id), message: escaped(message) }),
    );
  const left = rows.length - lines.length;
  return [
    say(bad, locale, { count: rows.length }),
    ...lines,
    ...(left > 0 ? [say(more, locale, { count: left })] : []),
  ];
}

function stepBlock(step: Step, { locale }: Asker): string {
  return `**${escaped(step.id)}**\n${changeWords(changesOfStep(step), locale, ROOM)}`;
}

function dryRun(steps: readonly Step[], rows: readonly BadRow[], asker: Asker): string {
  const { locale } = asker;
  const blocks = steps.slice(0, SHOWN).map((step) => stepBlock(step, asker));
  const left = steps.length - blocks.length;
  const rest = left > 0 ? [say(more, locale, { count: left })] : [];
  const told = steps.length > 0 ? [...blocks, ...rest] : [nothing[locale]];
  return [badLines(rows, asker).join('\n'), ...told].filter(Boolean).join('\n\n').slice(0, 4000);
}

async function prepared(text: string, asker: Asker, { moderation }: Services): Promise<Reply> {
  const person = atHome(asker);
  const { items, bad: rows } = await moderation.read(text);
  const steps = stepsOf(items, await moderation.view(person.guild));
  const embeds = [
    { title: say(heading, asker.locale, { count: steps.length }), description: dryRun(steps, rows, asker) },
  ];
  if (steps.length === 0) return { embeds, private: true };
  const versions = Object.fromEntries(steps.map(({ id, version }) => [id, version]));
  const plan: Plan = { items: items.filter(({ id }) => Object.hasOwn(versions, id)), versions };
  const id = await moderation.drafts.keep({ guild: person.guild, author: person.id }, plan);
  const label = say(yes, asker.locale, { count: steps.length });
  return { embeds, components: rowsOf([button(label, `confirm:file:${id}`, 'primary')]), private: true };
}

async function carriedOut(id: string, asker: Asker, { moderation }: Services): Promise<Reply> {
  const person = atHome(asker);
  const plan = (await moderation.drafts.take({ guild: person.guild, author: person.id }, id)) as Plan | undefined;
  if (!plan?.versions) throw new UserError(expired);
  const steps = stepsOf(plan.items, await moderation.view(person.guild));
  const read = steps.map((step) => ({ ...step, version: plan.versions[step.id] ?? step.version }));
  try {
    await moderation.apply(person, read);
  } catch (error) {
    throw error instanceof Stale ? new UserError(changed) : error;
  }
  return { content: say(done, asker.locale, { count: read.length }), private: true };
}

/** `/entry import`: entries from a file; what would change is shown first, and done after a yes. */
export default command({
  describe: { en: 'Import entries from a file; you see the changes first', zh: '从文件导入词条，导入前先显示变化' },
  where: 'server',
  who: 'moderators',
  slow: 'private',
  options: {
    file: {
      type: 'attachment',
      required: true,
      describe: {
        en: 'YAML or JSON, as /entry export writes it; at most 1 MB',
        zh: 'YAML或JSON文件，格式同 /entry export，最大1 MB',
      },
    },
  },
  run: async ({ options, asker }, services) =>
    prepared(await services.download(options.file, MOST_BYTES), asker, services),
  presses: {
    'confirm:file': ({ words: [id = ''], asker }, services) => carriedOut(id, asker, services),
  },
});
