import type { Candidate } from './candidates.ts';

/** A fact that a channel has had. */
export interface Told {
  key: string;
  /** Local date of the post, `YYYY-MM-DD`. */
  date: string;
  /** How many times the topic had begun anew by then, from 1. */
  round: number;
}

/** What moderators decided about one day: no post, or this fact instead of others that they did not want. */
export type Override = { skip: true } | { fact: string; unwanted: readonly string[] };

/** What a channel's choice depends on. The same input gives the same choice. */
export interface Feed {
  /** Facts about the channel's topic that can be told in its language. */
  candidates: readonly Candidate[];
  /** Oldest first. */
  told: readonly Told[];
  /** By local date. */
  overrides: ReadonlyMap<string, Override>;
  /** Facts that came to the library after the channel had begun: they are told soon. */
  fresh: ReadonlySet<string>;
  /** Anything that tells channels apart. */
  seed: string;
}

/** What comes on one day; no fact where the day is skipped or nothing can be told. */
export interface Chosen {
  date: string;
  round: number;
  skipped: boolean;
  fact?: Candidate;
  /** It happened on this day of an earlier year. */
  anniversary: boolean;
}

type Test = (candidate: Candidate) => boolean;

const isAnniversary =
  (date: string): Test =>
  ({ day }) =>
    day !== undefined && day.slice(5) === date.slice(5) && day.slice(0, 4) < date.slice(0, 4);

/** Place in a year of twelve months with 31 days: enough to know what is near. */
const placeInYear = (date: string) => (Number(date.slice(5, 7)) - 1) * 31 + Number(date.slice(8, 10));
const YEAR = 372;

/** A fact whose anniversary comes within half a year is kept for it, as long as there are others. */
function isUnheld(date: string): Test {
  const today = placeInYear(date);
  return ({ day }) => day === undefined || (placeInYear(day) - today + YEAR) % YEAR > YEAR / 2;
}

/** An entry comes again after so many others at the earliest, where there are as many. */
const ENTRIES_APART = 7;

/** FNV-1a in 32 bits with a last mixing, so that like texts do not come near each other (http://www.isthe.com/chongo/tech/comp/fnv/). */
function hash(text: string, seed = 0x811c9dc5): number {
  let sum = seed;
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  sum = Math.imul(sum ^ (sum >>> 16), 0x85ebca6b);
  sum = Math.imul(sum ^ (sum >>> 13), 0xc2b2ae35);
  return (sum ^ (sum >>> 16)) >>> 0;
}

/** Highest random weight: what comes or goes among the candidates leaves the order of the others as it is. */
function drawn(candidates: readonly Candidate[], seed: string): Candidate | undefined {
  const start = hash(seed);
  const scored = candidates.map((candidate) => ({ candidate, score: hash(candidate.key, start) }));
  return scored.reduce<(typeof scored)[number] | undefined>(
    (best, next) => (best && best.score >= next.score ? best : next),
    undefined,
  )?.candidate;
}

/** Each wish in turn, unless it would leave nothing. */
function preferring(candidates: readonly Candidate[], wishes: readonly Test[]): readonly Candidate[] {
  return wishes.reduce((left, wish) => {
    const kept = left.filter(wish);
    return kept.length > 0 ? kept : left;
  }, candidates);
}

/** The latest round in which each fact was told, by its key. */
function roundsOf(told: readonly Told[]): Map<string, number> {
  const rounds = new Map<string, number>();
  for (const { key, round } of told) rounds.set(key, Math.max(round, rounds.get(key) ?? 0));
  return rounds;
}

/** What may be told: all that was never told, else what this round has not had; after the last one a round begins. */
function tellable(candidates: readonly Candidate[], rounds: ReadonlyMap<string, number>) {
  const latest = candidates.map(({ key }) => rounds.get(key) ?? 0);
  const round = latest.reduce((highest, one) => (one > highest ? one : highest), 1);
  const never = candidates.filter((_, at) => latest[at] === 0);
  if (never.length > 0) return { round, left: never };
  const left = candidates.filter((_, at) => latest[at]! < round);
  return left.length > 0 ? { round, left } : { round: round + 1, left: candidates };
}

/** What was told last, the latest first; what is gone from the library is left out. */
function recentOf({ candidates, told }: Feed): Candidate[] {
  const latest = told.slice(-ENTRIES_APART).toReversed();
  return latest.flatMap(({ key }) => candidates.find((candidate) => candidate.key === key) ?? []);
}

function wishesFor(date: string, feed: Feed): Test[] {
  const recent = recentOf(feed);
  const entries = new Set(recent.map(({ entry }) => entry.id));
  const [last] = recent;
  const isFreshTurn = feed.fresh.size > 0 && (last === undefined || !feed.fresh.has(last.key));
  return [
    isAnniversary(date),
    ...(isFreshTurn ? [({ key }: Candidate) => feed.fresh.has(key)] : []),
    isUnheld(date),
    (candidate) => !recent.includes(candidate),
    ({ entry }) => !entries.has(entry.id),
    ({ entry }) => entry.kind !== last?.entry.kind,
    ({ placed }) => placed.fact.attr !== last?.placed.fact.attr,
  ];
}

/** Facts promised to days to come, which no other day may have. */
function promised({ overrides }: Feed, date: string): Set<string> {
  return new Set([...overrides].flatMap(([day, override]) => ('fact' in override && day > date ? override.fact : [])));
}

function pickOn(date: string, feed: Feed, rounds = roundsOf(feed.told)): Chosen {
  const override = feed.overrides.get(date);
  const { round, left } = tellable(feed.candidates, rounds);
  if (override && 'skip' in override) return { date, round, skipped: true, anniversary: false };
  const kept = promised(feed, date);
  const free = preferring(left, [({ key }) => !kept.has(key)]);
  const wanted = override && feed.candidates.find(({ key }) => key === override.fact);
  const fact = wanted ?? drawn(preferring(free, wishesFor(date, feed)), `${feed.seed} ${date}`);
  return {
    date,
    round,
    skipped: false,
    anniversary: fact !== undefined && isAnniversary(date)(fact),
    ...(fact && { fact }),
  };
}

/**
 * What a channel gets on each of these local dates (in their order): anniversaries first, then what is new, then
 * whatever differs most from the posts before; nothing again until all of the topic's have been told.
 */
export function pick(feed: Feed, dates: readonly string[]): Chosen[] {
  const told = [...feed.told];
  const rounds = roundsOf(told);
  return dates.map((date) => {
    const picked = pickOn(date, { ...feed, told }, rounds);
    if (picked.fact) {
      told.push({ key: picked.fact.key, date, round: picked.round });
      rounds.set(picked.fact.key, picked.round);
    }
    return picked;
  });
}

/** The decision to tell something else on a day than `unwanted`, nor what was put aside before; none where nothing else is left. */
export function swapped(feed: Feed, date: string, unwanted: string): Override | undefined {
  const earlier = feed.overrides.get(date);
  const aside = [...(earlier && 'fact' in earlier ? earlier.unwanted : []), unwanted];
  const overrides = new Map([...feed.overrides].filter(([day]) => day !== date));
  const candidates = feed.candidates.filter(({ key }) => !aside.includes(key));
  const { fact } = pickOn(date, { ...feed, candidates, overrides });
  return fact && { fact: fact.key, unwanted: aside };
}
