import type { Phrases, QuestionKind, Vocabulary } from '../knowledge/attributes.ts';
import { createReader, sameMatcher } from './facts.ts';
import type { Reading } from './learned.ts';
import { keyOf, type Naming } from './names.ts';
import { createMatcher, type Matcher } from './patterns.ts';
import { createSpelling, type Spelling } from './spelling.ts';
import { createStem, folded, type Stem, unitsOf } from './units.ts';

/** How questions are made of words, whatever they are about: one for all libraries of a vocabulary. */
export interface Grammar extends Reading, Naming {
  readonly stemOf: Stem;
  readonly kinds: Matcher<QuestionKind>;
  readonly filler: Matcher<true>;
  /** Attributes by the phrases that ask for them. */
  readonly asked: Matcher<string>;
  readonly same: Matcher<number>;
  /** What once was so. */
  readonly earlier: Matcher<true>;
  readonly spelling: Spelling;
}

const both = ({ en, zh }: { en: readonly string[]; zh: readonly string[] }) => [...en, ...zh];

/** Makes the matchers of a vocabulary's phrases. */
export function createGrammar(vocabulary: Vocabulary): Grammar {
  const { attributes, questions } = vocabulary;
  const { kinds, filler } = questions;
  const stemOf = createStem(questions.forms);
  const openings = Object.entries(kinds).flatMap(([kind, phrases]) =>
    both(phrases).map((phrase) => [phrase, kind as QuestionKind] as const),
  );
  const askings = [...attributes.values()].flatMap(({ id, ask, label }) =>
    [...both(ask), label.en, label.zh].map((phrase) => [phrase, id] as const),
  );
  const fillers = new Set(filler.en.map(folded));
  const same = sameMatcher(vocabulary, stemOf);
  const marked = (phrases: Phrases) => both(phrases).map((phrase) => [phrase, true] as const);
  return {
    stemOf,
    read: createReader(same, stemOf),
    kinds: createMatcher(openings, stemOf),
    filler: createMatcher(marked(filler), stemOf),
    isFiller: (word) => fillers.has(word),
    others: createMatcher(marked(questions.others), stemOf),
    earlier: createMatcher(marked(questions.earlier), stemOf),
    asked: createMatcher(askings, stemOf),
    same,
    words: new Set(questions.same.flatMap(both).map((phrase) => keyOf(unitsOf(folded(phrase))))),
    spelling: createSpelling(vocabulary, stemOf),
  };
}
