import { ChannelType, PermissionFlagsBits as Flags } from 'discord-api-types/v10';

/** A rule of a channel for a role or a person. */
export interface Overwrite {
  id: string;
  allow: bigint;
  deny: bigint;
}

export interface Place {
  id: string;
  name: string;
  type: ChannelType;
  overwrites: readonly Overwrite[];
}

export interface Role {
  id: string;
  name: string;
  permissions: bigint;
  /** Anybody may mention it. */
  mentionable: boolean;
}

export interface Member {
  id: string;
  roles: readonly string[];
}

/** A guild as permissions need it; the role with the guild's own id is @everyone. */
export interface Guild {
  id: string;
  owner: string;
  roles: readonly Role[];
  places: readonly Place[];
  /** The bot itself. */
  self: Member;
}

/** What can be asked about guilds that the bot is in. */
export interface Guilds {
  /** None where the bot is not a member. */
  guild(id: string): Promise<Guild | undefined>;
  /** None for somebody who is not a member. */
  member(guild: string, user: string): Promise<Member | undefined>;
}

/** Permissions that the bot may need, in Discord's own words. https://docs.discord.com/developers/topics/permissions */
const words = {
  ViewChannel: 'View Channel',
  SendMessages: 'Send Messages',
  EmbedLinks: 'Embed Links',
  ReadMessageHistory: 'Read Message History',
  CreatePublicThreads: 'Create Public Threads',
  MentionEveryone: 'Mention @everyone, @here, and All Roles',
} as const satisfies Partial<Record<keyof typeof Flags, string>>;

export type Permission = keyof typeof words;

/** The name of a permission as Discord's settings show it. */
export const permissionWords = (permission: Permission): string => words[permission];

const union = (bits: readonly bigint[]) => bits.reduce((sum, one) => sum | one, 0n);

function inGuild({ id, owner, roles }: Guild, member: Member): bigint {
  const granted = union(
    roles.filter((role) => role.id === id || member.roles.includes(role.id)).map((role) => role.permissions),
  );
  return member.id === owner || granted & Flags.Administrator ? ~0n : granted;
}

/** The overwrites of @everyone, then of the member's roles together, then of the member. */
function overwritten(base: bigint, { overwrites }: Place, { id }: Guild, member: Member): bigint {
  return [[id], member.roles, [member.id]].reduce((bits, ids) => {
    const rules = overwrites.filter((rule) => ids.includes(rule.id));
    return (bits & ~union(rules.map(({ deny }) => deny))) | union(rules.map(({ allow }) => allow));
  }, base);
}

/**
 * What a member may do in a channel: nothing without View Channel, nothing with messages without Send Messages.
 * https://docs.discord.com/developers/topics/permissions#permission-overwrites
 */
function permissionsIn(guild: Guild, place: Place, member: Member): bigint {
  const base = inGuild(guild, member);
  if (base === ~0n) return base;
  const bits = overwritten(base, place, guild, member);
  if (!(bits & Flags.ViewChannel)) return 0n;
  return bits & Flags.SendMessages ? bits : bits & ~(Flags.MentionEveryone | Flags.EmbedLinks | Flags.AttachFiles);
}

/** Which of the wanted permissions a member lacks in a channel, in the order of the list. */
export function lacking(guild: Guild, place: Place, member: Member, wanted: readonly Permission[]): Permission[] {
  const bits = permissionsIn(guild, place, member);
  return wanted.filter((permission) => !(bits & Flags[permission]));
}

/** Whether a member's message in a channel pings a role. */
export function mayMention(guild: Guild, place: Place, member: Member, role: Role): boolean {
  return role.mentionable || lacking(guild, place, member, ['MentionEveryone']).length === 0;
}

const textual: readonly ChannelType[] = [ChannelType.GuildText, ChannelType.GuildAnnouncement];

/** Whether messages are what a channel is for. */
export const isTextual = ({ type }: Place): boolean => textual.includes(type);

/** A channel where the bot can say something, `first` if that is one. */
export function whereToWrite(guild: Guild, first: readonly (string | undefined)[]): Place | undefined {
  const able = guild.places.filter(
    (place) =>
      isTextual(place) && lacking(guild, place, guild.self, ['ViewChannel', 'SendMessages', 'EmbedLinks']).length === 0,
  );
  return first.flatMap((id) => able.find((place) => place.id === id) ?? []).at(0) ?? able.at(0);
}
