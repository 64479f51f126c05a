import { createHash } from 'node:crypto';
import type { Vocabulary } from '../knowledge/attributes.ts';
import { type Entry, type Fact, factsOf, type Kind, kinds, type PlacedFact } from '../knowledge/entry.ts';
import { hasHan } from '../search/fold.ts';
import { type Locale, locales } from '../text.ts';

/** A fact that may be posted. */
export interface Candidate {
  /** Which fact this is: ten characters that stay the same when its wording is edited. */
  key: string;
  entry: Entry;
  placed: PlacedFact;
  /** The full day (`YYYY-MM-DD`) on which it happened, where its source says so. */
  day?: string;
  /** Languages in which it can be told. */
  locales: readonly Locale[];
}

/** What a channel's posts are about: everything, a kind, a tag, or one entry. */
export type Topic = { all: true } | { kind: Kind } | { tag: string } | { entry: string };

const SURE = new Set<Fact['confidence']>(['reported', 'peer-reviewed']);

/** Whether a fact can stand alone: a sentence, sure, sourced, and not replaced by something newer. */
export function canStandAlone({ fact }: PlacedFact): boolean {
  return fact.text !== undefined && fact.sources.length > 0 && !fact.replaced && SURE.has(fact.confidence);
}

const FULL_DAY = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}Z)?$/;

/** The day a fact is about: its date of the event or, for an attribute that is a date, its value. */
function dayOf({ when, value, attr }: Fact, { attributes }: Vocabulary): string | undefined {
  const isDate = attributes.get(attr)?.type === 'date' && typeof value === 'object' && 'en' in value;
  const dates = [when, isDate ? value.en : undefined];
  return dates.map((date) => date && FULL_DAY.exec(date)?.[1]).find(Boolean);
}

/** One text for both languages is what somebody typed in one: it is told in that language alone. */
function localesOf({ text }: Fact): readonly Locale[] {
  if (!text || text.en !== text.zh) return locales;
  return hasHan(text.en) ? ['zh'] : ['en'];
}

function keyOf(entry: Entry, { fact, phase }: PlacedFact): string {
  const { attr, value, unit, when, asOf } = fact;
  const identity = JSON.stringify([entry.id, phase?.id, attr, value, unit, when, asOf]);
  return createHash('sha256').update(identity).digest('base64url').slice(0, 10);
}

/** The fact with that key, if the entry still says it. */
export const factWithKey = (entry: Entry, key: string): PlacedFact | undefined =>
  factsOf(entry).find((placed) => keyOf(entry, placed) === key);

/** Built in, and a guild's own fact corrects it; of several with one attribute none is told, for it names no more. */
function isCorrected({ fact }: PlacedFact, facts: readonly PlacedFact[]): boolean {
  return !fact.added && facts.some((own) => own.fact.added && own.fact.corrects === fact.attr);
}

function candidatesOf(entry: Entry, vocabulary: Vocabulary): Candidate[] {
  if (entry.status?.state === 'retracted') return [];
  const facts = factsOf(entry);
  return facts
    .filter((placed) => canStandAlone(placed) && !isCorrected(placed, facts))
    .map((placed) => {
      const day = dayOf(placed.fact, vocabulary);
      return { key: keyOf(entry, placed), entry, placed, locales: localesOf(placed.fact), ...(day && { day }) };
    });
}

interface Shelf {
  entries: readonly Entry[];
  vocabulary: Vocabulary;
}

/** Candidates by entry: libraries share most of their entries. */
export type KnownCandidates = WeakMap<Entry, readonly Candidate[]>;

/**
 * All facts that may be posted, of all entries, the guild's own among them; those with one identity count once. What is
 * in `known` is taken from there, and the rest put there.
 */
export function allCandidates({ entries, vocabulary }: Shelf, known: KnownCandidates = new WeakMap()): Candidate[] {
  const all = entries.flatMap((entry) => {
    const candidates = known.get(entry) ?? candidatesOf(entry, vocabulary);
    known.set(entry, candidates);
    return candidates;
  });
  return [...new Map(all.map((candidate) => [candidate.key, candidate])).values()];
}

function isAbout(topic: Topic, { kind, tags, id }: Entry): boolean {
  if ('kind' in topic) return kind === topic.kind;
  if ('tag' in topic) return tags.includes(topic.tag);
  return 'all' in topic || id === topic.entry;
}

/** Those about a topic that can be told in a language. */
export function narrowed(candidates: readonly Candidate[], topic: Topic, locale: Locale): Candidate[] {
  return candidates.filter((candidate) => isAbout(topic, candidate.entry) && candidate.locales.includes(locale));
}

/** A topic as settings keep it: `all`, `kind:mission`, `tag:moon`, `entry:tianwen-2`. */
export function topicText(topic: Topic): string {
  const [[word, value] = ['all', true]] = Object.entries(topic);
  return value === true ? word : `${word}:${value}`;
}

/** Reads what `topicText` wrote; nothing for words that are no topic. */
export function topicOf(text: string): Topic | undefined {
  const [, word, value = ''] = /^(all|kind|tag|entry)(?::([a-z0-9-]+))?$/.exec(text) ?? [];
  if (word === 'all') return { all: true };
  if (word === 'kind') return kinds.includes(value as Kind) ? { kind: value as Kind } : undefined;
  if (word === 'tag' && value) return { tag: value };
  return word === 'entry' && value ? { entry: value } : undefined;
}
