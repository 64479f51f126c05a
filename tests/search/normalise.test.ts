import { describe, expect, test } from 'vitest';
import { searchKey, tokens } from '../../src/search/index.ts';

describe('one key for every spelling', () => {
  test.each([
    [
      [
        'Tianwen-2',
        'tianwen2',
        'TIANWEN II',
        'tian wen two',
        'Tianwen No. 2',
        '天问二号',
        '天問二號',
        '天问2号',
        '天问 二 号',
        '天问二',
        'tian wen er hao',
        'Tìānwén-2',
        'ＴＩＡＮＷＥＮ２',
        'Tian\u200bwen\u202e-2',
        'Tianwen Ⅱ',
        'Tianwen ②',
      ],
      'tianwen2',
    ],
    [
      [
        "Chang'e-6",
        'Chang’e 6',
        'Chang`e VI',
        'Changʻe six',
        'chang e liu hao',
        "Cháng'é liùhào",
        'chang e liuhao',
        '嫦娥六号',
        '嫦娥6號',
        '嫦娥陆号',
      ],
      'change6',
    ],
    [
      [
        'Shenzhou-23',
        'Shenzhou XXIII',
        'shenzhou twenty-three',
        '神舟二十三号',
        '神舟廿三'.replace('廿', '二十'),
        'shen zhou er shi san hao',
        'shenzhou ershisanhao',
        'Shénzhōu èrshísān hào',
        '神舟23',
      ],
      'shenzhou23',
    ],
    [['Kamoʻoalewa', "Kamo'oalewa", 'Kamoʼoalewa', 'KAMOOALEWA'], 'kamooalewa'],
    [['α Centauri', 'Alpha Centauri', 'Α Centauri'], 'alphacentauri'],
    [['女娲', 'Nüwa'], 'nuwa'],
    [['Rho¹ Cancri', 'ρ1 Cancri'], 'rho1cancri'],
    [['Ørsted', 'Orsted'], 'orsted'],
  ])('%j', (spellings, key) => {
    expect(spellings.map(searchKey)).toEqual(spellings.map(() => key));
  });

  test.each([
    ['十', '10'],
    ['十二', '12'],
    ['二十', '20'],
    ['九十九', '99'],
    ['一百二十', '120'],
    ['一百零五', '105'],
    ['三千', '3000'],
    ['二〇二四', '2024'],
    ['两', '2'],
  ])('神舟%s号 has the number %s', (numeral, digits) => {
    expect(tokens(`神舟${numeral}号`)).toEqual(['shenzhou', digits]);
  });
});

describe('what is no numeral stays a word', () => {
  test.each([
    ['OneWeb', ['oneweb']],
    ['One Web', ['one', 'web']],
    ['i robot', ['i', 'robot']],
    ['ξ Aquilae', ['xi', 'aquilae']],
    ['Kepler-33 i', ['kepler', '33', 'i']],
    ['三体计划', ['santijihua']],
    ['统一', ['tongyi']],
    ['si ba fang', ['si', 'ba', 'fang']],
    ['KOI-707.03', ['koi', '707', '03']],
  ])('%s', (text, words) => {
    expect(tokens(text)).toEqual(words);
  });

  test('nothing is left of signs', () => {
    expect(['', '  ', '🚀🚀', '\u0000\u0007', '\u200b\u202e', '?!…'].map(searchKey)).toEqual(Array(6).fill(''));
  });

  test('other scripts keep their letters', () => {
    expect(tokens('Спутник-1')).toEqual(['спутник', '1']);
    expect(searchKey('はやぶさ2')).toBe(searchKey('はやぶさ ２'));
  });
});
