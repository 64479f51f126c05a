import type { Attribute } from '../knowledge/attributes.ts';
import type { Entry, Fact } from '../knowledge/entry.ts';
import { inUnit, stepIn, toStep } from '../knowledge/measures.ts';
import { escaped, say, type Text } from '../text.ts';
import { type Telling, valueWords } from './facts.ts';

/** What an entry states of an attribute, nothing replaced, as its sources give it. */
export interface Side {
  entry: Entry;
  facts: readonly Fact[];
}

interface Phrase {
  words: Text;
  /** Said of what flew only: a mission brings samples back, a crater does not. */
  flown?: true;
}

/** How much more, in the words of each attribute. */
const more: Readonly<Record<string, Phrase>> = {
  'sample.mass': {
    words: { en: '{more} brought back {difference} more than {less}.', zh: '{more}带回的样品比{less}多{difference}。' },
    flown: true,
  },
  'launch.mass': {
    words: {
      en: '{more} was {difference} heavier at launch than {less}.',
      zh: '{more}的发射质量比{less}多{difference}。',
    },
  },
  mass: { words: { en: '{more} is {difference} heavier than {less}.', zh: '{more}比{less}重{difference}。' } },
  size: { words: { en: '{more} is {difference} larger than {less}.', zh: '{more}比{less}大，相差{difference}。' } },
  height: { words: { en: '{more} is {difference} taller than {less}.', zh: '{more}比{less}高{difference}。' } },
  'rover.mass': {
    words: {
      en: 'The rover of {more} is {difference} heavier than that of {less}.',
      zh: '{more}的巡视器比{less}的重{difference}。',
    },
    flown: true,
  },
  'orbit.altitude': {
    words: {
      en: 'The orbit of {more} is {difference} higher than that of {less}.',
      zh: '{more}的轨道比{less}高{difference}。',
    },
  },
};
const anyMore: Text = {
  en: '{label}: {difference} more for {more} than for {less}.',
  zh: '{label}：{more}比{less}多{difference}。',
};

/** Which came later, in the words of each attribute. */
const later: Readonly<Record<string, Text>> = {
  'launch.date': { en: '{more} was launched {difference} after {less}.', zh: '{more}比{less}晚{difference}发射。' },
  'landing.date': { en: '{more} landed {difference} after {less}.', zh: '{more}比{less}晚{difference}着陆。' },
  'return.date': { en: '{more} returned {difference} after {less}.', zh: '{more}比{less}晚{difference}返回。' },
};
const anyLater: Text = {
  en: '{label}: {more} comes {difference} after {less}.',
  zh: '{label}：{more}比{less}晚{difference}。',
};

const about: Text = { en: 'about {difference}', zh: '约{difference}' };
const day: Text = { en: '{count} day', zh: '{count}天' };
const days: Text = { en: '{count} days', zh: '{count}天' };
const same: Text = { en: '{label}: the same for both.', zh: '{label}：两者相同。' };
const alike: Text = { en: '{label}: about the same for both.', zh: '{label}：两者大致相同。' };
const sameDay: Text = { en: '{label}: on the same day.', zh: '{label}：同一天。' };

type Unsure = 'planned' | 'estimated' | 'hedged';

const caveats: Record<Unsure, Text> = {
  planned: { en: ' A plan is among these figures.', zh: '其中含计划值。' },
  estimated: { en: ' An estimate is among these figures.', zh: '其中含估算值。' },
  hedged: { en: ' One of these figures is not certain.', zh: '其中有尚不确定的数值。' },
};
const caveatOrder = Object.keys(caveats) as Unsure[];

const reasons = {
  several: {
    en: 'No difference is worked out: more than one figure is given.',
    zh: '不计算差值：给出的数值不止一个。',
  },
  loose: {
    en: 'No difference is worked out: a limit, a range or a rough date is among them.',
    zh: '不计算差值：其中含上下限、范围或不精确的日期。',
  },
  unit: { en: 'No difference is worked out: the units measure different things.', zh: '不计算差值：单位所量不同。' },
  unsettled: {
    en: 'No difference is worked out: a figure is disputed or a hypothesis.',
    zh: '不计算差值：其中有存在争议或仅为假说的数值。',
  },
} satisfies Record<string, Text>;

/** One fact of each side that stands for it, or why there is none. */
function pairOf(sides: readonly [Side, Side]): [Fact, Fact] | Text {
  const [a, b] = sides.map(({ facts }) =>
    facts.filter((fact, at) => facts.findIndex((one) => alikeIn(one, fact)) === at),
  );
  if (a!.length !== 1 || b!.length !== 1) return reasons.several;
  const pair: [Fact, Fact] = [a![0]!, b![0]!];
  const isSettled = ({ confidence }: Fact) => !['disputed', 'hypothesis', 'opinion'].includes(confidence);
  return pair.every(isSettled) ? pair : reasons.unsettled;
}

