import { type Answerer, createAnswerer } from '../../src/ask/answerer.ts';
import type { Signs } from '../../src/ask/certainty.ts';
import { type Measured, type Ranked, ranked } from '../../src/ask/rank.ts';
import { type Entry, type Fact, factsOf } from '../../src/knowledge/entry.ts';
import { createLibrary } from '../../src/knowledge/library.ts';
import type { Knowledge } from '../../src/knowledge/load.ts';
import { type AskedIn, NOTHING_TAUGHT, sayingOf, type Taught } from '../../src/knowledge/taught.ts';
import { hasHan } from '../../src/search/fold.ts';
import { type Locale, locales } from '../../src/text.ts';
import type { Random } from '../search/random.ts';
import { isExpected, isOutdated, loadCases } from './cases.ts';

/** What a question was made of: one that a fact is said to answer, the same asked of another entry, … */
export type Origin = 'asked' | 'elsewhere' | 'unanswered' | 'own-words' | 'paraphrased' | 'unanswerable';

/** A question, and which facts are right. */
interface Lesson {
  readonly question: string;
  readonly locale: Locale;
  readonly origin: Origin;
  readonly isRight: (fact: Fact) => boolean;
}

/** A lesson as it was measured: the facts that may answer, those that are right, and the signs of the one ranked best. */
export interface Example extends Omit<Lesson, 'isRight'> {
  readonly measured: readonly Measured[];
  readonly right: ReadonlySet<Measured>;
  signsOf(best: Ranked): Signs;
}

/** Of the questions of each fact so many are left out of the index and asked instead. */
const LEFT_OUT = 2;
const LEAST = 4;
/** Of the questions that nothing answers this share. */
const UNANSWERED = 0.25;
/** Facts further behind than this are not worth the time. */
const MOST_MEASURED = 16;

const nothing = () => false;

/** A question with the entry's name in it: where its `~` is, instead of "it", or before or after it. */
function named(question: string, entry: Entry, locale: Locale, random: Random): string {
  const { en, zh, aliases } = entry.names;
  const own = aliases.filter((alias) => hasHan(alias) === (locale === 'zh'));
  const name = random.pick([locale === 'en' ? en : zh, ...own]);
  if (question.includes('~')) return question.replace('~', name);
  if (locale === 'zh') return /它/.test(question) ? question.replace('它', name) : `${name}${question}`;
  if (/\bits?\b/.test(question)) return question.replace(/\bits\b/, `${name}'s`).replace(/\bit\b/, name);
  return random.below(2) === 0 ? `${name} ${question}` : `${question} ${name}`;
}

const saying = ({ attr, value }: Fact) => JSON.stringify([attr, value]);

/** A copy of what is known of questions, from which some can be taken out. */
function copied({ asked, unanswered }: Taught) {
  const each = ({ en, zh }: AskedIn) => ({ en: [...en], zh: [...zh] });
  const byEntry = Array.from(asked, ([id, bySaying]) => {
    const facts = Array.from(bySaying, ([saying, questions]) => [saying, each(questions)] as const);
    return [id, new Map(facts)] as const;
  });
  return {
    asked: new Map(byEntry),
    unanswered: new Map(Array.from(unanswered, ([id, questions]) => [id, each(questions)])),
  };
}

type Copied = ReturnType<typeof copied>;

/** Takes questions that facts answer out of a copy, and makes lessons of them. */
function* askedOf(entries: readonly Entry[], { asked }: Copied, random: Random): Iterable<Lesson> {
  for (const entry of entries) {
    for (const { fact } of factsOf(entry)) {
      for (const locale of locales) {
        const questions = asked.get(entry.id)?.get(sayingOf(fact))?.[locale] ?? [];
        for (let left = 0; left < LEFT_OUT && questions.length >= LEAST; left++) {
          const [question] = questions.splice(random.below(questions.length), 1) as [string];
          const isRight = (other: Fact) => saying(other) === saying(fact);
          yield { question: named(question, entry, locale, random), locale, origin: 'asked', isRight };
          const other = random.pick(entries.filter(({ kind }) => kind === entry.kind));
          if (random.below(4) === 0 && !hasFamily(other, fact))
            yield { question: named(question, other, locale, random), locale, origin: 'elsewhere', isRight: nothing };
        }
      }
    }
  }
}

const familyOf = ({ attr }: Fact) => attr.split('.')[0];
const hasFamily = (entry: Entry, fact: Fact) => factsOf(entry).some((one) => familyOf(one.fact) === familyOf(fact));

/** Takes a part of the questions that nothing answers out of a copy, and makes lessons of them. */
function* unansweredOf({ unanswered }: Copied, entries: readonly Entry[], random: Random): Iterable<Lesson> {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  for (const [id, about] of unanswered) {
    const entry = byId.get(id);
    for (const locale of locales) {
      const shuffled = random.shuffle(about[locale]);
      about[locale] = shuffled.slice(Math.ceil(shuffled.length * UNANSWERED));
      for (const question of shuffled.slice(0, Math.ceil(shuffled.length * UNANSWERED))) {
        const asked = entry && question.includes('~') ? named(question, entry, locale, random) : question;
        yield { question: asked, locale, origin: 'unanswered', isRight: nothing };
      }
    }
  }
}

function* developed(knowledge: Knowledge): Iterable<Lesson> {
  const library = createLibrary(knowledge);
  for (const asked of locales.flatMap(loadCases)) {
    if (asked.half !== 'dev' || isOutdated(asked, library)) continue;
    yield { ...asked, origin: asked.kind, isRight: (fact) => isExpected(asked, fact) };
  }
}

function exampleOf({ isRight, ...lesson }: Lesson, { understand, measure, signs }: Answerer): Example | undefined {
  const understanding = understand(lesson.question);
  const measured = ranked(measure(understanding)).slice(0, MOST_MEASURED);
  if (measured.length === 0) return undefined;
  const right = new Set(measured.filter(({ fact }) => isRight(fact.placed.fact)));
  return { ...lesson, measured, right, signsOf: (best) => signs(understanding, best) };
}

/**
 * Questions to learn weights from: those of the development half, and some of those in the knowledge itself, which is
 * indexed without them.
 */
export function examplesOf(
  { entries, vocabulary, taught = () => NOTHING_TAUGHT }: Knowledge,
  random: Random,
): Example[] {
  const copy = copied(taught());
  const held = [...askedOf(entries, copy, random), ...unansweredOf(copy, entries, random)];
  const answerer = createAnswerer(createLibrary({ entries, vocabulary, taught: () => copy }));
  return [...held, ...developed({ entries, vocabulary })].flatMap((lesson) => exampleOf(lesson, answerer) ?? []);
}
