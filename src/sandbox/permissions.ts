import { PermissionFlagsBits as Flags } from 'discord-api-types/v10';
import { refuse } from './errors.ts';
import { type Guild, guildOf, type Member, type State, type StoredChannel } from './state.ts';
import { world } from './world.ts';

const everything = Object.values(Flags).reduce((sum, flag) => sum | flag, 0n);
const inDirect =
  Flags.ViewChannel |
  Flags.SendMessages |
  Flags.ReadMessageHistory |
  Flags.EmbedLinks |
  Flags.AttachFiles |
  Flags.AddReactions;

function rolesOf(guild: Guild, member: Member): string[] {
  return [guild.id, ...member.roles];
}

/** What a member may do in the whole server. */
export function guildPermissions(guild: Guild, member: Member): bigint {
  if (guild.owner === member.user) return everything;
  const granted = rolesOf(guild, member).reduce((sum, id) => sum | BigInt(guild.roles.get(id)?.permissions ?? '0'), 0n);
  return granted & Flags.Administrator ? everything : granted;
}

/**
 * What a user may do in a channel: roles, then the overwrites of @everyone, of the roles together, and of the member.
 * A thread goes by its parent; without View Channel nothing is left.
 * https://docs.discord.com/developers/topics/permissions#permission-overwrites
 */
export function channelPermissions(state: State, channel: StoredChannel, user: string): bigint {
  const guild = guildOf(state, channel);
  if (!guild) return channel.guild ? 0n : inDirect;
  const member = guild.members.get(user);
  if (!member) return 0n;
  const base = guildPermissions(guild, member);
  if (base === everything) return everything;
  const ruled = channel.parent ? (state.channels.get(channel.parent) ?? channel) : channel;
  return implied(overwritten(base, ruled, guild, member), channel.parent !== undefined);
}

function overwritten(base: bigint, channel: StoredChannel, guild: Guild, member: Member): bigint {
  const groups = [[guild.id], member.roles, [member.user]];
  return groups.reduce((permissions, ids) => {
    const overwrites = channel.overwrites.filter(({ id }) => ids.includes(id));
    const deny = overwrites.reduce((sum, { deny }) => sum | BigInt(deny), 0n);
    const allow = overwrites.reduce((sum, { allow }) => sum | BigInt(allow), 0n);
    return (permissions & ~deny) | allow;
  }, base);
}

function implied(permissions: bigint, isThread: boolean): bigint {
  if (!(permissions & Flags.ViewChannel)) return 0n;
  if (permissions & (isThread ? Flags.SendMessagesInThreads : Flags.SendMessages)) return permissions;
  return permissions & ~(Flags.MentionEveryone | Flags.EmbedLinks | Flags.AttachFiles | Flags.SendTTSMessages);
}

/** Whether a user sees a channel. */
export function canView(state: State, channel: StoredChannel, user: string): boolean {
  if (channel.type === 1) return channel.owner === user;
  return Boolean(channelPermissions(state, channel, user) & Flags.ViewChannel);
}

/** Throws 50001 when the user cannot see the channel and 50013 when any of the needed permissions is missing. */
export function demand(state: State, channel: StoredChannel, user: string, ...needed: bigint[]): void {
  const permissions = channelPermissions(state, channel, user);
  if (!(permissions & Flags.ViewChannel)) throw refuse('missingAccess');
  if (needed.some((flag) => !(permissions & flag))) throw refuse('missingPermissions');
}

/** Whether the bot sees a channel; it sees every direct message that it is part of. */
export function canBotView(state: State, id: string | undefined): boolean {
  const channel = state.channels.get(id ?? '');
  return channel !== undefined && (channel.type === 1 || canView(state, channel, world.application));
}
