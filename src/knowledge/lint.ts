import { firstDay, lastDay } from '../dates.ts';
import { searchKey } from '../search/index.ts';
import type { Text } from '../text.ts';
import { type Entry, type Fact, factsOf, type PlacedFact } from './entry.ts';
import { eventOf } from './events.ts';
import type { Knowledge } from './load.ts';
import { createMentionIndex } from './mentions.ts';

/** Something a reader of the knowledge base would stumble over, and the entry it is in. */
export interface Complaint {
  entry: string;
  message: string;
}

interface Surroundings extends Knowledge {
  /** YYYY-MM-DD. */
  today: string;
}

type Check = (entry: Entry, surroundings: Surroundings) => string[];

const isStanding = ({ fact }: PlacedFact) => !fact.replaced && fact.confidence !== 'planned';

const noFuture: Check = (entry, { vocabulary, today }) =>
  factsOf(entry)
    .filter(isStanding)
    .flatMap(({ fact }) => {
      const event = eventOf(fact, vocabulary);
      const isPeriod = event?.includes('/');
      return event && !isPeriod && firstDay(event) > today
        ? [`${fact.attr}: ${event} is in the future: it is planned at most`]
        : [];
    });

/** What comes before what in the life of a mission. */
const ORDER = ['launch.date', 'lunar-orbit.date', 'mars-orbit.date', 'landing.date', 'ascent.date', 'return.date'];

/** The first and the last day that facts of an attribute give; a thing that flew more than once has several. */
function spanOf(entry: Entry, attr: string): { first: string; last: string } | undefined {
  const days = factsOf(entry)
    .filter((placed) => isStanding(placed) && placed.fact.attr === attr)
    .flatMap(({ fact: { value } }) => (typeof value === 'object' && 'en' in value ? [value.en] : []));
  const first = days.map(firstDay).toSorted()[0];
  const last = days.map(lastDay).toSorted().at(-1);
  return first && last ? { first, last } : undefined;
}

const inOrder: Check = (entry) => {
  const spans = ORDER.flatMap((attr) => {
    const span = spanOf(entry, attr);
    return span ? [{ attr, ...span }] : [];
  });
  return spans.slice(1).flatMap((later, at) => {
    const earlier = spans[at]!;
    return earlier.first > later.last ? [`${earlier.attr} ${earlier.first} is after ${later.attr} ${later.last}`] : [];
  });
};

/** Attributes of which a thing has one value: two that differ are a dispute, or one has replaced the other. */
const SINGLE = ['launch.date', 'launch.mass', 'sample.mass', 'return.date', 'cospar-id'];

const valueKey = ({ value, unit }: Fact) => JSON.stringify([value, unit]);
const dayKey = ({ value }: Fact) => (typeof value === 'object' && 'en' in value ? value.en.slice(0, 10) : '');

const agreesWithItself: Check = (entry) =>
  SINGLE.flatMap((attr) => {
    const facts = factsOf(entry).filter(
      (placed) => isStanding(placed) && placed.fact.attr === attr && placed.fact.confidence !== 'disputed',
    );
    const keyOf = attr.endsWith('.date') ? dayKey : valueKey;
    return new Set(facts.map(({ fact }) => keyOf(fact))).size > 1
      ? [`${attr} has two values: mark both disputed, or one replaced`]
      : [];
  });

function valuesOf(entry: Entry, attr: string): string[] {
  return factsOf(entry)
    .filter(({ fact }) => fact.attr === attr && !fact.replaced)
    .map(({ fact }) => valueKey(fact));
}

function isAgainst(fact: Fact, other: Entry): boolean {
  const values = valuesOf(other, fact.attr);
  return values.length > 0 && !values.includes(valueKey(fact));
}

/** A fact that names another entry repeats a value that stands there: it must be one of those. */
function agreesWithOthers({ entries }: Knowledge): Check {
  const { mentioned } = createMentionIndex(entries);
  return (entry) =>
    factsOf(entry)
      .filter((placed) => isStanding(placed) && SINGLE.includes(placed.fact.attr) && placed.fact.text)
      .flatMap(({ fact }) => {
        const named = mentioned(fact.text!.en);
        const against = named.includes(entry) ? undefined : named.find((other) => isAgainst(fact, other));
        return against ? [`${fact.attr} contradicts ${against.kind}:${against.id}`] : [];
      });
}

