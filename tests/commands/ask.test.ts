import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../src/config.ts';
import { embedLength, Message } from '../../src/limits.ts';
import type { Reply } from '../../src/reply/reply.ts';
import type { Locale } from '../../src/text.ts';
import { partsOf, testBot, textOf } from '../fixture.ts';
import { openGaps } from '../gaps.ts';

const { run, press, problems } = testBot();

const ask = (question: string, locale: Locale = 'en') => run('ask', { question }, { locale });
const ids = (reply: Reply) => partsOf(reply).map((part) => part.custom_id);

/** A question, what its answer must say, and the entry that its first button opens. */
const answered: readonly (readonly [question: string, says: RegExp, entry: string])[] = [
  ['what did chnage 6 bring back', /1,935\.3 g/, 'change-6'],
  ['How much soil did Chang’e-6 haul home?', /1,935\.3 g/, 'change-6'],
  ['天问二号啥时候发射的', /2025年5月28日/, 'tianwen-2'],
  ['tianwen2 launch date', /28 May 2025/, 'tianwen-2'],
  ['when did Tianwen II lauch?', /28 May 2025/, 'tianwen-2'],
  ['嫦娥六號帶回多少樣品', /1,935\.3\s*克/, 'change-6'],
  ['胖五有多高？', /57\s*米/, 'long-march-5'],
  ['how heavy is the HIT robot', /300 g/, 'hit-aerial-terrestrial-robot'],
  ['was Chang’e-4 the first landing on the far side?', /far side/, 'change-4'],
  ['redshift of EP240315a from Einstein Probe?', /4\.859/, 'einstein-probe'],
];

describe('an answer', () => {
  test.each(answered)('%s', async (question, says, entry) => {
    const reply = await ask(question);
    const text = textOf(reply);
    expect(text).toMatch(says);
    expect(reply.private ?? false).toBe(false);
    expect(ids(reply).slice(0, 2)).toEqual([`entry:${entry}`, `sources:${entry}:0`]);
    expect(text).toMatch(/Understood as: |理解为：/);
    expect(text).toMatch(/· (?:about )?(?:\d{1,2} )?(?:[A-Z][a-z]{2} )?\d{4}|· \d{4}年/);
  });

  test('a plan stays a plan, as of its day', async () => {
    expect(textOf(await ask('when will Chang’e-8 launch'))).toMatch(/planned, as of 24 Apr 2025/);
    expect(textOf(await ask('嫦娥八号什么时候发射'))).toContain('计划中（截至2025年4月24日）');
  });

  test('what its source hedges stays hedged', async () => {
    expect(textOf(await ask('where does Kamooalewa come from'))).toMatch(/hypothesis/);
  });

  test('sources that disagree are shown together', async () => {
    const text = textOf(await ask('how heavy is SVOM'));
    expect(text).toContain('930 kg');
    expect(text).toContain('950 kg');
    expect(text).toContain('sources disagree');
  });

  test('a bare name gets its card, misspelt too', async () => {
    for (const name of ['tianwen2', '天问二号', 'tianwn 2']) {
      const reply = await ask(name);
      expect(reply.embeds?.[0]?.title, name).toContain('Tianwen-2');
      expect(ids(reply), name).toContain('facts:tianwen-2:0');
    }
  });

  test('a question in Chinese is answered in Chinese', async () => {
    expect(textOf(await ask('嫦娥六号用什么火箭发射', 'en'))).toContain('运载火箭');
  });
});

describe('no answer', () => {
  const SOURCED = /· (?:\d{1,2} )?(?:[A-Z][a-z]{2} )?\d{4}|· \d{4}年|https?:/;

  /** A question, and an entry that is offered instead, if one is near. */
  const declined: readonly (readonly [question: string, near?: string])[] = [
    ['when will Tianwen-5 launch?', 'tianwen-2'],
    ['嫦娥十二号带回多少样品', 'change-6'],
    ['how many grams did chang’e-11 bring back', 'change-6'],
    ['SMILE-2 launch date', 'smile'],
    ['玉兔八号行驶了多少米', 'change-4'],
    ['how much does tianwen-2 cost', 'tianwen-2'],
    ['嫦娥五号的保险费是多少', 'change-5'],
    ['where did Queqiao-2 land on the Moon?', 'queqiao-2'],
    ['who walked on the Moon in Chang’e-6?', 'change-6'],
    ['when did Hayabusa2 collide with the Moon', 'hayabusa2'],
    ['best pizza toppings'],
    ['how do I reset my discord password'],
    ['北京明天会下雨吗？'],
    ['blorb the frimble when wug'],
  ];

  test.each(declined.map(([question, near]) => ({ question, near })))('$question', async ({ question, near }) => {
    const reply = await ask(question);
    expect(reply.private, textOf(reply)).toBe(true);
    expect(reply.embeds ?? []).toEqual([]);
    expect(textOf(reply)).not.toMatch(SOURCED);
    if (near) expect(ids(reply)).toContain(`entry:${near}`);
  });

  test('it names what is here and what is not', async () => {
    expect(textOf(await ask('how much does tianwen-2 cost'))).toMatch(/Tianwen-2 .* is here; its cost is not/);
    expect(textOf(await ask('天问二号花了多少钱', 'zh'))).toMatch(/天问二号.*没有它的“花费”/);
  });
});

