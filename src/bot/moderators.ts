import type { Person } from '../moderation/intake.ts';
import { type Choice, type Reply, UserError } from '../reply/reply.ts';
import { say, type Text } from '../text.ts';
import { serverOnly } from './admission.ts';
import { cardReply } from './cards.ts';
import type { Asker, Services } from './command.ts';
import { suggestEntries } from './lookup.ts';

/** The asker as somebody who does something in a server. Throws a UserError outside one. */
export function atHome({ id, guild, locale }: Asker): Person {
  if (guild === undefined) throw new UserError(serverOnly);
  return { id, guild, locale };
}

/** The card of an entry as it is after a change, for the asker alone, with a note above it. */
export async function savedReply(id: string, note: Text, asker: Asker, services: Services): Promise<Reply> {
  const { guild } = atHome(asker);
  const { library } = await services.moderation.view(guild);
  const entry = library.get(id);
  const content = say(note, asker.locale);
  if (!entry) return { content, private: true };
  return { ...cardReply(entry, asker, { ...services, library }), content, private: true };
}

/** The services as they are for entries with a history in the asker's server, removed and hidden ones too. */
export async function pastServices(asker: Asker, services: Services): Promise<Services> {
  const view = await services.moderation.view(atHome(asker).guild);
  const past = services.moderation.past(view);
  return { ...services, library: past.entries.length > 0 ? past : services.library };
}

/** An option that names an entry with a history in the asker's server: completed while it is typed, free text too. */
export const pastOption = (describe: Text) =>
  ({
    type: 'string',
    describe,
    required: true,
    suggest: async (typed: string, asker: Asker, services: Services): Promise<Choice[]> =>
      suggestEntries()(typed, asker, await pastServices(asker, services)),
  }) as const;

const VERSION = /^\d{1,9}$/;

/** A version as a custom id carries it; nothing for what is no version. */
export function versionOf(word: string | undefined): number | undefined {
  return word !== undefined && VERSION.test(word) ? Number(word) : undefined;
}
