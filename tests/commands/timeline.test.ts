import { describe, expect, test } from 'vitest';
import { factsOf, kinds } from '../../src/knowledge/entry.ts';
import { eventOf } from '../../src/knowledge/events.ts';
import { locales } from '../../src/text.ts';
import { knowledge, library, partsOf, testBot, textOf } from '../fixture.ts';
import { checkAnswered, checkHarmless, hostile, longest, pagesOf, sourcesOf, toldIn } from './reading.ts';

const bot = testBot();
const { run, press, ask, problems } = bot;

const PLANNED = /-# (?:.*[;；] )?(?:planned, as of|was planned for|计划中（截至|截至.*原计划于)/;
const DATED = /^\*\*(?:about |约|by |from |到)?.*\d{4}.*\*\*/;
const HAPPENED = /^(?:What has happened|已发生)$/;
const REPLACED = /since replaced|被取代/;

const hasDate = (entry: (typeof library.entries)[number]) =>
  factsOf(entry).filter(
    ({ fact }) => eventOf(fact, knowledge.vocabulary) !== undefined && !/million|billion/.test(fact.unit ?? ''),
  );

describe.each(locales)('the timeline of every entry (%s)', (locale) => {
  test.each(library.entries.map(({ id }) => id))('%s', async (about) => {
    const dated = hasDate(library.get(about)!);
    const first = await run('timeline', { about }, { locale });
    if (dated.length === 0) {
      expect(first).toMatchObject({ private: true, content: expect.stringMatching(/date of its own|没有带日期/) });
      return;
    }
    const pages = await pagesOf(first, bot, { locale });
    const told = pages.flatMap((page) => {
      const listed = sourcesOf(page);
      for (const { sources } of toldIn(page)) expect(listed).toEqual(expect.arrayContaining(sources));
      return toldIn(page);
    });
    expect(told.length).toBe(dated.length);
    for (const { section, text, sources } of told) {
      expect(text).toMatch(DATED);
      expect(sources.length).toBeGreaterThan(0);
      if (HAPPENED.test(section)) expect(text).not.toMatch(PLANNED);
      expect(REPLACED.test(section), text).toBe(/(?:replaced on |被取代：)/.test(text));
    }
    expect(problems).toEqual([]);
  });
});

/** Sections in order, each once. */
const sectionsOf = (told: readonly { section: string }[]) =>
  told.map(({ section }) => section).filter((section, at, all) => section !== all[at - 1]);

describe('what belongs together', () => {
  test('a plan whose time has passed says so, and is not among what happened', async () => {
    const told = (await pagesOf(await run('timeline', { about: 'tiangong' }), bot)).flatMap(toldIn);
    const later = testBot({ clock: { now: () => Date.UTC(2031, 0, 1), after: () => () => {} } });
    const past = (await pagesOf(await later.run('timeline', { about: 'tianwen-2' }), later)).flatMap(toldIn);
    expect(told.length).toBeGreaterThan(5);
    const back = past.find(({ text }) => text.startsWith('**Nov 2027**'));
    expect(back?.section).toBe('Planned for a time now past');
    expect(back?.text).toContain('was planned for Nov 2027, as of 29 May 2025; no later source here');
  });

  test('Tianwen-2 met its asteroid by an estimate, and is planned to come back', async () => {
    const told = (await pagesOf(await run('timeline', { about: 'tianwen2' }), bot)).flatMap(toldIn);
    expect(sectionsOf(told)).toEqual(['What has happened', 'Still to come', expect.stringMatching(REPLACED)]);
    expect(told.find(({ text }) => text.startsWith('**7 Jun 2026**'))?.text).toContain('estimated, as of 24 Jun 2026');
    expect(told.find(({ section }) => section === 'Still to come')?.text).toContain('planned, as of 29 May 2025');
  });

  test.each(kinds)('all of the kind %s, in order of time', async (about) => {
    const pages = await pagesOf(await run('timeline', { about }), bot);
    const told = pages.flatMap(toldIn);
    const expected = library.entries.filter(({ kind }) => kind === about).flatMap(hasDate);
    expect(told.length).toBe(expected.length);
    expect(new Set(sectionsOf(told)).size).toBe(sectionsOf(told).length);
    const years = told
      .filter(({ section }) => HAPPENED.test(section))
      .map(({ text }) => Number(/^\*\*[^*]*?(\d{4})/.exec(text)![1]));
    expect(years).toEqual(years.toSorted((a, b) => a - b));
  });

  test('a kind is named in either language', async () => {
    const [own, other] = [await run('timeline', { about: 'missions' }), await run('timeline', { about: ' 任务 ' })];
    expect(own.embeds?.[0]?.title).toBe('Missions: timeline');
    expect(other).toEqual(own);
  });

  test('some years: only what lies in them', async () => {
    const pages = await pagesOf(await run('timeline', { about: 'missions', from: 2020, to: 2020 }), bot);
    const told = pages.flatMap(toldIn);
    expect(told.length).toBeGreaterThan(10);
    for (const { text } of told) expect(text).toMatch(/^\*\*[^*]*2020/);
    expect(pages[0]?.embeds?.[0]?.title).toBe('Missions: timeline, 2020');
  });

  test('nothing asked for: this year and what is to come', async () => {
    const reply = await run('timeline', {}, { locale: 'zh' });
    expect(reply.embeds?.[0]?.title).toBe('全部词条：时间线（2026年起）');
    expect(partsOf(reply).map(({ label }) => label)).toEqual(['下一页', '后续计划', '末页']);
    const ahead = partsOf(reply).find(({ label }) => label === '后续计划')!;
    expect(toldIn(await press(ahead.custom_id!, { locale: 'zh' })).map(({ section }) => section)).toContain('尚未发生');
  });
});

