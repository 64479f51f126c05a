import { type APIUser, PermissionFlagsBits as Flags } from 'discord-api-types/v10';
import { channelPermissions } from './permissions.ts';
import type { AllowedMentions } from './rules.ts';
import { guildOf, type State, type StoredChannel } from './state.ts';

/** Who a message notifies, as its own fields say it. */
export interface Mentions {
  mentions: APIUser[];
  mention_roles: string[];
  mention_everyone: boolean;
}

const ids = (content: string, pattern: RegExp): string[] => [
  ...new Set([...content.matchAll(pattern)].map((match) => match[1]!)),
];

/**
 * Who is notified by a text: what it names, less what `allowed_mentions` leaves out and the author may not do.
 * https://docs.discord.com/developers/resources/message#allowed-mentions-object
 */
export function mentionsOf(
  state: State,
  channel: StoredChannel,
  author: string,
  content: string,
  allowed?: AllowedMentions | null,
): Mentions {
  const isAllowed = (kind: 'users' | 'roles', id: string): boolean =>
    !allowed || Boolean(allowed.parse?.includes(kind) || allowed[kind]?.includes(id));
  const mayMentionAll = Boolean(channelPermissions(state, channel, author) & Flags.MentionEveryone);
  const roles = guildOf(state, channel)?.roles;
  return {
    mentions: ids(content, /<@!?(\d+)>/g)
      .filter((id) => isAllowed('users', id))
      .flatMap((id) => state.users.get(id) ?? []),
    mention_roles: ids(content, /<@&(\d+)>/g).filter(
      (id) => isAllowed('roles', id) && roles?.has(id) && (mayMentionAll || roles.get(id)?.mentionable),
    ),
    mention_everyone:
      mayMentionAll && /@(everyone|here)\b/.test(content) && (!allowed || Boolean(allowed.parse?.includes('everyone'))),
  };
}
