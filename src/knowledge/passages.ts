import MiniSearch from 'minisearch';
import { hasHan } from '../search/fold.ts';
import { locales, type Text } from '../text.ts';
import type { Vocabulary } from './attributes.ts';
import { type Entry, factsOf, type PlacedFact } from './entry.ts';

/** A fact of an entry, and how near its words are to what was asked (BM25: only good for comparing within one answer). */
export interface Passage {
  entry: Entry;
  placed: PlacedFact;
  score: number;
}

/** How much a term tells: the fewer passages have it, the more. */
export type Rarity = (term: string) => number;

export interface PassageIndex {
  /** The facts nearest to `text`, best first; weighed by `rarity` where scores must compare with another index's. */
  near(text: string, limit: number, rarity?: Rarity): Passage[];
  rarity: Rarity;
}

const RUN = /\p{Script=Han}+|[\p{L}\p{N}]+(?:[.,]\d+)*/gu;
const stopWords = new Set(
  'a an and are as at be by did do does for from had has have how in is it its of on or that the their this to was were what when where which who why will with'.split(
    ' ',
  ),
);

const pairs = (run: string) =>
  run.length < 2 ? [run] : Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2));

/** Words of a text for BM25: Han runs in pairs of characters, other words in lower case without stop words. */
function terms(text: string): string[] {
  const runs = text.toLowerCase().normalize('NFKC').match(RUN) ?? [];
  return runs.flatMap((run) => (hasHan(run) ? pairs(run) : stopWords.has(run) ? [] : [run]));
}

const both = (text: Text | undefined) => (text ? locales.map((locale) => text[locale]) : []);

function valueTexts({ fact: { value } }: PlacedFact): string[] {
  if (typeof value === 'number') return [String(value)];
  if (Array.isArray(value)) return value.flatMap(both);
  return 'en' in value
    ? both(value)
    : [value.min, value.max].flatMap((end) => (end === undefined ? [] : [String(end)]));
}

/** Every word by which a fact can be found: its statement, value, label, note, quote, and whose words it is. */
export function textsOf(placed: PlacedFact, { attributes }: Vocabulary): string[] {
  const { fact } = placed;
  const label = both(attributes.get(fact.attr)?.label);
  return [...both(fact.text), ...valueTexts(placed), ...label, ...both(fact.note), ...both(fact.by), fact.quote ?? ''];
}

/** https://en.wikipedia.org/wiki/Okapi_BM25: the inverse document frequency. */
const idf = (passages: number, having: number) => Math.log(1 + (passages - having + 0.5) / (having + 0.5));

/** In how many of the texts each term is. */
function frequenciesOf(texts: readonly (readonly string[])[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of texts.flatMap((text) => [...new Set(terms(text.join(' \n ')))])) {
    counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return counts;
}

/** An index of all facts by their words. */
export function createPassageIndex(entries: readonly Entry[], vocabulary: Vocabulary): PassageIndex {
  const passages = entries.flatMap((entry) => factsOf(entry).map((placed) => ({ entry, placed })));
  const texts = passages.map(({ placed }) => textsOf(placed, vocabulary));
  const frequencies = frequenciesOf(texts);
  const rarity: Rarity = (term) => idf(passages.length, frequencies.get(term) ?? 0);
  const index = new MiniSearch({ fields: ['name', 'text'], tokenize: terms, processTerm: (term) => term });
  index.addAll(
    passages.map(({ entry }, id) => ({
      id,
      name: [entry.names.en, entry.names.zh, ...entry.names.aliases].join(' \n '),
      text: texts[id]!.join(' \n '),
    })),
  );
  return {
    rarity,
    near: (text, limit, weigh = rarity) =>
      index
        .search(text, { boost: { name: 0.7 }, boostTerm: (term) => weigh(term) / rarity(term) })
        .slice(0, limit)
        .map(({ id, score }) => ({ ...passages[id]!, score })),
  };
}
