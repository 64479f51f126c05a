import { allDateWords, dateWords, dayOf, firstDay, lastDay } from '../dates.ts';
import { type Entry, factsOf, type PlacedFact } from '../knowledge/entry.ts';
import { eventOf } from '../knowledge/events.ts';
import { escaped, join, type Locale, say, sayAll, type Text } from '../text.ts';
import {
  everySourceOf,
  labelWords,
  modalityWords,
  rankOf,
  smallPrint,
  sourcesOf,
  statementOf,
  type Telling,
  valueWords,
} from './facts.ts';
import { colours, stateWords, titleOf } from './labels.ts';
import { type Item, type Listing, pageReply } from './listing.ts';
import type { Reply } from './reply.ts';

/** An entry of the kind that has phases. */
export type Programme = Extract<Entry, { kind: 'programme' }>;
type Phase = Programme['phases'][number];

const heading: Text = { en: '{name}: roadmap', zh: '{name}：路线图' };
const here: Text = { en: 'Where today stands: {date}', zh: '今天所处阶段：{date}' };
const whole: Text = { en: 'The programme as a whole', zh: '总体安排' };
const replaced: Text = { en: 'Earlier plans and statements, since replaced', zh: '已被取代的旧计划与旧说法' };
const span: Text = { en: '**Period**: {span}', zh: '**时间**：{span}' };
const period: Text = { en: 'Period', zh: '时间' };
const stretch: Text = { en: '**{name}** ({span})', zh: '**{name}**（{span}）' };
const counted: Text = {
  en: 'Counts stand in their sources’ own verbs ({verbs}): they count different things and cannot be added up.',
  zh: '各项数目沿用来源的说法（{verbs}），口径不同，不能相加。',
};
const derived: Text = { en: 'taken from the dates of what it lists', zh: '由所列各项的日期得出' };
const state: Text = { en: '**Status**: {state}, as of {date}', zh: '**状态**：{state}（截至{date}）' };

const places = {
  within: { en: 'By the dates given, today falls in: {phases}.', zh: '按所列日期，今天处于：{phases}。' },
  between: {
    en: 'By the dates given, today falls between {before} and {after}.',
    zh: '按所列日期，今天介于{before}与{after}之间。',
  },
  before: { en: 'By the dates given, today is before {after}.', zh: '按所列日期，今天早于{after}。' },
  after: { en: 'By the dates given, today is after {before}.', zh: '按所列日期，今天已过{before}。' },
  nowhere: { en: 'No phase or period with dates is recorded here.', zh: '此处没有带日期的阶段或时间跨度。' },
} satisfies Record<string, Text>;

const isDated = ({ fact }: PlacedFact, { vocabulary }: Telling) =>
  vocabulary.attributes.get(fact.attr)?.type === 'date';

/** The statements that a span rests on: those that give it as their value, or else all that it spans. */
function groundsOf(facts: readonly PlacedFact[], telling: Telling): readonly PlacedFact[] {
  const standing = facts.filter(({ fact }) => !fact.replaced);
  const stated = standing.filter((placed) => isDated(placed, telling));
  return stated.length > 0 ? stated : standing;
}

const factsIn = (entry: Programme, phase: Phase | undefined) =>
  factsOf(entry).filter((placed) => placed.phase?.id === phase?.id);

/** A stretch of time that today can be in: a phase, or the whole where there are no phases. */
interface Stretch {
  name: Text;
  span: string;
  facts: readonly PlacedFact[];
}

function stretchesOf(entry: Programme, { vocabulary }: Telling): Stretch[] {
  const phases = entry.phases
    .map((phase) => ({ name: phase.names, span: phase.span, facts: factsIn(entry, phase) }))
    .filter(({ facts }) => facts.length > 0);
  if (phases.length > 0 || !entry.span) return phases;
  const { span: dates } = entry;
  const facts = factsIn(entry, undefined).filter(({ fact }) => !fact.replaced && eventOf(fact, vocabulary) === dates);
  const label = facts.map(({ fact }) => vocabulary.attributes.get(fact.attr)?.label).find((words) => words);
  return facts.length > 0 ? [{ name: label ?? period, span: dates, facts }] : [];
}

const nameIn = ({ name, span: dates }: Stretch, locale: Locale) =>
  say(stretch, locale, { name: escaped(name[locale]), span: dateWords(dates, locale) });

/** Where a day lies among the stretches, and those that say so. */
function placeOf(stretches: readonly Stretch[], today: string) {
  const within = stretches.filter((one) => firstDay(one.span) <= today && today <= lastDay(one.span));
  if (within.length > 0) return { place: places.within, within, named: within };
  const before = stretches.filter((one) => lastDay(one.span) < today).at(-1);
  const after = stretches.find((one) => firstDay(one.span) > today);
  const named = [before, after].filter((one) => one !== undefined);
  const place = before && after ? 'between' : before ? 'before' : after ? 'after' : undefined;
  const words = { between: places.between, before: places.after, after: places.before };
  return { place: place ? words[place] : places.nowhere, within, named, before, after };
}

function placeItem(entry: Programme, telling: Telling): Item {
  const { locale, now } = telling;
  const { place, within, named, before, after } = placeOf(stretchesOf(entry, telling), dayOf(now));
  const grounds = named.flatMap(({ facts }) => groundsOf(facts, telling));
  const stated = grounds.filter((placed) => isDated(placed, telling));
  const how = stated.length > 0 ? stated.map(({ fact }) => modalityWords(fact, telling)) : [derived[locale]];
  const words = say(place, locale, {
    phases: join(
      within.map((one) => nameIn(one, locale)),
      'list',
      locale,
    ),
    before: before ? nameIn(before, locale) : '',
    after: after ? nameIn(after, locale) : '',
  });
  const modality = named.length > 0 ? `\n-# ${[...new Set(how)].join(' · ')}` : '';
  return { words: `${words}${modality}`, sources: grounds.flatMap(({ fact }) => sourcesOf(entry, fact)) };
}

