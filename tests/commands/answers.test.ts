import { describe, expect, test } from 'vitest';
import { library, partsOf, testBot, textOf } from '../fixture.ts';
import { checkHarmless, hostile } from './reading.ts';

const { run, press, problems } = testBot();

/** What people type, and the entry that they mean. */
const spellings: readonly (readonly [command: 'mission' | 'finding' | 'search', query: string, title: string])[] = [
  ...['tianwen2', 'tian wen 2', 'tienwen two', 'Tianwen II', '天问二号', '天問二號', '天问2号', 'tianwn 2'].map(
    (query) => ['mission', query, 'Tianwen-2'] as const,
  ),
  ...['change6', 'chang e six', 'chnage 6', '嫦娥6号', 'CE-6'].map((query) => ['mission', query, "Chang'e-6"] as const),
  ['search', 'hit robot', 'HIT aerial'],
  ['search', 'harbin flying robot', 'HIT aerial'],
  ['search', 'ilrs', 'International Lunar Research Station'],
  ['search', 'lunar reserch station', 'International Lunar Research Station'],
  ['search', '311p', '311P'],
  ['finding', 'far side water', 'Water'],
  ['finding', 'moon magnatism', 'Rebound'],
  ['search', 'space science programme', 'ational space science programme'],
  ['search', 'south pole aitken', 'South Pole-Aitken'],
];

const optionOf = { mission: 'name', finding: 'topic', search: 'query' } as const;
const SOURCE_DATE = /· (?:about )?(?:\d{1,2} )?(?:[A-Z][a-z]{2} )?\d{4}/;

describe('finding the right entry', () => {
  test.each(spellings)('/%s %s → %s', async (command, query, title) => {
    const reply = await run(command, { [optionOf[command]]: query });
    const [embed] = reply.embeds ?? [];
    const first = command === 'search' ? embed?.description?.split('\n')[0] : embed?.title;
    expect(first, textOf(reply)).toContain(title);
    expect(textOf(reply)).toMatch(SOURCE_DATE);
    expect(reply.private ?? false).toBe(false);
  });

  test.each(['en', 'zh'] as const)('a sibling never answers (%s)', async (locale) => {
    for (const [name, near] of [
      ['tianwen 5', 'tianwen-2'],
      ['嫦娥十二号', 'change-6'],
      ['Tianwen-22', 'tianwen-2'],
      ["chang'e 66", 'change-6'],
    ] as const) {
      const reply = await run('mission', { name }, { locale });
      expect(reply.private, name).toBe(true);
      expect(reply.embeds ?? [], name).toEqual([]);
      expect(
        partsOf(reply).map((part) => part.custom_id),
        name,
      ).toContain(`entry:${near}`);
    }
  });

  test.each([
    ...['Hayabusa', '隼鸟', 'Queqiao', '鹊桥', 'Artemis', 'Luna', 'tian', '天', 'asteroid'],
    ...['长六', '嫦十', 'tianwen sihao', 'tianwen liuhao', 'changzheng sihao', 'chang e jiuhao', 'change shihao'],
    ...[
      'shenzhou ershisi hao',
      'yueqiu shiqi hao',
      'queqiao yihao',
      'tianwen-4 mission',
      '天问四号任务',
      'Mars mission',
    ],
  ])('%s may mean another: it is offered what is near, and told nothing', async (query) => {
    for (const [command, option] of [
      ['mission', 'name'],
      ['sources', 'name'],
      ['search', 'query'],
    ] as const) {
      const reply = await run(command, { [option]: query });
      expect(reply.private, `${command}: ${textOf(reply)}`).toBe(true);
    }
  });

  test.each(['Tianwen-2 mission', 'the tianwen 2 probe', '天问二号任务', '天问二号探测器', 'tianwen erhao'])(
    'words of kind beside a name, and joined pinyin: %s',
    async (name) => {
      expect((await run('mission', { name })).embeds?.[0]?.title).toContain('Tianwen-2');
    },
  );

  test('the Apollo programme is not the crater Apollo', async () => {
    const reply = await run('mission', { name: 'apollo 11' });
    expect(textOf(reply)).not.toContain('South Pole-Aitken Basin');
  });
});

describe('what is typed badly', () => {
  test.each(hostile)('%j is answered privately and harmlessly', async (query) => {
    for (const command of ['mission', 'finding', 'search', 'sources'] as const) {
      const option = command === 'sources' ? 'name' : optionOf[command];
      const reply = await run(command, { [option]: query });
      checkHarmless(reply);
    }
  });

  test('an old version’s button is a private note, and nothing is reported', async () => {
    const reply = await press('gone:1:2');
    expect(reply.private).toBe(true);
    expect(reply.content).toContain('older version');
    expect(problems).toEqual([]);
  });

  test.each([
    'facts:tianwen-2:-5',
    'facts:tianwen-2:x',
    'sources:tianwen-2:9e9',
    'facts:tianwen-2:',
    'another:nothing',
  ])('a forged %s shows a page or a note', async (id) => {
    const reply = await press(id);
    expect(textOf(reply).length).toBeGreaterThan(20);
    expect(problems).toEqual([]);
  });
});

describe('the asker’s language', () => {
  test('Chinese askers read Chinese, dates too', async () => {
    const text = textOf(await run('mission', { name: 'tianwen2' }, { locale: 'zh' }));
    expect(text).toContain('2025年7月2日');
    expect(text).toContain('计划中（截至2025年7月2日）');
    expect(text).not.toMatch(/What is known|planned, as of/);
  });
});

describe('"Find sources" on a message', () => {
  const { ask } = testBot();
  const inspect = (text: string) => ask({ type: 'menu', name: 'find-sources', text });

  test('entries that are named get a card each, at most three, for the asker alone', async () => {
    const reply = (await inspect('天问二号 and Chang’e-6 and the ILRS and 311P!')) as Awaited<ReturnType<typeof run>>;
    expect(reply.private).toBe(true);
    expect(reply.embeds?.map(({ title }) => title)).toEqual([
      expect.stringContaining('Tianwen-2'),
      expect.stringContaining('Chang'),
      expect.stringContaining('International'),
    ]);
  });

  test('a number behind a name makes it another’s', () => {
    expect(library.mentioned('夸父二号发射了吗')).toEqual([]);
    expect(library.mentioned('夸父发射了吗').map(({ id }) => id)).toContain('aso-s');
  });

  test('a message that names none gets the facts nearest to what it says', async () => {
    const reply = (await inspect('did you hear the robot that rolls and flies weighs as much as an apple')) as Awaited<
      ReturnType<typeof run>
    >;
    expect(textOf(reply)).toContain('HIT');
    expect(textOf(reply)).toContain('13 Feb 2025');
  });

  test('a message about something else is answered with a note', async () => {
    const reply = (await inspect('qwertz uiop')) as Awaited<ReturnType<typeof run>>;
    expect(reply).toMatchObject({ private: true, content: expect.stringContaining('Nothing in this message') });
  });
});
