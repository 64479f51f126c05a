/** When a channel wants its posts: a wall-clock time (`HH:MM`) in an IANA zone, on days of the week (1 = Monday … 7). */
export interface Schedule {
  zone: string;
  time: string;
  days: readonly number[];
}

/** One post: the local date that it is for (`YYYY-MM-DD`) and when it is due (milliseconds since 1970). */
export interface Slot {
  date: string;
  at: number;
}

export const HOUR = 3_600_000;

/** A post this late is still worth sending; later ones are given up. */
export const CATCH_UP = 6 * HOUR;

/** A week, and a day more for a local day that does not exist. */
const HORIZON = 9;

/** The local calendar date of an instant. */
export function localDate(zone: string, now: number): string {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/**
 * The instant of a wall-clock time on a local date. A time that the clock skips becomes the first minute after the gap
 * or, where the gap ends the day, the last before it; of a time that comes twice, the first; nothing on a day that does
 * not exist.
 */
export function instantOf(zone: string, date: string, time: string): number | undefined {
  const wanted = Temporal.PlainDateTime.from(`${date}T${time}`);
  const first = wanted.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (first.toPlainDateTime().equals(wanted)) return first.epochMilliseconds;
  const after = first.getTimeZoneTransition('next')!;
  const sides = [after, after.subtract({ minutes: 1 })];
  return sides.find((side) => side.toPlainDate().toString() === date)?.epochMilliseconds;
}

/** The post for a local date; none on other days of the week, nor on days that do not exist. */
export function slotOn({ zone, time, days }: Schedule, date: string): Slot | undefined {
  if (!days.includes(Temporal.PlainDate.from(date).dayOfWeek)) return undefined;
  const at = instantOf(zone, date, time);
  return at === undefined ? undefined : { date, at };
}

const addDays = (date: string, days: number) => Temporal.PlainDate.from(date).add({ days }).toString();

function firstSlot(schedule: Schedule, from: string, fits: (slot: Slot) => boolean): Slot {
  for (let ahead = 0; ahead <= HORIZON; ahead++) {
    const slot = slotOn(schedule, addDays(from, ahead));
    if (slot && fits(slot)) return slot;
  }
  throw new RangeError(`no post within ${HORIZON} days: ${schedule.days.join()}`);
}

/** The first post that is due later than `now`. Throws a RangeError for a schedule without days. */
export function nextSlot(schedule: Schedule, now: number): Slot {
  return firstSlot(schedule, addDays(localDate(schedule.zone, now), -1), ({ at }) => at > now);
}

/** The post after that of a local date, however the clock was moved meanwhile. */
export function slotAfter(schedule: Schedule, date: string): Slot {
  return firstSlot(schedule, addDays(date, 1), () => true);
}

/** The next posts from `first` on, with it. */
export function slotsFrom(schedule: Schedule, first: Slot, count: number): Slot[] {
  const slots = [first];
  while (slots.length < count) slots.push(slotAfter(schedule, slots.at(-1)!.date));
  return slots;
}

/**
 * The post to send now for a channel whose next one, `due`, may be late: that one while it is at most six hours late,
 * or a later day's that is; never more than one. Nothing where none is due or all are too late.
 */
export function slotToSend(schedule: Schedule, due: Slot, now: number): Slot | undefined {
  if (due.at > now) return undefined;
  if (now - due.at <= CATCH_UP) return due;
  const today = localDate(schedule.zone, now);
  const recent = [today, addDays(today, -1)].map((date) => slotOn(schedule, date));
  return recent.find((slot) => slot && slot.date > due.date && slot.at <= now && now - slot.at <= CATCH_UP);
}

/** What came before a change of settings: the post that was to come, and the last local date that is done with. */
export interface Before {
  next?: Slot | undefined;
  last?: string | undefined;
}

/**
 * The next post under new settings. Today's, if it was still to come, is not lost by a new time that has passed: it is
 * due at once; and a day that is done with gets no second one.
 */
export function slotAfterChange(schedule: Schedule, now: number, { next, last = '' }: Before = {}): Slot {
  const coming = nextSlot(schedule, now);
  const today = slotOn(schedule, localDate(schedule.zone, now));
  const wasToCome = today && today.date === next?.date && today.date > last;
  if (wasToCome) return { date: today.date, at: Math.max(today.at, now) };
  return coming.date > last ? coming : slotAfter(schedule, last);
}
