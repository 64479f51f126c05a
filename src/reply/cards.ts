import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import { dateWords, lastDay } from '../dates.ts';
import { type Entry, type Fact, factsOf, type PlacedFact } from '../knowledge/entry.ts';
import { EMBED_TOTAL, Embed, embedLength } from '../limits.ts';
import { cut, escaped, join, type Locale, locales, say, type Text } from '../text.ts';
import {
  happened,
  labelWords,
  modalityWords,
  rankOf,
  sourcesOf,
  sourceWords,
  type Telling,
  valueWords,
} from './facts.ts';
import { colours, kindWords, stateWords, titleOf } from './labels.ts';
import { type Numbering, numbering } from './numbering.ts';

const headings = {
  status: { en: 'Status', zh: '状态' },
  operator: { en: 'Operator', zh: '运营方' },
  developer: { en: 'Developer', zh: '研制单位' },
  type: { en: 'Type', zh: '类型' },
  known: { en: 'What is known', zh: '已知信息' },
  next: { en: 'What comes next', zh: '后续计划' },
  finding: { en: 'Latest finding', zh: '最新发现' },
  sources: { en: 'Sources', zh: '来源' },
  more: { en: 'Sources (continued)', zh: '来源（续）' },
} satisfies Record<string, Text>;

const checked: Text = { en: 'Checked {date}', zh: '核对日期：{date}' };
const stateAsOf: Text = { en: '{state}, as of {date}', zh: '{state}（截至{date}）' };

/** A fact on a card: the card's own entry's, or that of a finding made with it. */
type Offered = PlacedFact & { entry: Entry };

/** A programme's phases are told each by itself, under its name. */
const sections = ['finding', 'known', 'phases', 'next'] as const;

type Offer = Readonly<Record<(typeof sections)[number], readonly Offered[]>>;

const MOST = { known: 10, phases: 20, next: 5 };

function standing(entry: Entry, telling: Telling): Offered[] {
  return factsOf(entry)
    .filter(({ fact }) => !fact.replaced)
    .map((placed) => ({ ...placed, entry }))
    .toSorted((a, b) => rankOf(a, telling) - rankOf(b, telling));
}

/** The day on which something became known: its own, or that of its latest source. */
function learned({ fact, entry }: Offered): string {
  const days = sourcesOf(entry, fact).map((source) => lastDay(source.published));
  return fact.when ? lastDay(fact.when) : days.toSorted().at(-1)!;
}

function latestFinding(entries: readonly Entry[], telling: Telling): Offered[] {
  const best = entries.flatMap((entry) => {
    const own = standing(entry, telling).filter(({ fact }) => telling.vocabulary.attributes.get(fact.attr)?.finding);
    const newest = own.map(learned).toSorted().at(-1);
    return own.filter((offered) => learned(offered) === newest).slice(0, 1);
  });
  return best.toSorted((a, b) => learned(b).localeCompare(learned(a))).slice(0, 1);
}

function offerOf(entry: Entry, { findings = [], first = [] }: Wish, telling: Telling): Offer {
  const finding = entry.kind === 'finding' ? [] : latestFinding([entry, ...findings], telling);
  const isAsked = ({ fact }: PlacedFact) => {
    const attribute = telling.vocabulary.attributes.get(fact.attr);
    return first.includes(fact) || (attribute?.card && (entry.kind === 'finding' || !attribute.finding));
  };
  const onCard = standing(entry, telling)
    .filter((offered) => isAsked(offered) && offered.fact !== finding[0]?.fact)
    .toSorted((a, b) => Number(first.includes(b.fact)) - Number(first.includes(a.fact)));
  const { phases = [], next = [], known = [] } = Object.groupBy(onCard, sectionOf);
  return {
    known: known.slice(0, MOST.known),
    phases: phases.slice(0, MOST.phases),
    next: next.slice(0, MOST.next),
    finding,
  };
}

function sectionOf({ fact, phase }: PlacedFact): 'phases' | 'next' | 'known' {
  if (phase) return 'phases';
  return fact.confidence === 'planned' ? 'next' : 'known';
}

function lineOf(offered: Offered, card: Entry, telling: Telling, { marks }: Numbering): string {
  const { fact, entry } = offered;
  const { locale } = telling;
  const label = entry === card ? labelWords({ ...offered, phase: undefined }, telling) : escaped(entry.names[locale]);
  const said = join(
    [`**${label}**`, [valueWords(fact, telling), ...happened(offered, telling)].join(' · ')],
    'colon',
    locale,
  );
  return `${said} · ${modalityWords(fact, telling)} ${marks(sourcesOf(entry, fact))}`;
}

