import { z } from 'zod';
import { Day, Slug, When } from './fields.ts';
import { Words } from './words.ts';

export const kinds = ['mission', 'finding', 'programme', 'technology', 'body'] as const;
export type Kind = (typeof kinds)[number];

const Ref = z
  .string()
  .regex(
    new RegExp(`^(?:${kinds.join('|')}):[a-z0-9]+(?:-[a-z0-9]+)*$`),
    'expected kind:id, such as mission:tianwen-2',
  );
/**
 * How sure a statement is. `hedged`: its source says "may" or "suggests"; `hypothesis`: a proposed cause;
 * `opinion`: somebody's judgement; `disputed`: sources disagree (each has a fact of its own).
 */
export const confidences = [
  'peer-reviewed',
  'reported',
  'estimated',
  'planned',
  'hedged',
  'hypothesis',
  'opinion',
  'disputed',
] as const;
export type Confidence = (typeof confidences)[number];

const Source = z.strictObject({
  /** The headline, in its own language. */
  title: z.string().min(1).max(300),
  publisher: Words,
  url: z.url({ protocol: /^https?$/, error: 'expected an address that begins with https://' }).optional(),
  published: When,
  /** How the date of publication is known. */
  basis: z.enum(['stated', 'url', 'inferred', 'second-hand']).default('stated'),
  /** Who reported it first (xinhua, nasa, nature): independence is counted by origin, not by page. */
  origin: Slug,
  tier: z.enum(['journal', 'agency', 'newswire', 'press', 'specialist', 'reference', 'aggregator', 'unrated']),
  lang: z
    .string()
    .regex(/^[a-z]{2}$/, 'expected two letters, such as en or zh')
    .default('en'),
  licence: z.enum(['CC0-1.0', 'CC-BY-4.0', 'public-domain', 'facts-only']).default('facts-only'),
});

const Range = z
  .strictObject({ min: z.number().optional(), max: z.number().optional() })
  .refine(({ min, max }) => min !== undefined || max !== undefined, 'expected min, max or both')
  .refine(({ min, max }) => min === undefined || max === undefined || min <= max, 'expected min not above max');

const Value = z.union([z.number(), Range, Words, z.array(Words).min(1)], {
  error: 'expected a number, { min, max }, words as { en, zh }, or a list of words',
});

const Quote = z
  .string()
  .min(1)
  .refine((quote) => quote.trim().split(/\s+/).length <= 25, 'expected a quote of at most 25 words');

const sourceIds = z.array(Slug).min(1, 'expected at least one source');

const Fact = z
  .strictObject({
    /** One of `attributes.yaml`. */
    attr: z.string(),
    value: Value,
    unit: z.string().optional(),
    precision: z.enum(['exact', 'about', 'at-least', 'at-most', 'more-than']).default('exact'),
    /** The statement as one sentence, where label and value do not say it all. */
    text: Words.optional(),
    /** When it happened, or is to happen. */
    when: When.optional(),
    /** State of knowledge; a plan must have it. */
    asOf: When.optional(),
    confidence: z.enum(confidences),
    /** "According to". */
    by: Words.optional(),
    quote: Quote.optional(),
    note: Words.optional(),
    sources: sourceIds,
    /** The attribute of the built-in fact beside which a server's moderators put this one. */
    corrects: z.string().optional(),
    /** Of a server's own moderators: set when a guild's library is put together, never written in a file. */
    added: z.literal(true).optional(),
    /** Kept as history when something newer took its place. */
    replaced: z.strictObject({ on: When, why: Words, sources: sourceIds }).optional(),
  })
  .refine((fact) => fact.confidence !== 'planned' || fact.asOf, { error: 'a planned fact needs asOf', path: ['asOf'] });

const Relation = z.strictObject({
  type: z.enum([
    'target',
    'landed-on',
    'within',
    'part-of',
    'relay',
    'succeeds',
    'based-on-sample',
    'made-by',
    'launched-by',
    'compares-with',
    'about',
    'hosts',
  ]),
  to: Ref,
  when: When.optional(),
  confidence: z.enum(confidences).default('reported'),
  note: Words.optional(),
});

const Names = z.strictObject({
  en: z.string().min(1).max(80),
  zh: z.string().min(1).max(80),
  pinyin: z.string().max(120).optional(),
  /** What the name means. */
  meaning: Words.optional(),
  aliases: z.array(z.string().min(1).max(100)).default([]),
  /** Aliases that another entry has too, on purpose. */
  shared: z.array(z.string()).default([]),
});

