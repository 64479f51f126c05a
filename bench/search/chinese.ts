import type { Known } from './known.ts';
import { notations } from './numerals.ts';
import type { Query } from './queries.ts';
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

function spell([, han, pinyin]: readonly [string, string, string], value: number, random: Random): string {
  return random.pick([
    `${han}${notations.han(value)}号`,
    `${han}${value}號`,
    `${han}${value}`,
    `${pinyin} ${notations.pinyin(value)} hao`,
    `${pinyin} ${value}`,
  ]);
}

/** Queries in Chinese or pinyin for the names of these series that number up to 39; few sets have many of them. */
export function chineseQueries(count: number, known: Known, random: Random): readonly Query[] {
  const found = known.names.flatMap(({ name }) => {
    const [, stem = '', number = ''] = NUMBERED.exec(name) ?? [];
    const series = SERIES.find(([romanised]) => romanised === stem.toLowerCase().replace(/\s/g, ''));
    return series && Number(number) < 40 ? [{ name, series, value: Number(number) }] : [];
  });
  return random
    .shuffle(found)
    .slice(0, count)
    .map(({ name, series, value }) => ({
      kind: 'chinese',
      text: spell(series, value, random),
      isRight: (id) => known.idsOf(name).has(id),
    }));
}
