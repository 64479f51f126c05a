import type { Vocabulary } from '../knowledge/attributes.ts';
import type { Entry } from '../knowledge/entry.ts';
import { Message } from '../limits.ts';
import { cardOf } from '../reply/cards.ts';
import { bodyOf } from '../reply/messenger.ts';
import { factsPage, sourcesPage } from '../reply/pages.ts';
import type { Reply } from '../reply/reply.ts';
import { locales } from '../text.ts';

const isMessage = (reply: Reply) => Message.safeParse(bodyOf(reply)).success;

/** Whether each page of a list keeps Discord's limits. */
function arePagesFine(pageAt: (page: number) => Reply): boolean {
  for (let page = 0; ; page++) {
    const reply = pageAt(page);
    if (!isMessage(reply)) return false;
    if (!JSON.stringify(reply.components).includes(`:${page + 1}"`)) return true;
  }
}

/** Whether an entry's card, facts and sources can be shown in both languages within Discord's limits. */
export function isShowable(entry: Entry, vocabulary: Vocabulary): boolean {
  return locales.every((locale) => {
    const telling = { locale, vocabulary, now: 0 };
    return (
      isMessage({ embeds: [cardOf(entry, { room: 0 }, telling).embed] }) &&
      arePagesFine((page) => factsPage(entry, page, telling)) &&
      arePagesFine((page) => sourcesPage(entry, page, telling))
    );
  });
}
