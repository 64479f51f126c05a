import { z } from 'zod';
import { systemClock } from './clock.ts';
import { BadConfig } from './config.ts';
import { allCandidates, narrowed, topicOf } from './daily/candidates.ts';
import { instantOf, localDate } from './daily/schedule.ts';
import { type Simulated, simulate } from './daily/simulate.ts';
import { localTime, zoneNamed } from './daily/zones.ts';
import { isDay } from './dates.ts';
import { readKnowledge } from './knowledge/kept.ts';
import { cut, type Locale, locales } from './text.ts';

const Wish = z.object({
  days: z.coerce.number().int().min(1).max(4000),
  tz: z
    .string()
    .refine(zoneNamed, { error: ({ input }) => `"${input}" is no zone of the time zone database` })
    .transform((zone) => zoneNamed(zone)!),
  time: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'expected HH:MM'),
  from: z.string().refine(isDay, 'expected a day that exists, YYYY-MM-DD').optional(),
  topic: z
    .string()
    .transform(topicOf)
    .pipe(z.custom<NonNullable<ReturnType<typeof topicOf>>>(Boolean, 'expected all, kind:KIND, tag:TAG or entry:ID')),
  language: z.enum(locales),
});

export type SimulationWish = z.input<typeof Wish>;

function read(wish: SimulationWish): z.output<typeof Wish> {
  const result = Wish.safeParse(wish);
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0]!;
  throw new BadConfig(`--${String(path[0])}: ${message}`);
}

const weekday = (date: string) => Temporal.PlainDate.from(date).toLocaleString('en', { weekday: 'short' });

function lineOf({ date, at, fact, anniversary }: Simulated, zone: string, locale: Locale): string {
  const utc = new Date(at).toISOString().replace(':00.000', '');
  const sentence = cut(fact.placed.fact.text![locale].replace(/\s+/g, ' '), 300);
  return [date, weekday(date), localTime(zone, at), utc, fact.entry.id, `${anniversary ? '* ' : ''}${sentence}`].join(
    '  ',
  );
}

/** The lines that `wentian simulate` prints; a star marks what happened on that day of an earlier year. Throws `BadConfig`. */
export function simulated(given: SimulationWish, directory: string): string[] {
  const { days, tz: zone, time, from, topic, language } = read(given);
  const candidates = narrowed(allCandidates(readKnowledge(directory)), topic, language);
  const first = from ?? localDate(zone, systemClock.now());
  const start = (instantOf(zone, first, '00:00') ?? Date.parse(first)) - 1;
  const posts = simulate({
    candidates,
    schedule: { zone, time, days: [1, 2, 3, 4, 5, 6, 7] },
    from: start,
    days,
    seed: '',
  });
  return posts.map((post) => lineOf(post, zone, language));
}
