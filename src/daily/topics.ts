import { kinds } from '../knowledge/entry.ts';
import type { Library } from '../knowledge/library.ts';
import { kindWords, nameOf } from '../reply/labels.ts';
import type { Choice } from '../reply/reply.ts';
import { type Locale, say, type Text } from '../text.ts';
import { type Topic, topicText } from './candidates.ts';

const everything: Text = { en: 'Everything', zh: '全部' };
const tagged: Text = { en: 'Tag: {tag}', zh: '标签：{tag}' };

/** A topic for people. */
export function topicWords(topic: Topic, library: Library, locale: Locale): string {
  if ('kind' in topic) return kindWords[topic.kind][locale];
  if ('tag' in topic) return say(tagged, locale, { tag: topic.tag });
  if ('all' in topic) return everything[locale];
  const entry = library.get(topic.entry);
  return entry ? nameOf(entry, locale, 80) : topic.entry;
}

/** Tags, those of most entries first. */
function tagsOf({ entries }: Library): string[] {
  const counts = new Map<string, number>();
  for (const tag of entries.flatMap(({ tags }) => tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].toSorted(([, one], [, other]) => other - one).map(([tag]) => tag);
}

/** Topics for what is being typed: everything, kinds, tags, then entries. */
export function suggestTopics(typed: string, library: Library, locale: Locale, limit: number): Choice[] {
  const wanted = typed.trim().toLowerCase();
  const general: Topic[] = [
    { all: true },
    ...kinds.map((kind) => ({ kind })),
    ...tagsOf(library).map((tag) => ({ tag })),
  ];
  const choices = general.map((topic) => ({ name: topicWords(topic, library, locale), value: topicText(topic) }));
  const named = choices.filter(({ name }) => name.toLowerCase().includes(wanted));
  const found = wanted === '' ? [] : library.complete(typed, undefined, limit);
  const entries = found.map(({ entry }) => ({ name: nameOf(entry, locale), value: topicText({ entry: entry.id }) }));
  return [...named.slice(0, entries.length > 0 ? 10 : limit), ...entries].slice(0, limit);
}
