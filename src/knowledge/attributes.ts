import { z } from 'zod';
import { Words } from './words.ts';

/** What kind of value an attribute takes; a `date` is text in the subset of EDTF, an `id` a name that has no translation. */
export const valueTypes = ['date', 'number', 'words', 'id'] as const;

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
  ask: z.strictObject({ en: z.array(z.string()).default([]), zh: z.array(z.string()).default([]) }).prefault({}),
});

/** `attributes.yaml`: each attribute by its dotted id, in the order in which cards show them. */
export const Attributes = z.strictObject({
  units: z.record(z.string(), Words),
  attributes: z.record(z.string().regex(/^[a-z]+(?:[.-][a-z0-9]+)*$/, 'expected a dotted lower-case name'), Attribute),
});

export type Attribute = z.output<typeof Attribute> & { id: string; rank: number };

/** What is known of attributes and units: a value read from one file. */
export interface Vocabulary {
  attributes: ReadonlyMap<string, Attribute>;
  units: ReadonlyMap<string, z.output<typeof Words>>;
}

export function vocabularyOf({ attributes, units }: z.output<typeof Attributes>): Vocabulary {
  const ranked = Object.entries(attributes).map(([id, attribute], rank) => [id, { ...attribute, id, rank }] as const);
  return { attributes: new Map(ranked), units: new Map(Object.entries(units)) };
}