function stateItem({ status, sources }: Programme, { locale }: Telling): Item[] {
  if (!status) return [];
  const words = say(state, locale, { state: stateWords[status.state][locale], date: dateWords(status.asOf, locale) });
  return [{ words, sources: status.sources.map((id) => sources[id]!) }];
}

function saidOf(placed: PlacedFact, telling: Telling): string {
  const { locale } = telling;
  const { fact } = placed;
  if (fact.when && fact.text) return `**${dateWords(fact.when, locale)}** · ${statementOf(placed, telling)}`;
  const label = labelWords({ ...placed, phase: undefined }, telling);
  const when = fact.when ? ` · ${dateWords(fact.when, locale)}` : '';
  return `${join([`**${label}**`, valueWords(fact, telling)], 'colon', locale)}${when}`;
}

function factItem(entry: Entry, placed: PlacedFact, telling: Telling): Item {
  const { fact } = placed;
  return { words: saidOf(placed, telling), print: smallPrint(fact, telling), sources: everySourceOf(entry, fact) };
}

/** Periods first, then as attributes are ranked; events in order of time. */
function ranked(facts: readonly PlacedFact[], telling: Telling): PlacedFact[] {
  return facts
    .filter(({ fact }) => !fact.replaced)
    .toSorted(
      (a, b) =>
        Number(isDated(b, telling)) - Number(isDated(a, telling)) ||
        rankOf(a, telling) - rankOf(b, telling) ||
        (a.fact.when ?? '').localeCompare(b.fact.when ?? ''),
    );
}

/** When a phase is: said by itself where none of its facts gives it. */
function spanItem(entry: Programme, phase: Phase, facts: readonly PlacedFact[], telling: Telling): Item[] {
  const grounds = groundsOf(facts, telling);
  if (grounds.length === 0 || grounds.some((placed) => isDated(placed, telling))) return [];
  const words = say(span, telling.locale, { span: dateWords(phase.span, telling.locale) });
  const sources = grounds.flatMap(({ fact }) => sourcesOf(entry, fact));
  return [{ words: `${words}\n-# ${derived[telling.locale]}`, sources }];
}

function phaseItems(entry: Programme, phase: Phase, telling: Telling): Item[] {
  const facts = factsIn(entry, phase);
  const items = ranked(facts, telling).map((placed) => factItem(entry, placed, telling));
  const section = escaped(phase.names[telling.locale]);
  return [...spanItem(entry, phase, facts, telling), ...items].map((item) => ({ ...item, section }));
}

function itemsOf(entry: Programme, telling: Telling): Item[] {
  const { locale, now } = telling;
  const under = (section: string, items: readonly Item[]) => items.map((item) => ({ ...item, section }));
  const tell = (placed: PlacedFact) => factItem(entry, placed, telling);
  const old = factsOf(entry).filter(({ fact }) => fact.replaced);
  const date = dateWords(dayOf(now), locale);
  return [
    ...under(say(here, locale, { date }), [placeItem(entry, telling), ...stateItem(entry, telling)]),
    ...entry.phases.flatMap((phase) => phaseItems(entry, phase, telling)),
    ...under(whole[locale], ranked(factsIn(entry, undefined), telling).map(tell)),
    ...under(replaced[locale], old.map(tell)),
  ];
}

/** Said where a programme counts different things in different phases. */
function leadOf(entry: Programme, { vocabulary }: Telling): Text | undefined {
  const attributes = entry.phases.flatMap(({ facts }) => facts.map(({ attr }) => vocabulary.attributes.get(attr)));
  const counts = [...new Set(attributes)].filter((attribute) => attribute?.type === 'number');
  if (counts.length < 2) return undefined;
  const verbs = (locale: Locale) =>
    join(
      counts.map((attribute) => attribute!.label[locale].toLowerCase()),
      'list',
      locale,
    );
  return sayAll(counted, { verbs: { en: verbs('en'), zh: verbs('zh') } });
}

/** One page (from 0) of a programme: where today stands, its phases in order, and what holds for all of it. */
export function roadmapPage(entry: Programme, page: number, telling: Telling): Reply {
  const lead = leadOf(entry, telling);
  const list: Listing = {
    title: sayAll(heading, { name: titleOf(entry) }),
    colour: colours.programme,
    ...(lead && { lead }),
    itemsOf: (told) => itemsOf(entry, told),
    id: `roadmap:${entry.id}`,
  };
  return pageReply(list, page, telling);
}

const all: Text = { en: 'Programmes and where today stands in them', zh: '各项规划与计划及当前所处阶段' };
const todayIs: Text = { en: 'Today is {date}.', zh: '今天是{date}。' };

/** One page (from 0) of all programmes, each with where today stands in it. */
export function roadmapsPage(programmes: readonly Programme[], page: number, telling: Telling): Reply {
  const list: Listing = {
    title: all,
    lead: sayAll(todayIs, { date: allDateWords(dayOf(telling.now)) }),
    colour: colours.programme,
    itemsOf: (told) =>
      programmes.flatMap((entry) =>
        [placeItem(entry, told), ...stateItem(entry, told)].map((item) => ({
          ...item,
          section: escaped(entry.names[told.locale]),
        })),
      ),
    id: 'roadmap:',
  };
  return pageReply(list, page, telling);
}
