import type { Entry } from '../knowledge/entry.ts';
import { memo } from '../knowledge/later.ts';
import { type FactIndex, type IndexedFact, sameTerm, termsOf } from './facts.ts';
import type { Understanding } from './understand.ts';
import { isNumber } from './units.ts';

/** How much of a question a fact covers; what it lacks is 1, else 0. */
export interface Coverage {
  /** Share of the weight of all that was asked, 0…1, and its square. */
  readonly share: number;
  readonly shareSquared: number;
  /** A number in the question is not in the fact. */
  readonly lacksNumber: number;
  /** The question asks for something that no fact of any entry tells, and this one does not either. */
  readonly lacksTopic: number;
  /** A word with a capital, which may be a name, is neither told nor of its entry. */
  readonly lacksProper: number;
  /** Another entry that is named is not in the fact. */
  readonly lacksName: number;
  /** That other entry has nothing to do with the fact's. */
  readonly strangeName: number;
  /** Whether it says the name that its entry was called by, -1…1: 1 if it alone of its entry's does, 0 if all do, or none, or it has no sentence. */
  readonly saysName: number;
  /** It tells of a first of some nation's, and no nation is asked about. */
  readonly lacksNation: number;
  /** A body such as Mars is named, of which its entry does not speak. */
  readonly lacksBody: number;
  /** Weight of all that was asked: about 0.9 a word, 0.4 a Han character. */
  readonly weight: number;
}

/** What a unit of the question weighs: a Han character; a word's least, the rest by how much it tells; another name. */
const HAN = 0.4;
const WORD = 0.7;
const NAME = 0.8;

/** The terms by which a unit is met: the word itself, or the pairs of Han characters that it is part of. */
function termsWith({ units }: Understanding, at: number): string[] {
  const [before, unit, after] = [units[at - 1], units[at]!, units[at + 1]];
  if (!unit.han) return [unit.stem];
  return [...(after?.han ? [unit.stem + after.stem] : []), ...(before?.han ? [before.stem + unit.stem] : [])];
}

/** What a question asks to be covered: its words with their weights, the names beside the fact's, and bodies. */
function demandsOf(index: FactIndex, understanding: Understanding) {
  const { units, named, asked, same, content } = understanding;
  const topics = new Set(asked.flatMap(({ means, places }) => (index.hasAttribute(means) ? [] : places)));
  const weightOf = (at: number): number => {
    const unit = units[at]!;
    if (unit.han) return HAN;
    return isNumber(unit) ? 1 : WORD + (1 - WORD) * index.weight(unit.stem);
  };
  const words = content.map((at) => ({
    ...{ at, weight: weightOf(at), terms: termsWith(understanding, at) },
    ...{ isNumber: isNumber(units[at]!), isTopic: topics.has(at), isProper: understanding.proper.has(units[at]!.stem) },
  }));
  const bodies = same.flatMap(({ means }) => (index.isApart(means) ? [sameTerm(means)] : []));
  const names = named.known.map(({ from, to, entries }) => ({
    entries,
    terms: termsOf(units.slice(from, to).map((unit) => ({ ...unit, stem: unit.raw }))),
  }));
  return { words, names, bodies, same };
}

type Demands = ReturnType<typeof demandsOf>;

type RelatedTo = (entry: Entry) => readonly Entry[];

function namesBeside({ names }: Demands, { entry, terms }: IndexedFact, relatedTo: RelatedTo) {
  const others = names.filter(({ entries }) => !entries.includes(entry));
  const untold = others.filter((name) => !name.terms.every((term) => terms.has(term)));
  const isStrange = ({ entries }: (typeof names)[0]) => !relatedTo(entry).some((other) => entries.includes(other));
  return { count: others.length, told: others.length - untold.length, isStrange: untold.some(isStrange) };
}

/** Whether a fact tells of a first of some nation's, and no nation is asked about. */
function isFirstOfNation({ nations }: FactIndex, { same }: Demands, { placed, told }: IndexedFact): boolean {
  const asked = new Set(same.map(({ means }) => sameTerm(means)));
  const isTold = placed.fact.attr === 'first' && nations.some((nation) => told.has(nation));
  return isTold && !nations.some((nation) => asked.has(nation));
}

/** Makes the measure of whether a fact says the name, which may be that of a part: the rover's, where the probe's is meant. */
function createSaying(index: FactIndex, { names }: Demands) {
  const shareOf = memo((entry: Entry) => {
    const own = names.filter(({ entries }) => entries.includes(entry));
    const says = ({ told }: IndexedFact) => Number(own.some(({ terms }) => terms.every((term) => told.has(term))));
    const facts = index.of(entry);
    return { says, usual: facts.reduce((sum, fact) => sum + says(fact), 0) / Math.max(1, facts.length) };
  });
  return (fact: IndexedFact): number => {
    const { says, usual } = shareOf(fact.entry);
    return fact.placed.fact.text ? says(fact) - usual : 0;
  };
}

/** The words that a fact covers; `byPhrase` are places that its attribute was asked by. */
function wordsCovered({ words, same }: Demands, { terms, subject, told }: IndexedFact, byPhrase: ReadonlySet<number>) {
  const bySame = new Set(same.flatMap(({ means, places }) => (terms.has(sameTerm(means)) ? places : [])));
  return words.map((word) => {
    const isMeant = word.terms.some((term) => terms.has(term)) || byPhrase.has(word.at) || bySame.has(word.at);
    const isSubject = !word.isNumber && word.terms.some((term) => subject.has(term));
    const isTold = word.terms.some((term) => told.has(term) && !subject.has(term)) || bySame.has(word.at);
    return { ...word, isMeant, isSubject, isTold, isCovered: isMeant || isSubject };
  });
}

const weightOf = (words: readonly { weight: number }[]) => words.reduce((sum, { weight }) => sum + weight, 0);

/** Makes the measure of what facts cover of one question. */
export function createCoverage(index: FactIndex, understanding: Understanding, relatedTo: RelatedTo) {
  const demands = demandsOf(index, understanding);
  const sayingOf = createSaying(index, demands);
  const speaksOf = (entry: Entry) => (term: string) =>
    index.of(entry).some((fact) => fact.told.has(term) || fact.subject.has(term));

  return function coverageOf(fact: IndexedFact, byPhrase: ReadonlySet<number>): Coverage {
    const words = wordsCovered(demands, fact, byPhrase);
    const names = namesBeside(demands, fact, relatedTo);
    const total = weightOf(words) + NAME * names.count;
    const covered = weightOf(words.filter(({ isCovered }) => isCovered)) + NAME * names.told;
    const share = total > 0 ? covered / total : Number(byPhrase.size > 0);
    return {
      share,
      shareSquared: share ** 2,
      lacksNumber: Number(words.some(({ isNumber: isOne, isMeant }) => isOne && !isMeant)),
      lacksTopic: Number(words.some(({ isTopic, isMeant }) => isTopic && !isMeant)),
      lacksProper: Number(words.some(({ isProper, isTold, isSubject }) => isProper && !isTold && !isSubject)),
      lacksName: Number(names.told < names.count),
      strangeName: Number(names.isStrange),
      lacksNation: Number(isFirstOfNation(index, demands, fact)),
      saysName: sayingOf(fact),
      lacksBody: Number(!demands.bodies.every(speaksOf(fact.entry))),
      weight: total,
    };
  };
}
