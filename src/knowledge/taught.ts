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

/** `unanswered.yaml`, `unanswered/ID.yaml`: questions that nothing here answers, to tell near misses by their words. */
const Unanswered = Asked.prefault({});

/** Questions in each language. */
export type AskedIn = Readonly<Record<Locale, readonly string[]>>;

/** How people ask, by the id of the entry that they ask about. */
export interface Taught {
  /** The questions that each fact answers, by what it says. */
  readonly asked: ReadonlyMap<string, ReadonlyMap<string, AskedIn>>;
  /** Questions that nothing here answers; those about no entry are under `''`. */
  readonly unanswered: ReadonlyMap<string, AskedIn>;
}

const NONE: AskedIn = { en: [], zh: [] };
export const NOTHING_TAUGHT: Taught = { asked: new Map(), unanswered: new Map() };

const [ASKED, UNANSWERED] = ['asked', 'unanswered'];

/** The folders of questions, with a file for each entry. */
export const FOLDERS: readonly string[] = [ASKED, UNANSWERED];

/** What a fact goes by among its entry's: its English sentence, or its attribute if it has none. */
export const sayingOf = ({ text, attr }: Fact): string => text?.en ?? attr;

/** Questions that a fact answers. */
export const questionsFor = ({ asked }: Taught, { id }: Entry, fact: Fact): AskedIn =>
  asked.get(id)?.get(sayingOf(fact)) ?? NONE;

function loadAsked(path: string, entry: Entry): Map<string, AskedIn> {
  const { data, refuse } = parseYaml(path, readText(path), AskedOfEntry);
  const known = new Set(factsOf(entry).map(({ fact }) => sayingOf(fact)));
  const lost = data.findIndex(({ fact }) => !known.has(fact));
  if (lost >= 0)
    refuse({ path: [lost, 'fact'], message: `no fact of ${entry.id} says this: expected the English text of one` });
  return new Map(data.map(({ fact, ...asked }) => [fact, asked]));
}

/** Reads each file of a folder for the entry that it is called after. */
function loadFolder<T>(directory: string, folder: string, entries: ReadonlyMap<string, Entry>, load: Load<T>) {
  const files = globSync(`${folder}/*.yaml`, { cwd: directory }).toSorted();
  const loaded = files.map((file) => {
    const [path, id] = [join(directory, file), basename(file, '.yaml')];
    const entry = entries.get(id);
    if (!entry) throw new BadFile(`${path}: there is no entry of this name: rename the file, or take it out`);
    return [id, load(path, entry)] as const;
  });
  return new Map<string, T>(loaded);
}

type Load<T> = (path: string, entry: Entry) => T;

/** Reads how people ask, where anything is said of it, for these entries. Throws `BadFile` for the first thing that is wrong. */
export function loadTaught(directory: string, entries: readonly Entry[]): Taught {
  const general = join(directory, `${UNANSWERED}.yaml`);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const unanswered = loadFolder(directory, UNANSWERED, byId, (path) => readYaml(path, Unanswered));
  if (existsSync(general)) unanswered.set('', readYaml(general, Unanswered));
  return { asked: loadFolder(directory, ASKED, byId, loadAsked), unanswered };
}
