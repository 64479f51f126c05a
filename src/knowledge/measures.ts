import type { Fact, Value } from './entry.ts';

/**
 * What each unit measures, and how many of the smallest unit here it is. Kilonewtons and tonnes of thrust stay apart,
 * and so do shares of different wholes. Astronomical unit: IAU 2012 resolution B2; year: 365.25 days.
 */
const scales: Readonly<Record<string, readonly [quantity: string, factor: number]>> = {
  g: ['mass', 1],
  kg: ['mass', 1e3],
  t: ['mass', 1e6],
  mm: ['length', 1],
  m: ['length', 1e3],
  km: ['length', 1e6],
  AU: ['length', 149_597_870_700_000],
  minute: ['time', 1],
  hour: ['time', 60],
  day: ['time', 1440],
  year: ['time', 525_960],
  'million-years': ['age', 1],
  'billion-years': ['age', 1000],
};

/** Twelve digits: what a number in a file can mean, without the noise of binary fractions. */
const clean = (value: number) => Number(value.toPrecision(12));

/** How many `to` one `from` is, where the two measure the same. */
function ratioOf(from: string | undefined, to: string | undefined): number | undefined {
  if (from === to) return 1;
  const [quantity, size] = scales[from ?? ''] ?? [];
  const [other, wanted] = scales[to ?? ''] ?? [];
  return quantity !== undefined && quantity === other ? size! / wanted! : undefined;
}

function scaled(value: Value, ratio: number): Value {
  if (typeof value === 'number') return clean(value * ratio);
  if (Array.isArray(value) || 'en' in value) return value;
  const { min, max } = value;
  return {
    ...(min !== undefined && { min: clean(min * ratio) }),
    ...(max !== undefined && { max: clean(max * ratio) }),
  };
}

/** A year is not a whole number of days: what is converted to it or from it is about right. */
const isLoose = (from: string | undefined, to: string) => from !== to && (from === 'year' || to === 'year');

/** The fact with its number in another unit of the same quantity; nothing where there is no such conversion. */
export function inUnit(fact: Fact, unit: string | undefined): Fact | undefined {
  const ratio = ratioOf(fact.unit, unit);
  if (ratio === undefined) return undefined;
  if (ratio === 1 || unit === undefined) return fact;
  const precision = fact.precision === 'exact' && isLoose(fact.unit, unit) ? 'about' : fact.precision;
  return { ...fact, unit, precision, value: scaled(fact.value, ratio) };
}

/**
 * The last digit that a number states, as a step in `unit`: 0.1 for 8.2, 1 for 1731; "about 3900" is taken to be good
 * to two digits or to its last that is not zero.
 */
export function stepIn({ value, unit: own, precision }: Fact, unit: string | undefined): number {
  const digits = String(value).replace('-', '');
  const decimals = digits.split('.')[1]?.length ?? 0;
  const zeros = precision === 'about' && decimals === 0 ? (/0*$/.exec(digits)?.[0].length ?? 0) : 0;
  const step = decimals > 0 ? 10 ** -decimals : 10 ** Math.max(0, Math.min(zeros, digits.length - 2));
  return clean(step * (ratioOf(own, unit) ?? 1));
}

/** A value rounded to whole steps; with a step of 0, only free of the noise of binary fractions. */
export const toStep = (value: number, step: number): number =>
  clean(step === 0 ? value : Math.round(value / step) * step);
