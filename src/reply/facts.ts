import { dateWords, dayOf, lastDay } from '../dates.ts';
import type { Attribute, Vocabulary } from '../knowledge/attributes.ts';
import type { Confidence, Entry, Fact, PlacedFact, Source, Value } from '../knowledge/entry.ts';
import { eventOf } from '../knowledge/events.ts';
import { cut, escaped, join, type Locale, quoted, say, type Text } from '../text.ts';

/** What putting a fact into words needs besides the fact. */
export interface Telling {
  locale: Locale;
  vocabulary: Vocabulary;
  /** Milliseconds since 1970: decides which plans are overdue. */
  now: number;
}

const precisions: Record<Fact['precision'], Text> = {
  exact: { en: '{value}', zh: '{value}' },
  about: { en: 'about {value}', zh: '约{value}' },
  'at-least': { en: 'at least {value}', zh: '至少{value}' },
  'at-most': { en: 'at most {value}', zh: '至多{value}' },
  'more-than': { en: 'more than {value}', zh: '超过{value}' },
};

const range: Text = { en: '{min} to {max}', zh: '{min}至{max}' };
const floor: Text = { en: '{min} or more', zh: '{min}以上' };
const ceiling: Text = { en: 'up to {max}', zh: '至多{max}' };

const numbers = new Intl.NumberFormat('en', { maximumFractionDigits: 6 });

type Bounds = { min?: number | undefined; max?: number | undefined };

function rangeWords({ min, max }: Bounds, locale: Locale): string {
  const shape = min === undefined ? ceiling : max === undefined ? floor : range;
  return say(shape, locale, { min: numbers.format(min ?? 0), max: numbers.format(max ?? 0) });
}

function unitWords(fact: Fact, { vocabulary, locale }: Telling): string {
  const unit = fact.unit && vocabulary.units.get(fact.unit)?.[locale];
  if (!unit) return '';
  return locale === 'zh' || /^[%°]/.test(unit) ? unit : ` ${unit}`;
}

function plainValue(value: Value, attribute: Attribute | undefined, locale: Locale): string {
  if (typeof value === 'number') return numbers.format(value);
  if (Array.isArray(value))
    return join(
      value.map((words) => escaped(words[locale])),
      'list',
      locale,
    );
  if (!('en' in value)) return rangeWords(value, locale);
  return attribute?.type === 'date' ? dateWords(value.en, locale) : escaped(value[locale]);
}

/** A fact's value with its precision and unit: `1,935.3 g`, `about 300 g`, `3 May 2024, 09:27 UTC`. */
export function valueWords(fact: Fact, telling: Telling): string {
  const { locale, vocabulary } = telling;
  const value = plainValue(fact.value, vocabulary.attributes.get(fact.attr), locale);
  return say(precisions[fact.precision], locale, { value: `${value}${unitWords(fact, telling)}` });
}

/** The day something happened, where the statement itself does not say it. */
export function happened({ fact }: PlacedFact, { locale }: Telling): string[] {
  const { value, when } = fact;
  const said = typeof value === 'object' && 'en' in value && value.en === when;
  return when && !said ? [dateWords(when, locale)] : [];
}

/** The attribute of a fact; of one that stands beside a built-in one, that one's. */
function attributeOf({ corrects, attr }: Fact, { attributes }: Vocabulary): Attribute | undefined {
  return attributes.get(corrects ?? attr) ?? attributes.get(attr);
}

/** How soon people ask for it: facts are told from the lowest up. */
export const rankOf = ({ fact }: PlacedFact, { vocabulary }: Telling): number =>
  attributeOf(fact, vocabulary)?.rank ?? 0;

/** What people call the fact's attribute, with the phase of the programme that it belongs to. */
export function labelWords({ fact, phase }: PlacedFact, { vocabulary, locale }: Telling): string {
  const label = attributeOf(fact, vocabulary)?.label[locale] ?? fact.attr;
  return phase ? `${escaped(phase.names[locale])} · ${label}` : label;
}

const modalities: Record<Exclude<Confidence, 'planned'>, Text> = {
  'peer-reviewed': { en: 'peer-reviewed', zh: '经同行评议' },
  reported: { en: 'reported', zh: '已有报道' },
  estimated: { en: 'estimated', zh: '估算' },
  hedged: { en: 'not certain: its source says that it may have been so', zh: '尚不确定：来源用语为“可能”' },
  hypothesis: { en: 'hypothesis', zh: '假说' },
  opinion: { en: 'opinion', zh: '观点' },
  disputed: { en: 'sources disagree', zh: '各来源说法不一' },
};
const asOf: Text = { en: '{words}, as of {date}', zh: '{words}（截至{date}）' };
const plan: Text = { en: 'planned, as of {asOf}', zh: '计划中（截至{asOf}）' };
const overdue: Text = {
  en: 'was planned for {due}, as of {asOf}; no later source here',
  zh: '截至{asOf}，原计划于{due}进行；此处没有更新的来源',
};
const replacedOn: Text = { en: 'replaced on {date}: {why}', zh: '已于{date}被取代：{why}' };
const added: Text = { en: 'added by this server’s moderators', zh: '由本服务器管理员添加' };
const accordingTo: Text = { en: 'according to {by}', zh: '据{by}' };

