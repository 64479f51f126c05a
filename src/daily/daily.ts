import { repeat, type Work } from '../loop.ts';
import type { Claim, Outcome } from '../outbox.ts';
import type { Queries } from '../store/store.ts';
import { examine } from './examine.ts';
import { gathered } from './gathered.ts';
import { createMemory } from './memory.ts';
import { type Planning, planDue } from './plan.ts';
import { type Problem, reportProblem } from './report.ts';
import { settleDaily } from './settle.ts';
import { createSteering } from './steering.ts';
import { type GuildChange, notifyAll, recheck, type Watching } from './watch.ts';

/** What daily posts work with. */
export type DailyParts = Omit<Planning, 'memory'> & Watching;

async function planAll(planning: Planning, ending: AbortSignal): Promise<void> {
  await planning.memory.look(planning.clock.now());
  while (!ending.aborted && (await planDue(planning)) > 0);
}

const worksOf = (parts: Planning & Watching): Work[] => [
  { failure: 'daily posts could not be planned', every: 1000, round: (ending) => planAll(parts, ending) },
  { failure: 'moderators could not be told', every: 15_000, round: () => notifyAll(parts) },
];

/** Daily posts: what moderators can do with them, and what keeps them going. */
export function createDaily(parts: DailyParts) {
  const planning = { ...parts, memory: createMemory(parts.store, parts.libraryOf) };
  return {
    ...createSteering(planning),
    /** How a guild's channels stand, or one of them, asked of Discord now; what can go on again goes on. */
    examine: (guild: string, channel?: string) => examine(parts, guild, channel),
    /** Tells a guild's moderators that somebody has found something wrong with a fact. Throws a UserError. */
    report: (problem: Problem) => reportProblem(parts, problem),
    /** Something about a guild has changed: its channels, its roles, or whether the bot is in it. */
    changed: gathered((guild, change: GuildChange) => recheck(parts, guild, change), parts),
    /** Writes down what became of a post, in the transaction that settles it. */
    settled: (within: Queries, claim: Claim, outcome: Outcome) =>
      settleDaily(within, claim, outcome, parts.clock.now(), parts.count),
    /** Plans what is due from now on, by this process and any others. */
    start: () => repeat(worksOf(planning), parts),
  };
}

export type Daily = ReturnType<typeof createDaily>;
