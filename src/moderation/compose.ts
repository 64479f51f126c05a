import { createHash } from 'node:crypto';
import type { Entry, Fact, Kind, Source } from '../knowledge/entry.ts';
import { tokens } from '../search/index.ts';
import { cut, same, type Text } from '../text.ts';
import { hostOf, type Proposal, pageOf, type State } from './proposal.ts';

/** The attribute of what moderators state in their own words. */
const STATEMENT = 'statement';

const added: Text = { en: 'Added by this server’s moderators.', zh: '由本服务器管理员添加。' };

const confidences: Record<State, Fact['confidence']> = {
  happened: 'reported',
  planned: 'planned',
  hypothesis: 'hypothesis',
};

const slug = (words: string, limit: number) =>
  words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, limit)
    .replace(/^-+|-+$/g, '');

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 8);

/** An id for a new entry of that name: at most 53 characters, `taken` tells those that it may not be. */
export function idFor(name: string, taken: (id: string) => boolean): string {
  const words = slug(tokens(name).join('-'), 48) || `entry-${hashOf(name)}`;
  for (let number = 1; ; number++) {
    const id = number === 1 ? words : `${words}-${number}`;
    if (!taken(id)) return id;
  }
}

const isSame = (one: Source, other: Source) => one.url === other.url && one.published === other.published;

function sourceOf({ url, date }: Proposal): Source {
  const host = hostOf(url);
  return {
    title: cut(pageOf(url).en, 120),
    publisher: same(cut(host, 80)),
    url,
    published: date,
    basis: 'stated',
    origin: slug(host, 60) || 'unknown',
    tier: 'unrated',
    lang: 'en',
    licence: 'facts-only',
  };
}

function placeFor(source: Source, sources: Entry['sources']): string {
  const base = `${slug(source.origin, 40)}-${source.published}`;
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}-${number}`;
    const there = Object.hasOwn(sources, id) ? sources[id] : undefined;
    if (!there || isSame(there, source)) return id;
  }
}

/** A fact as its author's words, with nothing made of them. */
function factOf({ text, state, date }: Proposal, source: string, corrects: string | undefined): Fact {
  return {
    attr: STATEMENT,
    value: same(text),
    precision: 'exact',
    text: same(text),
    ...(state === 'planned' && { asOf: date }),
    confidence: confidences[state],
    sources: [source],
    ...(corrects && { corrects }),
  };
}

/** Without the sources that nothing names any more. */
function tidied(entry: Entry): Entry {
  const facts = [...entry.facts, ...(entry.kind === 'programme' ? entry.phases.flatMap((phase) => phase.facts) : [])];
  const named = [...facts.flatMap((fact) => [...fact.sources, ...(fact.replaced?.sources ?? [])])];
  const used = new Set([...named, ...(entry.status?.sources ?? [])]);
  return { ...entry, sources: Object.fromEntries(Object.entries(entry.sources).filter(([id]) => used.has(id))) };
}

/** What names a fact whose words may change: 8 hexadecimal digits of all that it says. */
export const keyOf = ({ added: _, ...fact }: Fact): string => hashOf(JSON.stringify(fact));

/** An entry with a proposed fact: in the place of the fact with the key `replacing`, else as the last. */
export function withFact(
  entry: Entry,
  proposal: Proposal,
  { replacing, corrects }: { replacing?: string | undefined; corrects?: string | undefined } = {},
): Entry {
  const source = sourceOf(proposal);
  const id = placeFor(source, entry.sources);
  const fact = factOf(proposal, id, corrects);
  const at = entry.facts.findIndex((one) => keyOf(one) === replacing);
  const facts = at < 0 ? [...entry.facts, fact] : entry.facts.with(at, fact);
  return tidied({ ...entry, facts, sources: { ...entry.sources, [id]: source } });
}

/** A server's own entry with nothing in it yet; for a built-in one what is to stand beside it. */
export function emptyEntry(kind: Kind, id: string, name: string | Entry): Entry {
  const names = typeof name === 'string' ? { en: name, zh: name } : { en: name.names.en, zh: name.names.zh };
  const summary = typeof name === 'string' ? added : name.summary;
  const shared = { id, names: { ...names, aliases: [], shared: [] }, summary, tags: [], facts: [], relations: [] };
  return { kind, ...shared, ...(kind === 'programme' && { phases: [] }), sources: {} } as unknown as Entry;
}
