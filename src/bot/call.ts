import type { Origin } from './admission.ts';

/** One thing that a person did, free of how it reached us. */
export type Call = Origin &
  (
    | { type: 'command'; name: string; options: Readonly<Record<string, unknown>> }
    | {
        type: 'suggest';
        name: string;
        option: string;
        typed: string;
        /** The options given before it. */
        before?: Readonly<Record<string, unknown>>;
      }
    | { type: 'menu'; name: string; text: string }
    | { type: 'press'; id: string; values: readonly string[]; private: boolean }
    | { type: 'submit'; id: string; fields: ReadonlyMap<string, string> }
  );

/** A call of one type. */
export type CallOf<Type extends Call['type']> = Call & { type: Type };

const CONFIRM = /^confirm:[a-z-]+/;

/** What a custom id's handler is known by, and the words that follow. */
export function parted(id: string): { word: string; words: string[] } {
  const word = CONFIRM.exec(id)?.[0] ?? id.split(':')[0]!;
  return { word, words: id.length > word.length ? id.slice(word.length + 1).split(':') : [] };
}
