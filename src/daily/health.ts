import { type Guild, isTextual, lacking, mayMention, type Permission, type Place } from '../reply/permissions.ts';
import type { Cause, Subscription } from './subscriptions.ts';

/** Without these a post cannot be sent, or not be known to have been. */
const needed: readonly Permission[] = ['ViewChannel', 'SendMessages', 'EmbedLinks', 'ReadMessageHistory'];

type Wanted = Pick<Subscription, 'channel' | 'thread' | 'role'>;

/** How a channel's posts stand, as far as permissions tell. */
export interface Health {
  place?: Place;
  /** Why no post can be sent. */
  cause?: Cause;
  /** What the bot lacks for posts. */
  missing: readonly Permission[];
  /** What it lacks for what comes with them: threads, the role's ping. */
  wanting: readonly Permission[];
  /** The role that was set is no more. */
  roleGone: boolean;
}

function extrasOf(guild: Guild, place: Place, { thread, role: id }: Wanted): Permission[] {
  const role = guild.roles.find((one) => one.id === id);
  const canPing = !role || mayMention(guild, place, guild.self, role);
  return [
    ...(thread ? lacking(guild, place, guild.self, ['CreatePublicThreads']) : []),
    ...(canPing ? [] : (['MentionEveryone'] as const)),
  ];
}

/** How a channel's posts stand in a guild as it is now; without one the bot has been removed. */
export function healthOf(guild: Guild | undefined, wanted: Wanted): Health {
  const nothing = { missing: [], wanting: [], roleGone: false };
  if (!guild) return { ...nothing, cause: 'removed' };
  const place = guild.places.find(({ id }) => id === wanted.channel);
  if (!place || !isTextual(place)) return { ...nothing, cause: 'channel' };
  const missing = lacking(guild, place, guild.self, needed);
  const roleGone = wanted.role !== undefined && !guild.roles.some(({ id }) => id === wanted.role);
  const wanting = missing.length > 0 ? [] : extrasOf(guild, place, wanted);
  return { place, missing, wanting, roleGone, ...(missing.length > 0 && { cause: 'permissions' as const }) };
}
