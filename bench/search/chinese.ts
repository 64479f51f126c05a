import type { Known } from './known.ts';
import { notations } from './numerals.ts';
import type { Query } from './query.ts';
import type { Random } from './random.ts';

/** Chinese series whose romanised names the real data have: name without separators, Chinese name, syllables. */
const SERIES: readonly (readonly [string, string, string])[] = [
  ['tianwen', '天问', 'tian wen'],
  ["chang'e", '嫦娥', 'chang e'],
  ['shenzhou', '神舟', 'shen zhou'],
  ['tianzhou', '天舟', 'tian zhou'],
  ['tiangong', '天宫', 'tian gong'],
  ['beidou', '北斗', 'bei dou'],
  ['fengyun', '風雲', 'feng yun'],
  ['yaogan', '遥感', 'yao gan'],
  ['gaofen', '高分', 'gao fen'],
  ['shijian', '实践', 'shi jian'],
  ['shiyan', '试验', 'shi yan'],
  ['haiyang', '海洋', 'hai yang'],
  ['zhongxing', '中星', 'zhong xing'],
  ['tianlian', '天链', 'tian lian'],
  ['tianhui', '天绘', 'tian hui'],
  ['jilin', '吉林', 'ji lin'],
  ['zhuhai', '珠海', 'zhu hai'],
  ['huanjing', '环境', 'huan jing'],
  ['chuangxin', '创新', 'chuang xin'],
  ['queqiao', '鹊桥', 'que qiao'],
];

const NUMBERED = /^(.+?)[\s-]?([1-9]\d?)$/;
const LARGEST = 39;

/** A name of one of the series: its Chinese name, its syllables and its number. */
interface Numbered {
  han: string;
  pinyin: string;
  value: number;
}

/** What a romanised name means in Chinese, if it is of one of the series and its number is at most 39. */
export function seriesOf(name: string): Numbered | undefined {
  const [, stem = '', number = ''] = NUMBERED.exec(name) ?? [];
  const series = SERIES.find(([romanised]) => romanised === stem.toLowerCase().replace(/\s/g, ''));
  return series && Number(number) <= LARGEST ? { han: series[1], pinyin: series[2], value: Number(number) } : undefined;
}

function spell({ han, pinyin, value }: Numbered, random: Random): string {
  return random.pick([
    `${han}${notations.han(value)}号`,
    `${han}${value}號`,
    `${han}${value}`,
    `${pinyin} ${notations.pinyin(value)} hao`,
    `${pinyin} ${value}`,
  ]);
}

/** Queries in Chinese or pinyin for the names of these series. */
export function chineseQueries(count: number, known: Known, random: Random): readonly Query[] {
  const found = known.names.flatMap(({ name }) => {
    const series = seriesOf(name);
    return series ? [{ name, series }] : [];
  });
  const chosen = Array.from({ length: found.length > 0 ? count : 0 }, () => random.pick(found));
  return chosen.map(({ name, series }) => ({
    kind: 'chinese',
    text: spell(series, random),
    isRight: (id) => known.idsOf(name).has(id),
  }));
}
