import type { Attribute, QuestionKind } from '../knowledge/attributes.ts';
import type { Fact } from '../knowledge/entry.ts';

const kindsOfType: Record<Attribute['type'], readonly QuestionKind[]> = {
  date: ['when'],
  number: ['number'],
  words: [],
  id: [],
};

/** A number, but none that is part of a name: `5B`, `Y4`, `Long March 5`. */
const COUNTED =
  /(?<![\p{L}\d-]|\p{Lu}\p{Ll}+ )\d[\d.,]*(?![\p{Lu}\d])|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|multiple|several)\b/u;
const isCounted = ({ value }: Fact) => COUNTED.test(JSON.stringify(value));

/** How a fact of an attribute fits a kind of question: 1 as asked, 0 or ½ perhaps, -1 not. */
export function fitOf(kind: QuestionKind | undefined, attribute: Attribute, fact: Fact): number {
  const isOpen = kind === undefined || kind === 'which' || kind === 'yes-no' || attribute.answers?.length === 0;
  if (isOpen) return 0;
  const answers = attribute.answers ?? kindsOfType[attribute.type];
  if (answers.includes(kind)) return 1;
  if (kind === 'when') return fact.when ? 0.5 : -1;
  if (kind === 'number') return !answers.includes('when') && isCounted(fact) ? 0 : -1;
  return answers.length === 0 || kind === 'how' ? 0 : -1;
}
