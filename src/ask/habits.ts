import type { Attribute, Vocabulary } from '../knowledge/attributes.ts';
import type { Entry } from '../knowledge/entry.ts';
import type { Library } from '../knowledge/library.ts';
import type { FactIndex, IndexedFact } from './facts.ts';
import { createWorth, type Learned, type Read } from './learned.ts';
import { addShares, createShares, createTally, type Lexicon, type Packed, type Shares } from './shares.ts';

/** The words that people use when they ask for something here, by what they ask for, and for what nobody here knows. */
export interface Habits {
  readonly lexicon: Lexicon;
  readonly any: Shares;
  readonly byAttribute: ReadonlyMap<string, Shares>;
  readonly byFamily: ReadonlyMap<string, Shares>;
  readonly byEntry: ReadonlyMap<Entry, Shares>;
  /** Of questions that nothing here answers, of all and of those about an entry. */
  readonly unanswered: Shares;
  readonly unansweredOf: ReadonlyMap<Entry, Shares>;
}

/** What an entry is called says as much of it as half of its facts. */
const CALLED = 0.5;

/** What attributes have in common: `launch` of `launch.date` and `launch.site`. */
export const familyOf = (attribute: string): string => attribute.split('.')[0]!;

/** Makes the means of shares. */
function createMeans(lexicon: Lexicon) {
  const tally = createTally(lexicon);

  /** The mean, with what some terms are worth besides. */
  function meanOf(shares: readonly Packed[], besides: Iterable<string> = [], worth = 0): Shares {
    for (const one of shares) addShares(tally, one, 1 / shares.length);
    for (const term of besides) tally.add(lexicon.idOf(term), worth);
    return createShares(lexicon, tally.take());
  }

  return meanOf;
}

type MeanOf = ReturnType<typeof createMeans>;

const sharesIn = (facts: readonly IndexedFact[] = []) => facts.map(({ terms }) => terms);

function meansByFamily(facts: readonly IndexedFact[], meanOf: MeanOf): Map<string, Shares> {
  const groups = Map.groupBy(facts, ({ placed }) => familyOf(placed.fact.attr));
  return new Map(Array.from(groups, ([family, group]) => [family, meanOf(sharesIn(group))]));
}

function meansByEntry(facts: readonly IndexedFact[], meanOf: MeanOf): Map<Entry, Shares> {
  const groups = Map.groupBy(facts, ({ entry }) => entry);
  return new Map(Array.from(groups, ([entry, group]) => [entry, meanOf(sharesIn(group), group[0]!.subject, CALLED)]));
}

/** Of each attribute: its facts, and the phrases that ask for it, which count as one fact more. */
function meansByAttribute({ all, lexicon }: FactIndex, { attributes }: Vocabulary, read: Read, meanOf: MeanOf) {
  const groups = Map.groupBy(all, ({ placed }) => placed.fact.attr);
  const { sharesOf } = createWorth(lexicon, read);
  const meanFor = ({ id, ask }: Attribute) => meanOf([sharesOf(ask), ...sharesIn(groups.get(id))]);
  return new Map(Array.from(attributes.values(), (attribute) => [attribute.id, meanFor(attribute)]));
}

/** The habits of those who ask about the facts of an index. */
export function habitsOf({ entries, vocabulary }: Library, index: FactIndex, learned: Learned, read: Read): Habits {
  const { all, lexicon } = index;
  const meanOf = createMeans(lexicon);
  return {
    lexicon,
    any: meanOf(sharesIn(all)),
    byAttribute: meansByAttribute(index, vocabulary, read, meanOf),
    byFamily: meansByFamily(all, meanOf),
    byEntry: meansByEntry(all, meanOf),
    unanswered: createShares(lexicon, learned.unanswered),
    unansweredOf: new Map(entries.map((entry, at) => [entry, createShares(lexicon, learned.unansweredOf[at]!)])),
  };
}
