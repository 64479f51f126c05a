import { dateWords } from '../dates.ts';
import type { Entry, Fact, Source, Value } from '../knowledge/entry.ts';
import { sourceWords } from '../reply/facts.ts';
import { cut, escaped, join, type Locale, same, say, type Text } from '../text.ts';

/** One line of an entry, for telling what differs between two versions of it. */
interface Line {
  label: Text;
  /** What it says, as it may be shown. */
  say(locale: Locale): string;
  /** Two lines with the same key say the same. */
  key: string;
}

/** A line that only the older (-) or only the newer (+) version has. */
export interface Change {
  sign: '+' | '-';
  line: Line;
}

const labels = {
  name: { en: 'Name', zh: '名称' },
  aliases: { en: 'Other names', zh: '别名' },
  summary: { en: 'Summary', zh: '简介' },
  statement: { en: 'Statement', zh: '说明' },
} satisfies Record<string, Text>;

const confidences: Record<Fact['confidence'], Text> = {
  'peer-reviewed': { en: 'peer-reviewed', zh: '经同行评议' },
  reported: { en: 'happened', zh: '已发生' },
  estimated: { en: 'estimated', zh: '估算' },
  planned: { en: 'planned', zh: '计划中' },
  hedged: { en: 'not certain', zh: '尚不确定' },
  hypothesis: { en: 'hypothesis', zh: '假说' },
  opinion: { en: 'opinion', zh: '观点' },
  disputed: { en: 'disputed', zh: '有争议' },
};

const both = (label: Text, words: Text): Line => ({
  label,
  say: (locale) => escaped(words[locale]),
  key: JSON.stringify([label.en, words]),
});

const raw = (name: string, value: unknown): Line => both(same(name), same(JSON.stringify(value)));

function wordsOf(value: Value, unit = ''): Text {
  if (typeof value === 'object' && 'en' in value) return value as Text;
  return same(`${typeof value === 'number' ? value : JSON.stringify(value)} ${unit}`.trim());
}

const correction: Text = { en: '{label} (beside the built-in one)', zh: '{label}（与内置信息并列）' };

function factLine(fact: Fact, sources: Entry['sources']): Line {
  const label = fact.attr === 'statement' ? labels.statement : same(fact.attr);
  const named = fact.sources.map((id) => sources[id] as Source);
  const words = fact.text ?? wordsOf(fact.value, fact.unit);
  const beside = (locale: Locale) => say(correction, locale, { label: escaped(fact.corrects ?? '') });
  return {
    label: fact.corrects ? { en: beside('en'), zh: beside('zh') } : label,
    say: (locale) =>
      [
        escaped(words[locale]),
        confidences[fact.confidence][locale],
        ...(fact.asOf ? [dateWords(fact.asOf, locale)] : []),
        ...named.map((source) => sourceWords(source, locale)),
      ].join(' · '),
    key: JSON.stringify([fact, named]),
  };
}

const told = new Set(['kind', 'id', 'names', 'summary', 'facts', 'sources']);

function linesOf(entry: Entry | undefined): Line[] {
  if (!entry) return [];
  const { names, summary, facts, sources } = entry;
  const { en, zh, aliases, shared: _, ...moreNames } = names;
  const others = Object.entries({ ...moreNames, ...entry }).filter(
    ([name, value]) => !told.has(name) && value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return [
    both(labels.name, { en, zh }),
    ...(aliases.length > 0 ? [both(labels.aliases, same(aliases.join(', ')))] : []),
    both(labels.summary, summary),
    ...facts.map((fact) => factLine(fact, sources)),
    ...others.map(([name, value]) => raw(name, value)),
  ];
}

/** What only one of two versions says, the older one's first; nothing stands for an entry that is not there. */
export function changesOf(before: Entry | undefined, after: Entry | undefined): Change[] {
  const [older, newer] = [linesOf(before), linesOf(after)];
  const [olderKeys, newerKeys] = [older, newer].map((lines) => new Set(lines.map(({ key }) => key)));
  return [
    ...older.filter(({ key }) => !newerKeys!.has(key)).map((line) => ({ sign: '-', line }) as const),
    ...newer.filter(({ key }) => !olderKeys!.has(key)).map((line) => ({ sign: '+', line }) as const),
  ];
}

const signs = { '+': '＋', '-': '－' } as const;
const more: Text = { en: '… and {count} more lines', zh: '……另有{count}行' };
const none: Text = { en: 'Nothing changes.', zh: '没有变化。' };

/** Changes as lines for people, whole lines only, in at most `room` characters. */
export function changeWords(changes: readonly Change[], locale: Locale, room: number): string {
  if (changes.length === 0) return none[locale];
  const lines = changes.map(
    ({ sign, line }) => `${signs[sign]} ${join([`**${line.label[locale]}**`, line.say(locale)], 'colon', locale)}`,
  );
  const rest = (left: number) => say(more, locale, { count: left });
  let shown = '';
  for (const [at, line] of lines.entries()) {
    const next = shown ? `${shown}\n${line}` : line;
    if (next.length > room - 30) return shown ? `${shown}\n${rest(lines.length - at)}` : rest(lines.length);
    shown = next;
  }
  return cut(shown, room);
}
