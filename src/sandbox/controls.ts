import { OverwriteType } from 'discord-api-types/v10';
import { announce, type Guild, type State, type StoredChannel } from './state.ts';
import { channelView, guildCreateView, memberView } from './views.ts';
import { world } from './world.ts';

/** What the people who run the server do to it: everything that can change under a bot. Permissions are bit sets. */
export interface Controls {
  /** Sets a channel's overwrite for a role or a person. */
  overwrite(channel: string, target: string, bits: { allow?: bigint; deny?: bigint }): void;
  deleteChannel(channel: string): void;
  /** Makes a text channel that everybody sees, and gives its id. */
  addChannel(name: string): string;
  /** Removes the bot from the server, or invites it again. */
  removeBot(): void;
  addBot(): void;
  giveRole(person: string, role: string): void;
  takeRole(person: string, role: string): void;
  /** The person takes no direct messages from the bot any more. */
  closeDirect(channel: string): void;
}

/** The controls of the sandbox's one server. */
export function createControls(state: State): Controls {
  const guild = state.guilds.get(world.guild)!;
  const bot = guild.members.get(world.application)!;
  return {
    overwrite: (channel, target, bits) => overwrite(state, guild, state.channels.get(channel)!, target, bits),
    deleteChannel: (channel) => deleteChannel(state, channel),
    addChannel(name) {
      const channel: StoredChannel = { id: state.snowflake(), type: 0, name, guild: guild.id, overwrites: [] };
      state.channels.set(channel.id, channel);
      announce(state, {
        event: 'CHANNEL_CREATE',
        data: channelView(state, channel),
        guild: guild.id,
        channel: channel.id,
      });
      return channel.id;
    },
    removeBot() {
      announce(state, { event: 'GUILD_DELETE', data: { id: guild.id }, guild: guild.id });
      guild.members.delete(bot.user);
    },
    addBot() {
      guild.members.set(bot.user, bot);
      announce(state, { event: 'GUILD_CREATE', data: guildCreateView(state, guild), guild: guild.id });
    },
    giveRole: (person, role) => setRoles(state, guild, person, (roles) => [...new Set([...roles, role])]),
    takeRole: (person, role) => setRoles(state, guild, person, (roles) => roles.filter((one) => one !== role)),
    closeDirect(channel) {
      state.channels.get(channel)!.closed = true;
    },
  };
}

function overwrite(
  state: State,
  guild: Guild,
  channel: StoredChannel,
  id: string,
  { allow = 0n, deny = 0n }: { allow?: bigint; deny?: bigint },
): void {
  const type = guild.roles.has(id) ? OverwriteType.Role : OverwriteType.Member;
  const others = channel.overwrites.filter((one) => one.id !== id);
  channel.overwrites = [...others, { id, type, allow: String(allow), deny: String(deny) }];
  announce(state, { event: 'CHANNEL_UPDATE', data: channelView(state, channel), guild: guild.id, channel: channel.id });
}

function deleteChannel(state: State, id: string): void {
  const channel = state.channels.get(id)!;
  const change = { event: 'CHANNEL_DELETE', data: channelView(state, channel), channel: id };
  state.channels.delete(id);
  state.messages.delete(id);
  announce(state, { ...change, ...(channel.guild && { guild: channel.guild }) });
}

function setRoles(state: State, guild: Guild, person: string, change: (roles: string[]) => string[]): void {
  const member = guild.members.get(person)!;
  member.roles = change(member.roles);
  announce(state, {
    event: 'GUILD_MEMBER_UPDATE',
    data: { guild_id: guild.id, ...memberView(state, member) },
    guild: guild.id,
  });
}
