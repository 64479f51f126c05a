import { z } from 'zod';
import { Words } from './words.ts';

/** What kind of value an attribute takes; a `date` is text in the subset of EDTF, an `id` a name that has no translation. */
const valueTypes = ['date', 'number', 'words', 'id'] as const;

/** What a question wants to hear; a yes or no is given by the fact that settles it. */
export const questionKinds = ['when', 'where', 'who', 'number', 'why', 'how', 'which', 'yes-no'] as const;
export type QuestionKind = (typeof questionKinds)[number];

/** Words in a row as people say them, in both languages; `…` stands for others in between. */
const Phrases = z
  .strictObject({ en: z.array(z.string()).default([]), zh: z.array(z.string()).default([]) })
  .prefault({});
export type Phrases = z.output<typeof Phrases>;

const Attribute = z.strictObject({
  label: Words,
  type: z.enum(valueTypes).default('words'),
  /** Units that a value may have; the first is the one that comparisons use. */
  units: z.array(z.string()).default([]),
  /** Shown on the card without a click. */
  card: z.boolean().default(false),
  /** What somebody learned, as opposed to what was done: the newest is the card's "latest finding". */
  finding: z.boolean().default(false),
  /** Ways that people ask for it. */
  ask: Phrases,
  /** What kinds of question it answers, where its type does not say it; none named: it may answer any. */
  answers: z.array(z.enum(questionKinds)).optional(),
});

/** `attributes.yaml`: each attribute by its dotted id, in the order in which cards show them. */
export const Attributes = z.strictObject({
  units: z.record(z.string(), Words),
  attributes: z.record(z.string().regex(/^[a-z]+(?:[.-][a-z0-9]+)*$/, 'expected a dotted lower-case name'), Attribute),
});

export type Attribute = z.output<typeof Attribute> & { id: string; rank: number };

const Same = z.strictObject({
  en: z.array(z.string()).default([]),
  zh: z.array(z.string()).default([]),
  apart: z.boolean().default(false),
  nation: z.boolean().default(false),
});

/** `questions.yaml`: how people ask, whatever they ask for. */
export const Questions = z.strictObject({
  /** By what kind of question they open. */
  kinds: z.partialRecord(z.enum(questionKinds), Phrases).default({}),
  /** Words that say nothing about what is asked for. */
  filler: Phrases,
  /** Phrases that mean the same wherever they stand; what is `apart` from its like is never meant by another of them, and the first of a `nation` is not the first of all. */
  same: z.array(Same).default([]),
  /** Words for what once was so, or was to be. */
  earlier: Phrases,
  /** Names of what is no entry here. */
  others: Phrases,
  /** Irregular forms of English words, and the word itself. */
  forms: z.record(z.string(), z.string()).default({}),
});
export type Questions = z.output<typeof Questions>;

/** What is known of attributes, units and questions: values read from two files. */
export interface Vocabulary {
  attributes: ReadonlyMap<string, Attribute>;
  units: ReadonlyMap<string, z.output<typeof Words>>;
  questions: Questions;
}

/** Puts together what the files hold; attributes get their rank from the order in which they stand. */
export function vocabularyOf({ attributes, units }: z.output<typeof Attributes>, questions: Questions): Vocabulary {
  const ranked = Object.entries(attributes).map(([id, attribute], rank) => [id, { ...attribute, id, rank }] as const);
  return { attributes: new Map(ranked), units: new Map(Object.entries(units)), questions };
}
