import { existsSync, globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { Locale } from '../text.ts';
import { BadFile } from './bad-file.ts';
import { type Entry, type Fact, factsOf } from './entry.ts';
import { parseYaml, readText, readYaml } from './yaml.ts';

const question = z.string().min(1).max(120);

/** Questions as people ask them; `~` stands for the entry in them. */
const Asked = z.strictObject({ en: z.array(question).default([]), zh: z.array(question).default([]) });

/** `asked/ID.yaml`: questions by what the fact says that answers them. */
const AskedOfEntry = z.array(Asked.extend({ fact: z.string() }));

/** `unanswered.yaml`: questions that nothing here answers, to tell near misses by their words. */
const Unanswered = Asked.prefault({});

/** Questions in each language. */
export type AskedIn = Readonly<Record<Locale, readonly string[]>>;

/** How people ask: the questions that each fact answers, by its entry's id and what it says; and some that nothing does. */
export interface Taught {
  readonly asked: ReadonlyMap<string, ReadonlyMap<string, AskedIn>>;
  readonly unanswered: AskedIn;
}

export const NOTHING_TAUGHT: Taught = { asked: new Map(), unanswered: { en: [], zh: [] } };

/** The folder of the questions that facts answer, a file for each entry. */
export const ASKED = 'asked';

/** What a fact goes by among its entry's: its English sentence, or its attribute if it has none. */
export const sayingOf = ({ text, attr }: Fact): string => text?.en ?? attr;

/** Questions that a fact answers, of both languages. */
export function questionsFor({ asked }: Taught, { id }: Entry, fact: Fact): string[] {
  const questions = asked.get(id)?.get(sayingOf(fact));
  return questions ? [...questions.en, ...questions.zh] : [];
}

function loadAsked(path: string, entry: Entry): Map<string, AskedIn> {
  const { data, refuse } = parseYaml(path, readText(path), AskedOfEntry);
  const known = new Set(factsOf(entry).map(({ fact }) => sayingOf(fact)));
  const lost = data.findIndex(({ fact }) => !known.has(fact));
  if (lost >= 0)
    refuse({ path: [lost, 'fact'], message: `no fact of ${entry.id} says this: expected the English text of one` });
  return new Map(data.map(({ fact, ...asked }) => [fact, asked]));
}

/** Reads `asked/` and `unanswered.yaml`, where they are, for these entries. Throws `BadFile` for the first thing that is wrong. */
export function loadTaught(directory: string, entries: readonly Entry[]): Taught {
  const unanswered = join(directory, 'unanswered.yaml');
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const files = globSync(`${ASKED}/*.yaml`, { cwd: directory }).toSorted();
  const asked = files.map((file) => {
    const [path, id] = [join(directory, file), basename(file, '.yaml')];
    const entry = byId.get(id);
    if (!entry) throw new BadFile(`${path}: there is no entry of this name: rename the file, or take it out`);
    return [id, loadAsked(path, entry)] as const;
  });
  return {
    asked: new Map(asked),
    unanswered: existsSync(unanswered) ? readYaml(unanswered, Unanswered) : Unanswered.parse({}),
  };
}