const statusOf = <const S extends readonly [string, ...string[]]>(states: S) =>
  z.strictObject({
    state: z.enum(states),
    asOf: Day,
    note: Words.optional(),
    sources: sourceIds,
    /** When somebody should look again. */
    recheck: Day.optional(),
  });

const shared = {
  id: Slug,
  names: Names,
  /** One sentence or two. */
  summary: Words,
  operator: Words.optional(),
  type: Words.optional(),
  tags: z.array(Slug).default([]),
  facts: z.array(Fact).default([]),
  relations: z.array(Relation).default([]),
  sources: z.record(Slug, Source),
  /** When the entry was last checked as a whole. */
  reviewed: Day.optional(),
};

const missionStates = [
  'planned',
  'postponed',
  'launched',
  'cruise',
  'operating',
  'extended',
  'completed',
  'lost',
  'cancelled',
  'unconfirmed',
] as const;
const findingStates = ['hypothesis', 'reported', 'peer-reviewed', 'disputed', 'retracted'] as const;
const programmeStates = ['announced', 'running', 'completed', 'cancelled'] as const;
const technologyStates = ['concept', 'prototype', 'tested', 'flown', 'retired'] as const;
const bodyStates = ['known'] as const;

const Phase = z.strictObject({ id: Slug, names: Words, span: When, facts: z.array(Fact) });

const kinded = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('mission'), ...shared, status: statusOf(missionStates).optional() }),
  z.strictObject({
    kind: z.literal('finding'),
    ...shared,
    status: statusOf(findingStates).optional(),
    doi: z
      .string()
      .regex(/^10\.\d{4,}\/\S+$/, 'expected a DOI such as 10.1038/s41586-025-08870-x')
      .optional(),
  }),
  z.strictObject({
    kind: z.literal('programme'),
    ...shared,
    span: When.optional(),
    phases: z.array(Phase).default([]),
    status: statusOf(programmeStates).optional(),
  }),
  z.strictObject({ kind: z.literal('technology'), ...shared, status: statusOf(technologyStates).optional() }),
  z.strictObject({ kind: z.literal('body'), ...shared, status: statusOf(bodyStates).optional() }),
]);

export type Entry = z.output<typeof kinded>;
/** Where an entry of any kind can stand. */
export type State = NonNullable<Entry['status']>['state'];
export type Fact = z.output<typeof Fact>;
export type Source = z.output<typeof Source>;
export type Value = Fact['value'];

/** A fact, where its file has it, and the phase of a programme that it belongs to, if any. */
export interface PlacedFact {
  fact: Fact;
  path: readonly (string | number)[];
  phase?: z.output<typeof Phase> | undefined;
}

/** All facts of an entry in the file's order, a programme's phases last. */
export function factsOf(entry: Entry): PlacedFact[] {
  const phases = entry.kind === 'programme' ? entry.phases : [];
  return [
    ...entry.facts.map((fact, index) => ({ fact, path: ['facts', index] })),
    ...phases.flatMap((phase, at) =>
      phase.facts.map((fact, index) => ({ fact, path: ['phases', at, 'facts', index], phase })),
    ),
  ];
}

function usesOfSources(entry: Entry) {
  return [
    ...factsOf(entry).flatMap(({ fact, path }) => [
      { path: [...path, 'sources'], ids: fact.sources },
      { path: [...path, 'replaced', 'sources'], ids: fact.replaced?.sources ?? [] },
    ]),
    { path: ['status', 'sources'], ids: entry.status?.sources ?? [] },
  ];
}

/** One entry as its file holds it. Every source that is named must be there, and every source that is there, named. */
export const Entry = kinded.superRefine((entry, context) => {
  const uses = usesOfSources(entry);
  for (const { path, ids } of uses) {
    const missing = ids.find((id) => !Object.hasOwn(entry.sources, id));
    if (missing)
      context.addIssue({
        code: 'custom',
        path,
        message: `names the source "${missing}", which is not among this file's sources`,
      });
  }
  const used = new Set(uses.flatMap(({ ids }) => ids));
  const unused = Object.keys(entry.sources).find((id) => !used.has(id));
  if (unused)
    context.addIssue({
      code: 'custom',
      path: ['sources', unused],
      message: 'is used by no fact: name it in one, or take it out',
    });
});
