import type { Entry } from '../knowledge/entry.ts';
import type { Library } from '../knowledge/library.ts';
import type { Knowledge } from '../knowledge/load.ts';
import { type Answerer, createAnswerer, type Ground, type Keep } from './answerer.ts';
import { type Declined, MOST_NEAR, type Outcome } from './outcome.ts';

export type { Answering, Declined, Outcome } from './outcome.ts';

const entriesOf = (outcome: Outcome): readonly Entry[] => {
  if (outcome.type === 'named') return [outcome.entry];
  return outcome.type === 'answered' ? outcome.answers.map(({ entry }) => entry) : outcome.near;
};

/** Libraries that are ready to be asked: those asked least lately are made anew. */
const MOST_KEPT = 100;

const strength = (outcome: Outcome): number => (outcome.type === 'answered' ? 1 + outcome.evidence : 0);
const isNamed = ({ type }: Outcome): boolean => type === 'named';

/** Whether what is asked about is a guild's own, if it is anything that is known. */
const isTheirs = (own: Declined, shared: Declined): boolean =>
  shared.because === 'off-topic' || (shared.because === 'unknown-entry' && ['no-fact', 'unsure'].includes(own.because));

/** Of what the two sides of an overlay say, the better; of what is covered or hidden in it nothing is said. */
function betterOf(library: Library, own: Outcome, shared: Outcome): Outcome {
  const isSeen = (entry: Entry) => library.get(entry.id) === entry;
  const seen = entriesOf(shared).every(isSeen);
  if (shared.type === 'declined') {
    if (own.type !== 'declined') return own;
    const near = [...new Set([...own.near, ...shared.near])].filter(isSeen).slice(0, MOST_NEAR);
    return { ...(isTheirs(own, shared) ? own : shared), near };
  }
  if (!seen || strength(own) >= Math.max(1, strength(shared))) return own;
  return isNamed(own) && !isNamed(shared) ? own : shared;
}

/** Where what is learned of a library is kept. */
export type KeepFor = (library: Library) => Keep | undefined;

/** What is learned of the built-in library is kept beside its entries; guilds' few entries are learned as they come. */
export const keptBeside =
  ({ keep }: Knowledge, builtIn: Library): KeepFor =>
  (library) =>
    keep && library === builtIn ? (make) => keep('learned', make) : undefined;

/**
 * Answers questions about any library, building what one needs when it is first asked about. Of an overlay only its own
 * entries are indexed anew: what lies under it is shared by all.
 */
export function createAnswers(keepFor: KeepFor = () => undefined): (library: Library, question: string) => Outcome {
  const answerers = new Map<Library, Answerer>();

  function keep(library: Library, answerer: Answerer): Answerer {
    answerers.delete(library);
    answerers.set(library, answerer);
    if (answerers.size > MOST_KEPT) answerers.delete(answerers.keys().next().value!);
    return answerer;
  }

  function answererOf(library: Library, ground?: Ground): Answerer {
    return keep(library, answerers.get(library) ?? createAnswerer(library, ground, keepFor(library)));
  }

  return function ask(library: Library, question: string): Outcome {
    const { over } = library.parts;
    if (!over) return answererOf(library).answer(question);
    const base = answererOf(over.base);
    return betterOf(library, answererOf(over.own, base.ground).answer(question), base.answer(question));
  };
}
