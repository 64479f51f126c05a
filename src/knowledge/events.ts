import type { Vocabulary } from './attributes.ts';
import type { Fact } from './entry.ts';

/**
 * When that which a fact tells happened, or is to happen: the value of a date attribute, or the fact's own date. It is
 * never the day on which somebody wrote of it.
 */
export function eventOf(fact: Fact, { attributes }: Vocabulary): string | undefined {
  const isDated = attributes.get(fact.attr)?.type === 'date';
  if (isDated && typeof fact.value === 'object' && 'en' in fact.value) return fact.value.en;
  return fact.when;
}