const alikeIn = (a: Fact, b: Fact) =>
  a.unit === b.unit && a.precision === b.precision && JSON.stringify(a.value) === JSON.stringify(b.value);

const unsureOf = (pair: readonly Fact[]): Unsure | undefined =>
  caveatOrder.find((caveat) => pair.some(({ confidence }) => confidence === caveat));

interface Gap {
  /** Of the first over the second; below 0, the second is more. */
  amount: number;
  isAbout: boolean;
  words: string;
}

/** Rounded to the coarser of the two last digits that are stated; what had to be rounded is about right. */
function gapOfNumbers([a, b]: readonly [Fact, Fact], telling: Telling): Gap | Text {
  const { attributes } = telling.vocabulary;
  const unit = a.unit === b.unit ? a.unit : attributes.get(a.attr)?.units[0];
  const [own, other] = [inUnit(a, unit), inUnit(b, unit)];
  if (!own || !other) return reasons.unit;
  const isPlain = ({ precision, value }: Fact) =>
    typeof value === 'number' && (precision === 'exact' || precision === 'about');
  if (!isPlain(own) || !isPlain(other)) return reasons.loose;
  const whole = toStep((own.value as number) - (other.value as number), 0);
  const amount = toStep(whole, Math.max(stepIn(a, unit), stepIn(b, unit)));
  const size: Fact = { ...own, value: Math.abs(amount), precision: 'exact' };
  const isAbout = amount !== whole || [own, other].some(({ precision }) => precision === 'about');
  return { amount, isAbout, words: valueWords(size, telling) };
}

const DAY = /^\d{4}-\d{2}-\d{2}(?=T|$)[^~/]*$/;
const counts = new Intl.NumberFormat('en');

/** Whole calendar days; a date with its hour is in UTC and one without may be local, so between them it is about right. */
function gapOfDays(pair: readonly [Fact, Fact], { locale }: Telling): Gap | Text {
  const dates = pair.map(({ value }) => (typeof value === 'object' && 'en' in value ? value.en : ''));
  if (!dates.every((date) => DAY.test(date))) return reasons.loose;
  const [first, second] = dates.map((date) => Temporal.PlainDate.from(date.slice(0, 10)));
  const amount = second!.until(first!).total('days');
  const count = Math.abs(amount);
  const isAbout = dates[0]!.includes('T') !== dates[1]!.includes('T');
  return { amount, isAbout, words: say(count === 1 ? day : days, locale, { count: counts.format(count) }) };
}

const isCraft = ({ kind, facts }: Entry) => kind === 'mission' && facts.some(({ attr }) => attr.startsWith('launch.'));

function phraseOf({ id, type }: Attribute, sides: readonly Side[], isSure: boolean): Text {
  const flew = sides.every(({ entry }) => isCraft(entry));
  if (type === 'date') return (isSure && flew && later[id]) || anyLater;
  const phrase = isSure ? more[id] : undefined;
  const fits = phrase && (!phrase.flown || flew);
  return fits ? phrase.words : anyMore;
}

function gapWords(
  gap: Gap,
  attribute: Attribute,
  sides: readonly [Side, Side],
  unsure: Unsure | undefined,
  { locale }: Telling,
) {
  const label = attribute.label[locale];
  const isAbout = gap.isAbout || unsure !== undefined;
  if (gap.amount === 0) return say(isAbout ? alike : attribute.type === 'date' ? sameDay : same, locale, { label });
  const [a, b] = sides.map(({ entry }) => escaped(entry.names[locale]));
  const [most, least] = gap.amount > 0 ? [a!, b!] : [b!, a!];
  const difference = isAbout ? say(about, locale, { difference: gap.words }) : gap.words;
  return say(phraseOf(attribute, sides, unsure === undefined), locale, { label, difference, more: most, less: least });
}

/**
 * A sentence on how two sides differ in an attribute: by how much where each states one number or one day, hedged where
 * either is rough, planned or estimated; else why no difference is worked out. Nothing where words are compared that
 * differ.
 */
export function differenceWords(
  attribute: Attribute,
  sides: readonly [Side, Side],
  telling: Telling,
): string | undefined {
  const { locale } = telling;
  const pair = pairOf(sides);
  if (attribute.type !== 'number' && attribute.type !== 'date') {
    const isSame = Array.isArray(pair) && alikeIn(pair[0], pair[1]);
    return isSame ? say(same, locale, { label: attribute.label[locale] }) : undefined;
  }
  if (!Array.isArray(pair)) return pair[locale];
  const gap = attribute.type === 'date' ? gapOfDays(pair, telling) : gapOfNumbers(pair, telling);
  if (!('amount' in gap)) return gap[locale];
  const unsure = unsureOf(pair);
  return `${gapWords(gap, attribute, sides, unsure, telling)}${unsure ? caveats[unsure][locale] : ''}`;
}