const basedOnSamples: Check = (entry, { entries, vocabulary }) =>
  entry.relations
    .filter(({ type }) => type === 'based-on-sample')
    .flatMap(({ to }) => {
      const mission = entries.find(({ id }) => id === to.slice(to.indexOf(':') + 1))!;
      const back = factsOf(mission).find(({ fact }) => fact.attr === 'return.date' && !fact.replaced);
      const returned = back && eventOf(back.fact, vocabulary);
      if (!returned) return [`is based on samples of ${to}, which has none here`];
      const newest =
        Object.values(entry.sources)
          .map(({ published }) => lastDay(published))
          .toSorted()
          .at(-1) ?? '9999';
      return newest < firstDay(returned) ? [`was published before ${to} returned its samples`] : [];
    });

const isSpoken = (text: Text) => /\p{L}{3}/u.test(text.en);
const untranslated = (text: Text | undefined) => text !== undefined && text.en === text.zh && isSpoken(text);

const inBothLanguages: Check = (entry) => {
  const texts: [string, Text | undefined][] = [
    ['summary', entry.summary],
    ...factsOf(entry).flatMap(({ fact }): [string, Text | undefined][] => [
      [`${fact.attr}: text`, fact.text],
      [`${fact.attr}: note`, fact.note],
    ]),
  ];
  return texts.filter(([, text]) => untranslated(text)).map(([field]) => `${field} is the same in both languages`);
};

const hasParts: Check = (entry) => {
  const wanted = entry.kind === 'mission' ? (['type', 'status'] as const) : [];
  return wanted.filter((part) => entry[part] === undefined).map((part) => `has no ${part}`);
};

function aliasesOnce({ entries }: Knowledge): Check {
  const owners = new Map<string, Set<string>>();
  const keysOf = ({ names }: Entry) =>
    [names.en, names.zh, ...names.aliases].map((name) => [searchKey(name), name] as const);
  for (const entry of entries) {
    for (const [key] of keysOf(entry)) owners.set(key, (owners.get(key) ?? new Set()).add(entry.id));
  }
  return (entry) =>
    keysOf(entry).flatMap(([key, name]) => {
      const others = [...owners.get(key)!].filter((id) => id !== entry.id);
      const isMeant = entry.names.shared.some((shared) => searchKey(shared) === key);
      return others.length > 0 && !isMeant
        ? [`"${name}" is a name of ${others.join(', ')} too: list it under shared in both, or drop it`]
        : [];
    });
}

/** What fails a build: structure and contradictions. */
export function errorsIn(knowledge: Knowledge, today: string): Complaint[] {
  const checks = [
    noFuture,
    inOrder,
    agreesWithItself,
    agreesWithOthers(knowledge),
    basedOnSamples,
    inBothLanguages,
    hasParts,
    aliasesOnce(knowledge),
  ];
  const surroundings = { ...knowledge, today };
  return knowledge.entries.flatMap((entry) =>
    checks
      .flatMap((check) => check(entry, surroundings))
      .map((message) => ({ entry: `${entry.kind}:${entry.id}`, message })),
  );
}

const overduePlans: Check = (entry, { vocabulary, today }) =>
  factsOf(entry)
    .filter(({ fact }) => fact.confidence === 'planned' && !fact.replaced)
    .flatMap(({ fact }) => {
      const due = eventOf(fact, vocabulary);
      return due && lastDay(due) < today ? [`overdue plan: ${fact.attr} ${due}, as of ${fact.asOf}`] : [];
    });

const recheckDue: Check = ({ status }, { today }) =>
  status?.recheck && status.recheck < today ? [`recheck was due on ${status.recheck}`] : [];

const yearBefore = (day: string) => Temporal.PlainDate.from(day).subtract({ years: 1 }).toString();

const reviewedLately: Check = ({ reviewed }, { today }) =>
  reviewed === undefined || reviewed < yearBefore(today) ? [`was last reviewed ${reviewed ?? 'never'}`] : [];

/** What the passing of time does to entries: listed, never a reason to fail. */
export function warningsIn(knowledge: Knowledge, today: string): Complaint[] {
  const surroundings = { ...knowledge, today };
  return knowledge.entries.flatMap((entry) =>
    [overduePlans, recheckDue, reviewedLately]
      .flatMap((check) => check(entry, surroundings))
      .map((message) => ({ entry: `${entry.kind}:${entry.id}`, message })),
  );
}

/** Who reported something first, each counted once; `unknown` is nobody. */
export function originsOf(entry: Entry, sources: readonly string[] = Object.keys(entry.sources)): Set<string> {
  return new Set(sources.map((id) => entry.sources[id]!.origin).filter((origin) => origin !== 'unknown'));
}
