import { type Entry, type Kind, kinds, type State } from '../knowledge/entry.ts';
import { cut, escaped, type Locale, type Text } from '../text.ts';

/** One entry of a kind, as cards call it. */
export const kindWords: Record<Kind, Text> = {
  mission: { en: 'Mission', zh: '任务' },
  finding: { en: 'Finding', zh: '科学发现' },
  programme: { en: 'Programme', zh: '规划与计划' },
  technology: { en: 'Technology', zh: '技术' },
  body: { en: 'Celestial body or region', zh: '天体与区域' },
};

/** All entries of a kind, as headings and choices call them. */
export const kindsWords: Record<Kind, Text> = {
  mission: { en: 'Missions', zh: '任务' },
  finding: { en: 'Findings', zh: '科学发现' },
  programme: { en: 'Programmes', zh: '规划与计划' },
  technology: { en: 'Technologies', zh: '技术' },
  body: { en: 'Celestial bodies and regions', zh: '天体与区域' },
};

/** What else people type for a kind. */
const typedAs: Record<Kind, readonly string[]> = {
  mission: ['mission', 'missions'],
  finding: ['discovery', 'discoveries', '发现', '發現', '科學發現'],
  programme: ['programs', 'program', '规划', '计划', '規劃', '計劃'],
  technology: ['tech', '技術'],
  body: ['body', 'bodies', 'celestial bodies', 'regions', '天体', '天體', '区域', '區域'],
};

const kindOfWords = new Map(
  kinds.flatMap((kind) => {
    const { [kind]: one } = kindWords;
    const { [kind]: all } = kindsWords;
    return [one.en, one.zh, all.en, all.zh, ...typedAs[kind]].map((words) => [words.toLowerCase(), kind] as const);
  }),
);

/** The kind that these words are a name of: `missions`, `Mission`, `任务`. */
export const kindNamed = (words: string): Kind | undefined => kindOfWords.get(words.trim().toLowerCase());

/** The colour of each kind's embeds, `0xrrggbb`. */
export const colours: Record<Kind, number> = {
  mission: 0xff9466,
  finding: 0xffd479,
  programme: 0x5fd6c6,
  technology: 0xbda4ff,
  body: 0x74b8ff,
};

/** How the states of `status` read. */
export const stateWords: Record<State, Text> = {
  planned: { en: 'Planned', zh: '计划中' },
  postponed: { en: 'Postponed', zh: '推迟' },
  launched: { en: 'Launched', zh: '已发射' },
  cruise: { en: 'On its way', zh: '飞行途中' },
  operating: { en: 'Operating', zh: '运行中' },
  extended: { en: 'Extended mission', zh: '拓展任务' },
  completed: { en: 'Completed', zh: '已完成' },
  lost: { en: 'Lost', zh: '失联' },
  cancelled: { en: 'Cancelled', zh: '已取消' },
  unconfirmed: { en: 'Unconfirmed', zh: '未获证实' },
  hypothesis: { en: 'Hypothesis', zh: '假说' },
  reported: { en: 'Reported', zh: '已有报道' },
  'peer-reviewed': { en: 'Peer-reviewed', zh: '经同行评议' },
  disputed: { en: 'Disputed', zh: '有争议' },
  retracted: { en: 'Retracted', zh: '已撤稿' },
  announced: { en: 'Announced', zh: '已公布' },
  running: { en: 'Under way', zh: '实施中' },
  concept: { en: 'Concept', zh: '概念' },
  prototype: { en: 'Prototype', zh: '样机' },
  tested: { en: 'Tested', zh: '已试验' },
  flown: { en: 'Flown', zh: '已飞行' },
  retired: { en: 'Retired', zh: '已退役' },
  known: { en: 'Known', zh: '已知' },
};

/** The name in both languages, as titles show it: at most 256 characters. */
export function titleOf({ names }: Entry): string {
  return cut(names.en === names.zh ? escaped(names.en) : `${escaped(names.en)} ${escaped(names.zh)}`, 256);
}

/** The name in one language, with the other behind it where there is room: for labels, at most `limit` characters. */
export function nameOf({ names }: Entry, locale: Locale, limit = 100): string {
  const [own, other] = locale === 'zh' ? [names.zh, names.en] : [names.en, names.zh];
  return cut(own === other ? own : `${own} · ${other}`, limit);
}