describe('what cannot be answered', () => {
  test.each([
    [{ from: 2026, to: 2024 }, /`from` \(2026\) is later than `to` \(2024\)/, /2026.*晚于.*2024/],
    [{ from: 0 }, /`from` must be a year from 1 to 9999/, /`from` 须为1至9999/],
    [{ about: 'moon', to: 99999 }, /`to` must be a year/, /`to` 须为/],
    [{ to: -3 }, /`to` must be a year/, /`to` 须为/],
    [{ about: 'bodies', from: 1500, to: 1600 }, /in these years/, /在这些年份里/],
  ])('%j', async (options, en, zh) => {
    expect(await run('timeline', options)).toMatchObject({ private: true, content: expect.stringMatching(en) });
    expect((await run('timeline', options, { locale: 'zh' })).content).toMatch(zh);
  });

  test('a sibling never answers; its button opens its timeline in the same years', async () => {
    const reply = await run('timeline', { about: 'tianwen 5', from: 2025 });
    expect(reply).toMatchObject({ private: true, content: expect.stringContaining('no entry here') });
    const [nearest] = partsOf(reply).filter(({ custom_id }) => custom_id?.includes('tianwen-2'));
    expect(nearest?.custom_id).toBe('timeline:tianwen-2:2025::0');
    expect((await press(nearest!.custom_id!)).embeds?.[0]?.title).toBe('Tianwen-2: timeline, 2025 and later');
  });

  test.each(hostile)('%j', async (about) => {
    const reply = await run('timeline', { about });
    checkHarmless(reply);
  });

  test.each([
    'timeline',
    'timeline:tianwen-2:::-5',
    'timeline:tianwen-2:::x',
    'timeline:tianwen-2:::9e9',
    'timeline:tianwen-2:a:b:0',
    'timeline:gone:::0',
    'timeline:mission:2026:1:0',
  ])('a forged %s', async (id) => {
    const reply = await press(id);
    checkAnswered(reply);
    expect(problems).toEqual([]);
  });

  test.each(locales)(
    'the longest entry there can be keeps the limits, and shows where it was cut (%s)',
    async (locale) => {
      const full = testBot({ libraryOf: () => longest });
      for (const { id } of longest.entries) {
        const pages = await pagesOf(await full.run('timeline', { about: id }, { locale }), full, { locale });
        expect(pages.length).toBeGreaterThan(3);
        for (const page of pages) expect(textOf(page)).toMatch(/…/);
        for (const { text } of pages.flatMap(toldIn))
          expect(text).toMatch(/-# (?:reported|planned|was planned|已有报道|计划中|截至)/);
      }
      expect(full.problems).toEqual([]);
    },
  );
});

test('kinds and entries are offered while it is typed', async () => {
  const suggest = async (typed: string) =>
    (await ask({ type: 'suggest', name: 'timeline', option: 'about', typed })) as { choices: { value: string }[] };
  expect((await suggest('')).choices.slice(0, 5).map(({ value }) => value)).toEqual([...kinds]);
  expect((await suggest('miss')).choices[0]?.value).toBe('mission');
  expect((await suggest('tianwn 2')).choices[0]?.value).toBe('tianwen-2');
});
