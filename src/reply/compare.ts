import { createHash } from 'node:crypto';
import type { Attribute, Vocabulary } from '../knowledge/attributes.ts';
import { type Entry, type Fact, factsOf } from '../knowledge/entry.ts';
import { inUnit } from '../knowledge/measures.ts';
import { escaped, join, say, sayAll, type Text } from '../text.ts';
import { differenceWords, type Side } from './difference.ts';
import { labelWords, smallPrint, sourcesOf, statementOf, type Telling, valueWords } from './facts.ts';
import { colours } from './labels.ts';
import { type Item, type Listing, pageReply } from './listing.ts';
import type { Reply } from './reply.ts';

const heading: Text = { en: '{first} and {second} compared', zh: '{first}与{second}对比' };
const alone: Text = { en: 'Known of one alone', zh: '仅一方有的信息' };
const given: Text = { en: '{value} (given as {original})', zh: '{value}（原文为{original}）' };

type Pair = readonly [Entry, Entry];

/** What an entry states itself; a programme's phases each state the same attributes of something else. */
const standing = (entry: Entry): Fact[] =>
  factsOf(entry).flatMap(({ fact, phase }) => (fact.replaced || phase ? [] : [fact]));

const attributesOf = (entry: Entry) => new Set(standing(entry).map(({ attr }) => attr));

const isMeasure = ({ type }: Attribute) => type === 'number' || type === 'date';

/** The attributes that both have: numbers and dates first, then as they are ranked. */
function sharedBy([first, second]: Pair, { attributes }: Vocabulary): Attribute[] {
  const shared = attributesOf(first).intersection(attributesOf(second));
  return [...shared]
    .flatMap((attr) => attributes.get(attr) ?? [])
    .toSorted((a, b) => Number(isMeasure(b)) - Number(isMeasure(a)) || a.rank - b.rank);
}

/** A fact as it is shown, and as its source gives it. */
interface Shown {
  fact: Fact;
  original: Fact;
}

/** All in one unit, the attribute's first, if they are not so already and can be. */
function inOneUnit(facts: readonly Fact[], { units }: Attribute): Shown[] {
  const isMixed = new Set(facts.map(({ unit }) => unit)).size > 1;
  const converted = facts.map((original) => ({ original, fact: inUnit(original, units[0]) }));
  const canBe = converted.every(({ fact }) => fact !== undefined);
  return facts.map((original, at) => ({ original, fact: (isMixed && canBe && converted[at]!.fact) || original }));
}

function lineOf(entry: Entry, { fact, original }: Shown, isOneOfSeveral: boolean, telling: Telling): Item {
  const { locale } = telling;
  const words = valueWords(fact, telling);
  const value =
    fact === original ? words : say(given, locale, { value: words, original: valueWords(original, telling) });
  const lines = [
    join([`**${escaped(entry.names[locale])}**`, value], 'colon', locale),
    ...(isOneOfSeveral && fact.text ? [statementOf({ fact, path: [] }, telling)] : []),
  ];
  return { words: lines.join('\n'), print: smallPrint(fact, telling), sources: sourcesOf(entry, fact) };
}

function attributeItems(attribute: Attribute, pair: Pair, telling: Telling): Item[] {
  const own = pair.map((entry) => standing(entry).filter(({ attr }) => attr === attribute.id));
  const shown = inOneUnit(own.flat(), attribute);
  const [first, second] = [shown.slice(0, own[0]!.length), shown.slice(own[0]!.length)];
  const lines = [first, second].flatMap((side, at) =>
    side.map((one) => lineOf(pair[at]!, one, side.length > 1, telling)),
  );
  const sideOf = (entry: Entry, side: readonly Shown[]): Side => ({
    entry,
    facts: side.map(({ original }) => original),
  });
  const difference = differenceWords(attribute, [sideOf(pair[0], first), sideOf(pair[1], second)], telling);
  const all = difference ? [...lines, { words: `→ ${difference}`, sources: [] }] : lines;
  return all.map((item) => ({ ...item, section: attribute.label[telling.locale] }));
}

/** What is known of one of the two alone, by name: there is nothing to set beside it. */
function aloneItems(pair: Pair, telling: Telling): Item[] {
  const { locale } = telling;
  return pair.flatMap((entry, at) => {
    const known = attributesOf(entry).difference(attributesOf(pair[1 - at]!));
    const labels = [...known].map((attr) => labelWords({ fact: { attr } as Fact, path: [] }, telling));
    if (labels.length === 0) return [];
    const name = `**${escaped(entry.names[locale])}**`;
    return [
      { section: alone[locale], words: join([name, join([...new Set(labels)], 'list', locale)], 'colon', locale) },
    ];
  });
}

const LONGEST_KEY = 42;

/** An entry in a custom id: its id, or where two of that length would not fit, its beginning and a hash. */
export function pressKey({ id }: Entry): string {
  if (id.length <= LONGEST_KEY) return id;
  const hash = createHash('sha256').update(id).digest('hex').slice(0, 8);
  return `${id.slice(0, LONGEST_KEY - 9)}~${hash}`;
}

/** The custom id of a comparison's buttons, before the page number: at most 94 characters. */
export const compareId = ([first, second]: Pair) => `compare:${pressKey(first)}:${pressKey(second)}`;

/**
 * One page (from 0) of two entries side by side: each attribute that both have in one unit, each statement with how sure
 * it is and its sources, and how the two differ. Nothing where they share no attribute.
 */
export function comparePage(pair: Pair, page: number, telling: Telling): Reply | undefined {
  const shared = sharedBy(pair, telling.vocabulary);
  if (shared.length === 0) return undefined;
  const [first, second] = pair.map(({ names }) => ({ en: escaped(names.en), zh: escaped(names.zh) }));
  const list: Listing = {
    title: sayAll(heading, { first: first!, second: second! }),
    colour: colours[pair[0].kind],
    itemsOf: (told) => [
      ...shared.flatMap((attribute) => attributeItems(attribute, pair, told)),
      ...aloneItems(pair, told),
    ],
    id: compareId(pair),
  };
  return pageReply(list, page, telling);
}
