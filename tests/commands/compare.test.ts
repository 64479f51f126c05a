import { describe, expect, test } from 'vitest';
import { kinds } from '../../src/knowledge/entry.ts';
import { locales } from '../../src/text.ts';
import { library, partsOf, testBot } from '../fixture.ts';
import { checkAnswered, checkHarmless, checkLimits, hostile, longest, pagesOf, sourcesOf, toldIn } from './reading.ts';

const bot = testBot();
const { run, press, problems } = bot;

/** Every entry beside the next two of its kind, and beside the first of the next kind. */
const pairs = kinds.flatMap((kind, at) => {
  const own = library.entries.filter((entry) => entry.kind === kind).map(({ id }) => id);
  const other = library.entries.find((entry) => entry.kind === kinds[(at + 1) % kinds.length])!.id;
  return own.flatMap((id, place) =>
    [own[place + 1], own[place + 2], other].flatMap((to) => (to ? [[id, to] as const] : [])),
  );
});

const MODALITY =
  /planned|report|peer-reviewed|opinion|estimated|hypothesis|not certain|disagree|计划|报道|评议|观点|估算|假说|尚不确定|不一/;

describe.each(locales)('every entry beside others (%s)', (locale) => {
  test.each(pairs)('%s and %s', async (first, second) => {
    const reply = await run('compare', { first, second }, { locale });
    if (!reply.embeds) {
      expect(reply).toMatchObject({ private: true, content: expect.stringMatching(/nothing to compare|无法对比/) });
      return;
    }
    for (const page of await pagesOf(reply, bot, { locale })) {
      const listed = sourcesOf(page);
      for (const { text, sources, section } of toldIn(page)) {
        expect(listed).toEqual(expect.arrayContaining(sources));
        if (text.startsWith('→') || /^(?:Known of one alone|仅一方)/.test(section)) continue;
        expect(text).toMatch(MODALITY);
        expect(sources.length).toBeGreaterThan(0);
      }
    }
    expect(problems).toEqual([]);
  });
});

async function told(first: string, second: string, locale: 'en' | 'zh' = 'en') {
  return (await pagesOf(await run('compare', { first, second }, { locale }), bot, { locale })).flatMap(toldIn);
}

/** The sentences on what differs. */
const differences = async (first: string, second: string, locale: 'en' | 'zh' = 'en') =>
  (await told(first, second, locale)).flatMap(({ text }) => (text.startsWith('→ ') ? [text.slice(2)] : []));

describe('what differs', () => {
  test('grams, and days where both hours are known', async () => {
    const found = await differences('ce6', '嫦娥五号');
    expect(found).toContain("Chang'e-6 brought back about 204 g more than Chang'e-5.");
    expect(found).toContain("Chang'e-6 was launched 1,257 days after Chang'e-5.");
    expect(found).toContain("Chang'e-6 landed about 1,279 days after Chang'e-5.");
    const chinese = await differences('ce5', 'ce6', 'zh');
    expect(chinese).toContain('嫦娥六号带回的样品比嫦娥五号多约204克。');
    expect(chinese).toContain('嫦娥六号比嫦娥五号晚1,257天发射。');
  });

  test('one unit for both, with what the source gave', async () => {
    const sizes = (await told('bennu', 'ryugu')).filter(({ section }) => section === 'Size').map(({ text }) => text);
    expect(sizes[0]).toContain('**Bennu**: about 490 m (given as about 0.49 km)');
    expect(sizes[1]).toContain('about 900 m');
    expect(sizes[2]).toBe('→ Ryugu is about 410 m larger than Bennu.');
    expect(await differences('osiris rex', 'apollo samples')).toContain(
      "Mass of samples: about 382,000 g more for Apollo's samples than for OSIRIS-REx.",
    );
  });

  test('disputed figures, several figures and limits are not subtracted', async () => {
    const found = await differences('luna 16', 'aso-s');
    expect(found).toContain('No difference is worked out: more than one figure is given.');
    expect(found.join('\n')).not.toMatch(/heavier/);
    expect(await differences('mengzhou', 'shenzhou-23')).toContain(
      'No difference is worked out: a limit, a range or a rough date is among them.',
    );
  });

  test('with a plan among the figures nothing is said to have been', async () => {
    const found = (await differences('lanyue', 'mengzhou')).find((sentence) => sentence.startsWith('Mass'));
    expect(found).toMatch(/^Mass: about 4 t more for Lanyue than for Mengzhou\. A plan is among these figures\.$/);
  });

  test('what one alone has is named', async () => {
    const alone = (await told('ce6', 'ce5')).filter(({ section }) => section === 'Known of one alone');
    expect(alone.length).toBeGreaterThan(0);
    expect(alone.map(({ text }) => text).join('\n')).toMatch(/\*\*Chang'e-[56]\*\*: /);
  });
});

describe('what cannot be answered', () => {
  test('the same entry twice', async () => {
    for (const [locale, words] of [
      ['en', 'Both names mean Chang'],
      ['zh', '两个名称指的都是嫦娥六号'],
    ] as const) {
      const reply = await run('compare', { first: 'ce6', second: '嫦娥六号' }, { locale });
      expect(reply).toMatchObject({ private: true, content: expect.stringContaining(words) });
    }
  });

  test.each(locales)('a name that is not sure on either side offers pairs, never a sibling (%s)', async (locale) => {
    for (const [first, second, wanted] of [
      ['tianwen 5', 'osiris rex', 'compare:tianwen-2:osiris-rex:0'],
      ['osiris rex', 'tianwen 5', 'compare:osiris-rex:tianwen-2:0'],
      ['tianwen 5', '嫦娥十二号', 'compare:tianwen-2:change-6:0'],
    ] as const) {
      const reply = await run('compare', { first, second }, { locale });
      checkLimits(reply);
      expect([reply.private, reply.embeds]).toEqual([true, undefined]);
      const ids = partsOf(reply).map(({ custom_id }) => custom_id);
      if (second !== '嫦娥十二号') expect(ids).toContain(wanted);
      expect(ids.every((id) => id?.startsWith('compare:'))).toBe(true);
      const opened = await press(ids[0]!, { locale });
      checkLimits(opened);
      for (const id of ids[0]!.split(':').slice(1, 3))
        expect(opened.embeds?.[0]?.title).toContain(library.get(id)!.names[locale]);
    }
  });

  test.each(hostile)('%j', async (name) => {
    for (const options of [
      { first: name, second: name },
      { first: name, second: 'ce6' },
      { first: 'ce6', second: name },
    ]) {
      const reply = await run('compare', options);
      checkHarmless(reply);
    }
    expect(problems).toEqual([]);
  });

  test.each([
    'compare',
    'compare:a:b:0',
    'compare:change-6:change-6:0',
    'compare:change-6:change-5:-7',
    'compare:change-6:change-5:x',
  ])('a forged %s', async (id) => {
    const reply = await press(id);
    checkAnswered(reply);
    expect(problems).toEqual([]);
  });

  test.each(locales)(
    'the longest entries there can be keep the limits, and their buttons work (%s)',
    async (locale) => {
      const full = testBot({ libraryOf: () => longest });
      const [first, second] = longest.entries.map(({ id }) => id);
      const pages = await pagesOf(await full.run('compare', { first, second }, { locale }), full, { locale });
      expect(pages.length).toBeGreaterThan(6);
      expect(full.problems).toEqual([]);
    },
  );
});
