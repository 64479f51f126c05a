import { describe, expect, test } from 'vitest';
import { createAnswers } from '../../src/ask/index.ts';
import { Entry } from '../../src/knowledge/entry.ts';
import { createOverlay } from '../../src/knowledge/library.ts';
import { library } from '../fixture.ts';

const answer = createAnswers();

describe('what is asked is not answered by something near it', () => {
  test.each([
    ['another body', 'how many kilograms did Chang’e-6 bring back from Mars', 'unsure'],
    ['another body, in Chinese', '嫦娥六号从火星带回多少土', 'unsure'],
    ['two entries, of which the fact tells one', 'when did OSIRIS-REx reach 311P', 'no-fact'],
    ['a sibling that is not here', 'when did Chang’e-2 fly past Toutatis', 'unknown-entry'],
    ['a number that makes it another', '天问五号什么时候发射', 'unknown-entry'],
    ['a series', '嫦娥什么时候发射', 'unknown-entry'],
    ['nothing that is named', 'what is the mass of the moon', 'off-topic'],
  ])('%s', (_, question, because) => {
    expect(answer(library, question)).toMatchObject({ type: 'declined', because });
  });

  test('探测器 has no CE in it, and 月球 is no Luna', () => {
    for (const question of ['头一个从月亮背面挖土回来的是哪个探测器', '月球背面的土是哪个探测器首先带回来的'])
      expect(answer(library, question), question).toMatchObject({ type: 'answered' });
  });

  test.each(['月背28亿年前那次火山喷发，正面的样品里见过吗', 'how did Bennu 4 billion years ago come by its salts'])(
    'an amount is no number of a name: %s',
    (question) => {
      expect(answer(library, question)).not.toMatchObject({ because: 'unknown-entry' });
    },
  );

  test('two characters are no name by their sound: 回，研 is no 慧眼', () => {
    const outcome = answer(library, '月亮的磁场后来又变强了一回，研究的人怎么解释');
    expect(JSON.stringify(outcome)).not.toContain('insight-hxmt');
  });

  test.each([
    'when did apollo 19 land on the moon',
    'Where is Voyager 2 now?',
    'when did Viking 5 land in Utopia Planitia',
    '天都十八号跟谁一同发射的',
    '旅行者2号在哪里',
    '阿波罗25号带回多少',
    'how heavy is hubble',
    '哈勃望远镜多重',
    'how high does the ISS orbit',
  ])('what is asked about is not here: %s', (question) => {
    expect(answer(library, question)).toMatchObject({ type: 'declined', because: 'unknown-entry' });
  });

  test.each([
    ['天都一号跟谁一同发射的', 'queqiao-2'],
    ['海盗2号什么时候着陆', 'utopia-planitia'],
    ['when did Viking 2 land', 'utopia-planitia'],
    ['Hubble saw 311P with how many tails', '311p'],
  ])('what is no entry but is told of in one: %s', (question, id) => {
    expect(answer(library, question)).toMatchObject({ type: 'answered', answers: [{ entry: { id } }] });
  });

  test.each(['first woman in space', 'first x-ray satellite'])(
    'a nation’s first is not the first of all: %s',
    (question) => {
      expect(answer(library, question)).toMatchObject({ type: 'declined' });
    },
  );

  test.each(['what was China’s first X-ray satellite', '第一个上太空的香港人是谁'])(
    'a nation’s first: %s',
    (question) => {
      expect(answer(library, question)).toMatchObject({ type: 'answered' });
    },
  );

  test.each(['what is zhurong', '嫦娥石是什么'])(
    'what an entry is, where no fact says it, is its card: %s',
    (question) => {
      expect(answer(library, question)).toMatchObject({ type: 'named' });
    },
  );

  test('’s makes no other name', () => {
    const outcome = answer(library, 'Xuntian’s field of view');
    expect(outcome).toMatchObject({ type: 'answered', answers: [{ entry: { id: 'xuntian' } }] });
  });

  test('着陆 at the end of a question is no number', () => {
    const outcome = answer(library, '嫦娥六号什么时候着陆');
    expect(outcome.type === 'answered' && outcome.answers[0].placed.fact.attr).toBe('landing.date');
  });

  test.each([
    'launch date of Dawn',
    'when was InSight launched',
    'where did Pioneer land',
    'how heavy is Cassini',
    'when was Ingenuity launched',
    '菲莱什么时候到达',
    '卡西尼号什么时候发射的',
  ])('a mission that is not here: %s', (question) => {
    expect(answer(library, question)).toMatchObject({ type: 'declined' });
  });

  test('Mars is a planet, no member of a series', () => {
    const outcome = answer(library, 'what is the fine for littering on Mars');
    expect(outcome).toMatchObject({ type: 'declined', because: 'off-topic' });
  });
});

describe('what was put off', () => {
  test.each(['when was Chang’e-7 launched', 'when will chang’e-7 launch', '嫦娥七号什么时候发射', '嫦娥七号发射了吗'])(
    'is told as such, not by another event: %s',
    (question) => {
      const outcome = answer(library, question);
      const values = outcome.type === 'answered' && outcome.answers.map(({ placed }) => placed.fact.value);
      expect(JSON.stringify(values)).toContain('not launched');
    },
  );
});

describe('what is out of date', () => {
  const attributesOf = (question: string) => {
    const outcome = answer(library, question);
    return outcome.type === 'answered' ? outcome.answers.map(({ placed }) => placed.fact) : [];
  };

  test('is not shown to who asks how things are', () => {
    const facts = attributesOf('天问二号什么时候到达小行星');
    expect(facts.length).toBeGreaterThan(0);
    expect(facts.filter(({ replaced }) => replaced)).toEqual([]);
  });

  test('is shown to who asks how they were to be', () => {
    const facts = attributesOf('天问二号原计划什么时候到达小行星');
    expect(facts.some(({ replaced, attr }) => replaced && attr === 'arrival.planned')).toBe(true);
  });
});

describe('what a server added', () => {
  const text = {
    en: 'Voyager 2 flew past Neptune on 25 August 1989.',
    zh: '旅行者2号于1989年8月25日飞掠海王星。',
  };
  const added = Entry.parse({
    kind: 'mission',
    id: 'voyager-2',
    names: { en: 'Voyager 2', zh: '旅行者2号' },
    summary: text,
    facts: [{ attr: 'statement', value: text, confidence: 'reported', sources: ['nasa'] }],
    sources: { nasa: { title: 'Voyager', publisher: 'NASA', published: '1989-08-26', origin: 'nasa', tier: 'agency' } },
  });
  const theirs = createOverlay(library, [added], new Set());

  test.each(['when did Voyager 2 fly past Neptune', '旅行者2号什么时候飞掠海王星'])(
    'is found by its words: %s',
    (asked) => {
      expect(answer(theirs, asked)).toMatchObject({ type: 'answered', answers: [{ entry: { id: 'voyager-2' } }] });
      expect(answer(library, asked)).toMatchObject({ type: 'declined' });
    },
  );

  test.each([
    ['who built Voyager 2', 'no-fact'],
    ['when did Voyager 1 fly past Neptune', 'unknown-entry'],
  ])('answers nothing else: %s', (asked, because) => {
    expect(answer(theirs, asked)).toMatchObject({ type: 'declined', because, near: [{ id: 'voyager-2' }] });
  });
});
