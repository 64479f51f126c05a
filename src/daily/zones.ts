import { cities } from './cities.ts';

const NAME = /^[A-Za-z][\w+-]*(?:\/[\w+-]+)*$/;

/**
 * The zone of that name in the database's spelling of capitals; none for what it does not know, nor for offsets such as
 * `+08:00`, which know no clock changes.
 */
export function zoneNamed(name: string): string | undefined {
  if (!NAME.test(name)) return undefined;
  try {
    return Temporal.Now.zonedDateTimeISO(name).timeZoneId;
  } catch {
    return undefined;
  }
}

/** Every zone to offer, in the spelling of the database today where the runtime still has an older one. */
const zones: readonly string[] = [...new Set([...Object.keys(cities), ...Intl.supportedValuesOf('timeZone')])];

const folded = (text: string) =>
  text
    .toLowerCase()
    .replace(/[\s_/-]+/g, ' ')
    .trim();

/** Words by which each zone is found: its city first, then its whole name, then other cities. */
const words = new Map(
  zones.map((zone) => [zone, [zone.split('/').at(-1)!, zone, ...(cities[zone] ?? [])].map(folded)]),
);

/** 0 = the city itself … larger = farther off; nothing where it is not met. */
function rank(zone: string, typed: string): number | undefined {
  const tests: ((word: string) => boolean)[] = [
    (word) => word === typed,
    (word) => word.startsWith(typed),
    (word) => word.includes(` ${typed}`),
    (word) => word.includes(typed),
  ];
  const at = tests.findIndex((test) => words.get(zone)!.some(test));
  return at < 0 ? undefined : at;
}

/** Zones for what is being typed, best first, at most `limit`; the best known where nothing is typed. */
export function findZones(typed: string, limit: number): string[] {
  const wanted = folded(typed);
  if (wanted === '') return zones.slice(0, limit);
  return zones
    .flatMap((zone) => {
      const score = rank(zone, wanted);
      return score === undefined ? [] : [{ zone, score }];
    })
    .toSorted((a, b) => a.score - b.score)
    .slice(0, limit)
    .map(({ zone }) => zone);
}

/** The zone that is meant by its name or by that of one city; none where nothing or several fit. */
export function zoneMeant(typed: string): string | undefined {
  const zone = zoneNamed(typed.trim().replaceAll(' ', '_'));
  if (zone) return zone;
  const exact = zones.filter((one) => words.get(one)!.includes(folded(typed)));
  return exact.length === 1 ? exact[0] : undefined;
}

/** `UTC+8`, `UTC−3:30`: how far a zone is from UTC at an instant. */
export function offsetWords(zone: string, now: number): string {
  const { offset } = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  const [, sign, hour, minute] = /^([+-])(\d{2}):(\d{2})/.exec(offset)!;
  if (hour === '00' && minute === '00') return 'UTC';
  return `UTC${sign === '-' ? '−' : '+'}${Number(hour)}${minute === '00' ? '' : `:${minute}`}`;
}

/** The wall-clock time in a zone at an instant, `HH:MM`. */
export function localTime(zone: string, now: number): string {
  const local = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  return local.toPlainTime().toString({ smallestUnit: 'minute' });
}
