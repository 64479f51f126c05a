import { isDay } from '../dates.ts';
import { type Entry, type Fact, factsOf } from '../knowledge/entry.ts';
import { createLibrary, type Library } from '../knowledge/library.ts';
import { labelWords, statementOf, type Telling } from '../reply/facts.ts';
import { cut, type Locale } from '../text.ts';
import { keyOf } from './compose.ts';
import type { GuildView } from './guild-view.ts';
import type { State, Typed } from './proposal.ts';

/** A fact that can be edited, as it is chosen. */
export interface Editable {
  key: string;
  fact: Fact;
  entry: Entry;
  /** The guild's own: it is replaced; beside a built-in one the guild's stands. */
  own: boolean;
}

/** The facts of an entry that can be edited: the guild's own, then the built-in ones. */
export function editable({ standing }: Pick<GuildView, 'standing'>, base: Library, id: string): Editable[] {
  const own = standing.get(id)?.content;
  const builtIn = base.get(id);
  return [
    ...(own?.facts ?? []).map((fact) => ({ key: keyOf(fact), fact, entry: own!, own: true })),
    ...(builtIn ? factsOf(builtIn) : [])
      .filter(({ fact }) => !fact.replaced)
      .map(({ fact }) => ({ key: keyOf(fact), fact, entry: builtIn!, own: false })),
  ];
}

/** What an editable fact is called in a list: label and statement, at most 100 characters. */
export function editableWords({ fact }: Editable, telling: Telling): string {
  const words = statementOf({ fact, path: [] }, telling).replace(/\\(.)/g, '$1');
  const label = labelWords({ fact, path: [] }, telling);
  return cut(words.startsWith(label) ? words : `${label}: ${words}`, 100);
}

const stateOf: Partial<Record<Fact['confidence'], State>> = { planned: 'planned', hypothesis: 'hypothesis' };

/** What stands, as the form for editing it takes it; a source's date only where it is a whole day. */
export function typedOfFact({ fact, entry }: Editable, telling: Telling, locale: Locale): Typed {
  const source = entry.sources[fact.sources[0]!];
  const day = source?.published.slice(0, 10) ?? '';
  return {
    text: fact.text?.[locale] ?? editableWords({ fact, entry, key: '', own: true }, telling),
    state: stateOf[fact.confidence] ?? 'happened',
    source_url: source?.url ?? '',
    source_date: isDay(day) ? day : '',
    reason: '',
  };
}

/** Everything that has a history in a guild, removed and hidden entries too, to be found by name. */
export function createPast(base: Library): (view: Pick<GuildView, 'standing'>) => Library {
  const known = new WeakMap<object, Library>();
  return ({ standing }) => {
    const entries = [...standing.values()].flatMap(({ id, content }) => base.get(id) ?? content ?? []);
    const past = known.get(standing) ?? createLibrary({ entries, vocabulary: base.vocabulary });
    known.set(standing, past);
    return past;
  };
}
