import { PermissionFlagsBits as Flags, OverwriteType } from 'discord-api-types/v10';
import type { Person } from './protocol.ts';

/** Every id that the sandbox starts with; the same in each run, so that stored settings keep their meaning. */
export const world = {
  application: '1300000000000000001',
  guild: '1300000000004194304',
  owner: '1300000000000000002',
  people: { lin: '1300000000000000011', mei: '1300000000000000012' },
  roles: {
    everyone: '1300000000004194304',
    bot: '1300000000000000021',
    moderators: '1300000000000000022',
    reviewers: '1300000000000000023',
  },
  channels: {
    general: '1300000000000000031',
    spaceNews: '1300000000000000032',
    reviews: '1300000000000000033',
    linDirect: '1300000000000000041',
    meiDirect: '1300000000000000042',
  },
} as const;

/** The two people who can be played: one with no special permission, one with Manage Server through a role. */
export const people: readonly Person[] = [
  { id: world.people.lin, username: 'lin', name: 'Lin', role: 'member' },
  { id: world.people.mei, username: 'mei', name: 'Mei', role: 'moderator' },
];

const all = (...flags: bigint[]): string => String(flags.reduce((sum, flag) => sum | flag, 0n));

const everyday = [
  Flags.ViewChannel,
  Flags.SendMessages,
  Flags.ReadMessageHistory,
  Flags.EmbedLinks,
  Flags.AttachFiles,
  Flags.AddReactions,
  Flags.UseApplicationCommands,
  Flags.SendMessagesInThreads,
  Flags.CreatePublicThreads,
];

const { roles, channels } = world;

/** Roles from the lowest to the highest: id, name, permission bits, and whether anyone may mention it. */
export const startingRoles = [
  { id: roles.everyone, name: '@everyone', permissions: all(...everyday), mentionable: false, managed: false },
  { id: roles.reviewers, name: 'Reviewers', permissions: '0', mentionable: true, managed: false },
  {
    id: roles.moderators,
    name: 'Moderators',
    permissions: all(Flags.ManageGuild, Flags.ManageMessages),
    mentionable: false,
    managed: false,
  },
  { id: roles.bot, name: 'Wentian', permissions: all(...everyday), mentionable: false, managed: true },
];

const view = String(Flags.ViewChannel);
const only = (...allowed: string[]) => [
  { id: roles.everyone, type: OverwriteType.Role, allow: '0', deny: view },
  ...allowed.map((id) => ({ id, type: OverwriteType.Role, allow: view, deny: '0' })),
];

/** The server's channels in their order; `reviews` is for moderators, reviewers and the bot. */
export const startingChannels = [
  { id: channels.general, name: 'general', permission_overwrites: [] },
  { id: channels.spaceNews, name: 'space-news', permission_overwrites: [] },
  { id: channels.reviews, name: 'reviews', permission_overwrites: only(roles.moderators, roles.reviewers, roles.bot) },
];

/** Who holds which roles besides `@everyone`. */
export const startingMembers = [
  { id: world.application, roles: [roles.bot] },
  { id: world.people.lin, roles: [] },
  { id: world.people.mei, roles: [roles.moderators] },
];
