import type { Candidate } from './candidates.ts';
import { pick } from './choose.ts';
import { nextSlot, type Schedule, type Slot, slotsFrom } from './schedule.ts';

/** A post that would be sent. */
export interface Simulated extends Slot {
  fact: Candidate;
  anniversary: boolean;
  /** How often the topic has begun anew, from 1. */
  round: number;
}

export interface Simulation {
  candidates: readonly Candidate[];
  schedule: Schedule;
  /** Begins after this instant (milliseconds since 1970) … */
  from: number;
  /** … and ends so many days later. */
  days: number;
  seed: string;
}

const DAY = 86_400_000;

/** What a channel would get, day by day, if nobody steered it. */
export function simulate({ candidates, schedule, from, days, seed }: Simulation): Simulated[] {
  const slots = slotsFrom(schedule, nextSlot(schedule, from), days).filter(({ at }) => at <= from + days * DAY);
  const told = pick(
    { candidates, told: [], overrides: new Map(), fresh: new Set(), seed },
    slots.map(({ date }) => date),
  );
  return slots.flatMap((slot, day) => {
    const { fact, anniversary, round } = told[day]!;
    return fact ? [{ ...slot, fact, anniversary, round }] : [];
  });
}
