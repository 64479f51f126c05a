import { describe, expect, test } from 'vitest';
import { factsOf } from '../../src/knowledge/entry.ts';
import { createOverlay } from '../../src/knowledge/library.ts';
import { locales } from '../../src/text.ts';
import { library, partsOf, testBot, textOf } from '../fixture.ts';
import { checkAnswered, checkHarmless, checkLimits, hostile, longest, pagesOf, sourcesOf, toldIn } from './reading.ts';

const bot = testBot();
const { run, press, problems } = bot;
const programmes = library.entries.filter(({ kind }) => kind === 'programme');

const MODALITY = /planned|reported|opinion|estimated|as of|taken from the dates|计划|报道|观点|截至|由所列/;

describe.each(locales)('the roadmap of every programme (%s)', (locale) => {
  test.each(programmes.map(({ id }) => id))('%s', async (programme) => {
    const pages = await pagesOf(await run('roadmap', { programme }, { locale }), bot, { locale });
    const told = pages.flatMap((page) => {
      const listed = sourcesOf(page);
      for (const { sources } of toldIn(page)) expect(listed).toEqual(expect.arrayContaining(sources));
      return toldIn(page);
    });
    expect(told.length).toBeGreaterThan(factsOf(library.get(programme)!).length);
    for (const { text, sources } of told) {
      expect(text).toMatch(MODALITY);
      expect(sources.length).toBeGreaterThan(0);
    }
    expect(told[0]!.section).toContain(locale === 'en' ? '22 Nov 2026' : '2026年11月22日');
    expect(problems).toEqual([]);
  });
});

test('what a server puts beside a fact stands beside it', async () => {
  const programme = library.get('space-science-programme')!;
  const [first] = programme.facts;
  const text = { en: 'We see it otherwise.', zh: '我们看法不同。' };
  const own = { ...first!, attr: 'statement', value: text, text, corrects: 'themes', added: true as const };
  const content = { ...programme, facts: [...programme.facts, own] };
  const server = testBot({ libraryOf: () => createOverlay(library, [content], new Set()) });
  const pages = await pagesOf(await server.run('roadmap', { programme: programme.id }), server);
  const labels = pages.flatMap(toldIn).map((told) => /^\*\*(.+?)\*\*/.exec(told.text)?.[1]);
  const { label } = library.vocabulary.attributes.get('themes')!;
  expect(labels.slice(-3)).toEqual([label.en, label.en, 'Priority areas']);
});

describe('China’s space science programme', () => {
  const read = async (now: number, locale: 'en' | 'zh' = 'en') => {
    const then = testBot({ clock: { now: () => now, after: () => () => {} } });
    const pages = await pagesOf(await then.run('roadmap', { programme: 'space science' }, { locale }), then, {
      locale,
    });
    return { pages, told: pages.flatMap(toldIn) };
  };

  test('counts stand in their source’s verbs and are never summed', async () => {
    const { pages, told } = await read(Date.UTC(2026, 10, 22));
    const of = (section: RegExp) =>
      told.filter((one) => section.test(one.section)).map(({ text }) => text.split('\n')[0]);
    expect(of(/^First phase/)).toContain('**To be approved**: 5 to 8 satellite missions');
    expect(of(/^Second phase/)).toContain('**To be carried out**: about 15 satellite missions');
    expect(of(/^Third phase/)).toContain('**To be launched**: more than 30 missions');
    expect(textOf(pages[0]!)).toContain('cannot be added up');
    expect(pages.map(textOf).join('\n')).not.toMatch(/\b(?:50|53)\b/);
  });

  test.each([
    [Date.UTC(2026, 10, 22), /falls in: \*\*First phase/, /处于：\*\*第一阶段/],
    [Date.UTC(2030, 0, 1), /falls in: \*\*Second phase/, /处于：\*\*第二阶段/],
    [Date.UTC(2060, 0, 1), /is after \*\*Third phase/, /已过\*\*第三阶段/],
  ])('where today stands at %d', async (now, en, zh) => {
    expect((await read(now)).told[0]!.text).toMatch(en);
    expect((await read(now, 'zh')).told[0]!.text).toMatch(zh);
  });
});

test('a programme without phases is placed by its period', async () => {
  expect(toldIn(await run('roadmap', { programme: 'ilrs' }))[0]!.text).toMatch(
    /today is before \*\*Construction\*\* \(2028 to 2035\)\.\n-# planned, as of 15 Oct 2024/,
  );
});

test.each(locales)('without a name: all programmes, each with a button (%s)', async (locale) => {
  const reply = await run('roadmap', {}, { locale });
  checkLimits(reply);
  expect(partsOf(reply).map(({ custom_id }) => custom_id)).toEqual(programmes.map(({ id }) => `roadmap:${id}:0`));
  for (const { text, sources } of toldIn(reply)) expect([text, sources.length]).not.toEqual([text, 0]);
  const opened = await press(partsOf(reply)[0]!.custom_id!, { locale });
  expect(opened.embeds?.[0]?.title).toMatch(/roadmap|路线图/);
});

describe('what cannot be answered', () => {
  test.each(hostile)('%j', async (programme) => {
    const reply = await run('roadmap', { programme });
    checkHarmless(reply);
  });

  test('what is no programme is offered as what it is', async () => {
    const reply = await run('roadmap', { programme: 'tianwen-2' });
    expect(reply.private).toBe(true);
    for (const { custom_id } of partsOf(reply)) expect((await press(custom_id!)).embeds?.length).toBe(1);
  });

  test.each(['roadmap', 'roadmap:ilrs:-1', 'roadmap:ilrs:x', 'roadmap:tianwen-2:0', 'roadmap:gone:0', 'roadmap::99'])(
    'a forged %s',
    async (id) => {
      const reply = await press(id);
      checkAnswered(reply);
      expect(problems).toEqual([]);
    },
  );

  test.each(locales)('the longest programme there can be keeps the limits (%s)', async (locale) => {
    const full = testBot({ libraryOf: () => longest });
    const programme = longest.entries.find(({ kind }) => kind === 'programme')!.id;
    const pages = await pagesOf(await full.run('roadmap', { programme }, { locale }), full, { locale });
    expect(pages.length).toBeGreaterThan(6);
    checkLimits(await full.run('roadmap', {}, { locale }));
    expect(full.problems).toEqual([]);
  });
});