describe('what is typed badly', () => {
  const hostile = [
    '',
    '   ',
    '？？？',
    '😀🚀',
    '\u0000\u0007\u202e',
    '@everyone when <@123> <#1>',
    '**b** [x](https://evil.example) `c` # h',
    'launch '.repeat(1000).slice(0, 6000),
    'how many '.repeat(700).slice(0, 6000),
    '月'.repeat(6000),
    '5'.repeat(6000),
  ];

  test.each(hostile)('%j is declined privately and harmlessly', async (question) => {
    const reply = await ask(question);
    expect(reply.private).toBe(true);
    expect(textOf(reply).length).toBeGreaterThan(20);
    expect(textOf(reply).length).toBeLessThan(2000);
    expect(textOf(reply)).not.toMatch(/@everyone|<@123>|\]\(https:\/\/evil/);
    expect(problems).toEqual([]);
  });

  test('a question after 300 characters is not looked at', async () => {
    const reply = await ask(`${'x'.repeat(310)} when was tianwen-2 launched`);
    expect(reply.private).toBe(true);
  });
});

describe('"Not what I asked"', () => {
  test('it counts the question as a gap of the guild, and offers the nearest entries to its asker', async () => {
    const gaps = await openGaps();
    const own = testBot({ gaps });
    const reply = await own.run('ask', { question: 'How heavy is  SVOM?' }, { guild: '7' });
    const button = partsOf(reply).find((part) => part.custom_id?.startsWith('unanswered:'))!;
    const note = await own.press(button.custom_id!, { guild: '7' });
    expect(note.private).toBe(true);
    expect(ids(note)).toContain('entry:svom');
    expect(await gaps.of('7')).toEqual([{ text: 'how heavy is svom', count: 1 }]);
  });

  test('a forged one is a note', async () => {
    for (const id of ['unanswered:', 'unanswered', `unanswered:${'@everyone '.repeat(9)}`]) {
      const note = await press(id);
      expect(note.private, id).toBe(true);
      expect(textOf(note), id).not.toContain('@everyone');
    }
    expect(problems).toEqual([]);
  });
});

/** One question of the development half in so many. */
const EVERY = 5;
const questions = (['en', 'zh'] as const).flatMap((locale) =>
  readFileSync(join(root, `bench/ask/questions.${locale}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line.includes('"dev"'))
    .filter((_, at) => at % EVERY === 0)
    .map((line) => ({ locale, question: JSON.parse(line).question as string })),
);

test('every reply to one question in five keeps Discord’s limits, and 2,000 characters', async () => {
  expect(questions.length).toBeGreaterThan(200);
  for (const { question, locale } of questions) {
    const { private: own, update, ...message } = await ask(question, locale);
    const sent = Message.safeParse({ allowed_mentions: { parse: [] }, ...message });
    expect(sent.error, question).toBeUndefined();
    const isCard = ids(message).some((id) => id?.startsWith('facts:'));
    const length = (message.embeds ?? []).reduce(
      (sum, embed) => sum + embedLength(embed),
      message.content?.length ?? 0,
    );
    if (!isCard) expect(length, question).toBeLessThanOrEqual(2000);
  }
});

test.each(['when did hayabusa launch', '隼鸟号什么时候发射', 'what did Luna bring back'])(
  'a series without its number is nobody’s: %s',
  async (question) => {
    const reply = await run('ask', { question });
    expect(reply.private).toBe(true);
    expect(reply.embeds ?? []).toEqual([]);
  },
);
