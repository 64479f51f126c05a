import { ComponentType } from 'discord-api-types/v10';
import type { Entry, Fact } from '../knowledge/entry.ts';
import { EMBED_TOTAL } from '../limits.ts';
import { cardOf } from '../reply/cards.ts';
import type { Telling } from '../reply/facts.ts';
import { kindWords, nameOf } from '../reply/labels.ts';
import { button, type Reply, type Row, rowsOf, UserError } from '../reply/reply.ts';
import { type Locale, say, type Text } from '../text.ts';
import type { Asker, Services } from './command.ts';

const more: Text = { en: '{count} more facts', zh: '还有{count}条信息' };
const oneMore: Text = { en: '1 more fact', zh: '还有1条信息' };
const allFacts: Text = { en: 'All facts', zh: '全部信息' };
const sources: Text = { en: 'Sources ({count})', zh: '来源（{count}）' };
const related: Text = { en: 'Related entries…', zh: '相关词条…' };

/** Said where a button names an entry that was taken away. */
export const gone: Text = { en: 'This entry is no longer here.', zh: '这个词条已不在这里。' };

/** The entry that a button's custom id names. Throws a `UserError` where it is no longer here. */
export function entryOf(id: string, { library }: Services): Entry {
  const entry = library.get(id);
  if (!entry) throw new UserError(gone);
  return entry;
}

/** How things are to be told to whoever asks. */
export const tellingOf = ({ locale }: Asker, { library, clock }: Services): Telling => ({
  locale,
  vocabulary: library.vocabulary,
  now: clock.now(),
});

function moreLabel(count: number, locale: Locale): string {
  if (count === 0) return allFacts[locale];
  return count === 1 ? oneMore[locale] : say(more, locale, { count });
}

function relatedRow(entry: Entry, locale: Locale, { library }: Services): Row[] {
  const options = library
    .relatedTo(entry)
    .slice(0, 25)
    .map((other) => ({
      label: nameOf(other, locale),
      value: other.id,
      description: kindWords[other.kind][locale],
    }));
  if (options.length === 0) return [];
  const select = {
    type: ComponentType.StringSelect,
    custom_id: 'entry',
    placeholder: related[locale],
    options,
  } as const;
  return [{ type: ComponentType.ActionRow, components: [select] }];
}

/** An entry's card with its buttons: the facts that the card has no room for, all sources, related entries. */
export function cardReply(entry: Entry, asker: Asker, services: Services): Reply {
  const { locale } = asker;
  const findings = services.library.findingsOf(entry);
  const { embed, left } = cardOf(entry, { findings }, tellingOf(asker, services));
  const buttons = [
    button(moreLabel(left.length, locale), `facts:${entry.id}:0`),
    button(say(sources, locale, { count: Object.keys(entry.sources).length }), `sources:${entry.id}:0`),
  ];
  return { embeds: [embed], components: [...rowsOf(buttons), ...relatedRow(entry, locale, services)] };
}

/** Entries side by side in one message, each card in its share of the room and a button to open it whole. */
export function cardsReply(
  wanted: readonly { entry: Entry; first: readonly Fact[] }[],
  asker: Asker,
  services: Services,
): Reply {
  const room = Math.floor(EMBED_TOTAL / wanted.length);
  const telling = tellingOf(asker, services);
  return {
    embeds: wanted.map(({ entry, first }) => cardOf(entry, { first, room }, telling).embed),
    components: rowsOf(wanted.map(({ entry }) => button(nameOf(entry, asker.locale, 80), `entry:${entry.id}`))),
  };
}
