import type { Moderation } from '../moderation/index.ts';
import { UserError } from '../reply/reply.ts';
import type { Locale, Text } from '../text.ts';
import type { Asker, Command } from './command.ts';

/** Who does something, as Discord says at that moment. */
export interface Origin {
  user: string;
  locale: Locale;
  guild?: string;
  /** Discord's permission bits of the user in this channel; absent outside a guild. */
  permissions?: bigint;
  /** Ids of the roles that the user holds in the guild. */
  roles?: readonly string[];
}

/** Said outside a server of what works in one alone. */
export const serverOnly: Text = { en: 'This works in a server only.', zh: '此功能只能在服务器中使用。' };
const managersOnly: Text = {
  en: 'Only people who may manage this server (Manage Server) can do that.',
  zh: '只有拥有“管理服务器”权限的成员可以这样做。',
};
const moderatorsOnly: Text = {
  en: 'Only this server’s moderators can do that: people with Manage Server, or with the reviewer role of `/setup`.',
  zh: '只有本服务器的管理员可以这样做：须拥有“管理服务器”权限，或具有 `/setup` 设定的审核身份组。',
};
/** https://docs.discord.com/developers/topics/permissions: ADMINISTRATOR 1 << 3, MANAGE_GUILD 1 << 5 */
const MANAGING = (1n << 3n) | (1n << 5n);

/** Somebody who calls a command; the reviewer role is looked up where it matters. */
export async function askerOf(call: Origin, { who }: Command, moderation: Moderation): Promise<Asker> {
  const { user: id, locale, guild, permissions = 0n, roles = [] } = call;
  if (guild === undefined) return { id, locale, manager: false, moderator: false };
  const manager = (permissions & MANAGING) !== 0n;
  const role = who === 'moderators' && !manager ? (await moderation.view(guild)).settings.reviewerRole : undefined;
  return { id, locale, guild, manager, moderator: manager || (role !== undefined && roles.includes(role)) };
}

/** Thrown for people who may not do what they tried. */
export class Forbidden extends UserError {}

/** Throws a UserError where a command is not for the place, `Forbidden` where it is not for the asker. */
export function admit({ where, who }: Command, asker: Asker): void {
  if (where === 'server' && !asker.guild) throw new UserError(serverOnly);
  if (who === 'managers' && !asker.manager) throw new Forbidden(managersOnly);
  if (who === 'moderators' && !asker.moderator) throw new Forbidden(moderatorsOnly);
}
