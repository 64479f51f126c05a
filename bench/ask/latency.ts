import { createAnswerer } from '../../src/ask/answerer.ts';
import type { Entry } from '../../src/knowledge/entry.ts';
import { createLibrary } from '../../src/knowledge/library.ts';
import type { Knowledge } from '../../src/knowledge/load.ts';
import { NOTHING_TAUGHT, sayingOf } from '../../src/knowledge/taught.ts';
import type { Row } from '../runner/benchmark.ts';
import { createRandom, type Random } from '../search/random.ts';

const SYLLABLES = 'ba den fo gul ka lor mi nes pa qua ri sol tem ur vex yo'.split(' ');
const HAN = [...'天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈'];

const times = (count: number, make: () => string): string[] => Array.from({ length: count }, make);
const madeUpName = (random: Random) => times(3, () => random.pick(SYLLABLES)).join('');

/** Another entry like this one under a made-up name, its sentences made longer by made-up words. */
function filler(entry: Entry, at: number, random: Random): Entry {
  const name = madeUpName(random);
  const facts = entry.facts.map((fact) => {
    const words = times(3, () => madeUpName(random)).join(' ');
    const signs = times(6, () => random.pick(HAN)).join('');
    return { ...fact, text: { en: `${fact.text?.en ?? ''} ${words}`, zh: `${fact.text?.zh ?? ''}${signs}` } };
  });
  const names = { en: `${name} ${at}`, zh: `${name}${at}号`, aliases: [], shared: [] };
  return { ...entry, id: `filler-${at}`, names, facts, relations: [] } as Entry;
}

/** The knowledge with made-up entries added until there are `count` facts, each asked for as the fact it was made of. */
export function enlarged({ entries, vocabulary, taught }: Knowledge, count: number, seed: number): Knowledge {
  const random = createRandom(seed);
  const all = [...entries];
  const { asked, unanswered } = taught?.() ?? NOTHING_TAUGHT;
  const more = new Map(asked);
  let facts = entries.reduce((sum, entry) => sum + entry.facts.length, 0);
  for (let at = 0; facts < count; at++) {
    const like = entries[at % entries.length]!;
    const entry = filler(like, at + 1000, random);
    const questions = entry.facts.map(
      (fact, place) =>
        [sayingOf(fact), asked.get(like.id)?.get(sayingOf(like.facts[place]!)) ?? { en: [], zh: [] }] as const,
    );
    more.set(entry.id, new Map(questions));
    facts += entry.facts.length;
    all.push(entry);
  }
  return { entries: all, vocabulary, taught: () => ({ asked: more, unanswered }) };
}

const quantile = (sorted: readonly number[], portion: number) => sorted[Math.floor((sorted.length - 1) * portion)]!;

/** Milliseconds a question takes, each asked once after a warm-up, and to build the indexes. */
export function measureLatency(knowledge: Knowledge, questions: readonly string[], name: string): Row {
  const library = createLibrary(knowledge);
  const start = performance.now();
  const { answer } = createAnswerer(library);
  const build = performance.now() - start;
  for (const question of questions.slice(0, 200)) answer(question);
  const taken = questions.map((question) => {
    const before = performance.now();
    answer(question);
    return performance.now() - before;
  });
  const sorted = taken.toSorted((a, b) => a - b);
  return { questions: name, p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), longest: sorted.at(-1)!, build };
}