/** Puts whole lines into as few fields of at most 1,024 characters as they need. */
function fieldsOf(names: readonly [Text, Text], lines: readonly string[], locale: Locale): APIEmbedField[] {
  const values: string[] = [];
  for (const line of lines) {
    const last = values.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= 1024) values[values.length - 1] = `${last}\n${line}`;
    else values.push(line);
  }
  return values.map((value, at) => ({ name: names[at === 0 ? 0 : 1][locale], value }));
}

const LONGEST_LABEL = 200;

function inlineFields(entry: Entry, { locale }: Telling, { marks }: Numbering): APIEmbedField[] {
  const { status, operator, type, kind } = entry;
  const state = status && {
    name: headings.status,
    value: `${say(stateAsOf, locale, { state: stateWords[status.state][locale], date: dateWords(status.asOf, locale) })} ${marks(status.sources.map((id) => entry.sources[id]!))}`,
  };
  const plain = [
    operator && {
      name: kind === 'technology' ? headings.developer : headings.operator,
      value: cut(escaped(operator[locale]), LONGEST_LABEL),
    },
    type && { name: headings.type, value: cut(escaped(type[locale]), LONGEST_LABEL) },
  ];
  return [state, ...plain].flatMap((field) =>
    field ? [{ name: field.name[locale], value: field.value, inline: true }] : [],
  );
}

/** The embed of what is offered; of `room` characters the summary may take a quarter. */
function compose(entry: Entry, offer: Offer, room: number, telling: Telling): APIEmbed {
  const { locale } = telling;
  const numbers = numbering();
  const lines = (facts: readonly Offered[]) => facts.map((offered) => lineOf(offered, entry, telling, numbers));
  const section = (name: Exclude<keyof Offer, 'phases'>) =>
    fieldsOf([headings[name], headings[name]], lines(offer[name]), locale);
  const phases = entry.kind === 'programme' ? entry.phases : [];
  const inPhase = (id: string) => lines(offer.phases.filter(({ phase }) => phase?.id === id));
  const fields = [
    ...inlineFields(entry, telling, numbers),
    ...section('known'),
    ...phases.flatMap(({ id, names }) => fieldsOf([names, names], inPhase(id), locale)),
    ...section('next'),
    ...section('finding'),
  ];
  const sources = numbers.listed.map((source, at) => `[${at + 1}] ${sourceWords(source, locale)}`);
  return {
    author: { name: kindWords[entry.kind][locale] },
    title: titleOf(entry),
    description: cut(escaped(entry.summary[locale]), Math.floor(room / 4)),
    color: colours[entry.kind],
    fields: [...fields, ...fieldsOf([headings.sources, headings.more], sources, locale)],
    ...(entry.reviewed && { footer: { text: say(checked, locale, { date: dateWords(entry.reviewed, locale) }) } }),
  };
}

/** What a card is to make room for. */
export interface Wish {
  /** Findings made with the entry, of which the newest is shown. */
  findings?: readonly Entry[];
  /** Facts that come before those people ask most. */
  first?: readonly Fact[];
  /** Characters that the embed may have; 6,000 at most. */
  room?: number;
}

/**
 * The facts that a card shows: of those people ask most, as many as fit in both languages, so that it is the same set
 * in each and what is behind the button can be told.
 */
function shownOf(entry: Entry, offer: Offer, room: number, telling: Telling): Offer {
  const fits = (shown: Offer) =>
    locales.every((locale) => {
      const embed = compose(entry, shown, room, { ...telling, locale });
      return embedLength(embed) <= room && Embed.safeParse(embed).success;
    });
  let shown: Offer = { known: [], phases: [], next: [], finding: [] };
  for (const section of sections) {
    for (const offered of offer[section]) {
      const more = { ...shown, [section]: [...shown[section], offered] };
      if (fits(more)) shown = more;
    }
  }
  return shown;
}

/** A card and the facts of its entry that it has no room for. */
export interface Card {
  embed: APIEmbed;
  left: readonly PlacedFact[];
}

/**
 * The one way from an entry to an embed: what it is, where it stands, the facts people ask most, what comes next, the
 * latest finding, and the source and date of each.
 */
export function cardOf(entry: Entry, wish: Wish, telling: Telling): Card {
  const { room = EMBED_TOTAL } = wish;
  const shown = shownOf(entry, offerOf(entry, wish, telling), room, telling);
  const facts = new Set(sections.flatMap((section) => shown[section]).map(({ fact }) => fact));
  return { embed: compose(entry, shown, room, telling), left: factsOf(entry).filter(({ fact }) => !facts.has(fact)) };
}