/** Whether a plan's time has passed without a newer source. */
export function isOverdue(fact: Fact, { vocabulary, now }: Telling): boolean {
  const due = eventOf(fact, vocabulary);
  return fact.confidence === 'planned' && !fact.replaced && due !== undefined && lastDay(due) < dayOf(now);
}

function certainty(fact: Fact, telling: Telling): string {
  const { locale, vocabulary } = telling;
  const date = fact.asOf && dateWords(fact.asOf, locale);
  if (isOverdue(fact, telling)) {
    return say(overdue, locale, { due: dateWords(eventOf(fact, vocabulary)!, locale), asOf: date! });
  }
  if (fact.confidence === 'planned') return say(plan, locale, { asOf: date! });
  const words = modalities[fact.confidence][locale];
  return date ? say(asOf, locale, { words, date }) : words;
}

/** How sure a fact is, in words: reported, planned as of when, according to whom, replaced by what. */
export function modalityWords(fact: Fact, telling: Telling): string {
  const { locale } = telling;
  const parts = [certainty(fact, telling), ...(fact.added ? [added[locale]] : [])];
  if (fact.by) parts.push(say(accordingTo, locale, { by: escaped(fact.by[locale]) }));
  if (fact.replaced) {
    const { on, why } = fact.replaced;
    parts.push(say(replacedOn, locale, { date: dateWords(on, locale), why: escaped(why[locale]) }));
  }
  return join(parts, 'semicolon', locale);
}

/** A fact as a sentence of its own, or as label and value where it has none. */
export function statementOf(placed: PlacedFact, telling: Telling): string {
  const { locale } = telling;
  const { text } = placed.fact;
  return text
    ? escaped(text[locale])
    : join([labelWords(placed, telling), valueWords(placed.fact, telling)], 'colon', locale);
}

const credited: Text = { en: '{publisher} (crediting {origin})', zh: '{publisher}（援引{origin}）' };

/** Who published it; a page that only repeats others is shown with whom it credits. */
function publisherWords({ publisher, tier, origin }: Source, locale: Locale): string {
  const name = escaped(publisher[locale]);
  if (tier !== 'aggregator' || origin === 'unknown') return name;
  return say(credited, locale, { publisher: name, origin: origin.toUpperCase() === 'CNSA' ? 'CNSA' : titled(origin) });
}

const titled = (slug: string) =>
  slug.replace(/(^|-)(\w)/g, (_, hyphen: string, letter: string) => (hyphen ? ' ' : '') + letter.toUpperCase());

/** An address that cannot end the link it stands in. */
const addressOf = (url: string) => new URL(url).href.replace(/[()]/g, (mark) => (mark === '(' ? '%28' : '%29'));

/** A source with its date: publisher, the headline in quotation marks (linked where it has an address), date in words. */
export function sourceWords(source: Source, locale: Locale): string {
  const title = quoted(escaped(source.title));
  const headline = source.url ? `[${title}](${addressOf(source.url)})` : title;
  return `${publisherWords(source, locale)}${locale === 'zh' ? '，' : ', '}${headline} · ${dateWords(source.published, locale)}`;
}

/** The sources of a fact, each with its date. */
export function sourcesOf(entry: Entry, fact: Fact): Source[] {
  return fact.sources.map((id) => entry.sources[id]!);
}

/** The sources of a fact, and those that tell why something took its place. */
export function everySourceOf(entry: Entry, fact: Fact): Source[] {
  return [...sourcesOf(entry, fact), ...(fact.replaced?.sources ?? []).map((id) => entry.sources[id]!)];
}

const LONGEST_NOTE = 400;
const LONGEST_MODALITY = 600;

/** What stands in small print under a statement: the note, and how sure it is; at most some 1,000 characters. */
export function smallPrint(fact: Fact, telling: Telling): string {
  const note = fact.note ? [cut(escaped(fact.note[telling.locale]), LONGEST_NOTE)] : [];
  return [...note, cut(modalityWords(fact, telling), LONGEST_MODALITY)].map((line) => `-# ${line}`).join('\n');
}
