import type { APIGuildMember } from 'discord-api-types/v10';
import { channelPermissions, guildPermissions } from './permissions.ts';
import type { Guild, Member, State, StoredChannel } from './state.ts';

/** A channel as Discord shows it. https://docs.discord.com/developers/resources/channel#channel-object */
export function channelView(state: State, channel: StoredChannel): object {
  const { id, type, guild, name, parent } = channel;
  const last_message_id = state.messages.get(id)?.at(-1)?.message.id ?? null;
  if (type === 1) return { id, type, flags: 0, last_message_id, recipients: [state.users.get(channel.owner!)] };
  const common = { id, type, guild_id: guild, name, flags: 0, last_message_id, rate_limit_per_user: 0 };
  if (type === 11) return { ...common, parent_id: parent, ...threadView(state, channel) };
  const position = [...state.channels.keys()].indexOf(id);
  return { ...common, position, parent_id: null, topic: null, nsfw: false, permission_overwrites: channel.overwrites };
}

function threadView(state: State, { id, owner }: StoredChannel): object {
  const archive_timestamp = new Date(state.clock.now()).toISOString();
  const thread_metadata = { archived: false, auto_archive_duration: 1440, archive_timestamp, locked: false };
  return {
    owner_id: owner,
    thread_metadata,
    message_count: state.messages.get(id)?.length ?? 0,
    member_count: 1,
    total_message_sent: 0,
  };
}

/** A member as Discord shows it. https://docs.discord.com/developers/resources/guild#guild-member-object */
export function memberView(state: State, member: Member): APIGuildMember {
  return { user: state.users.get(member.user)!, ...memberWithoutUser(member) };
}

function memberWithoutUser({ roles, joinedAt }: Member): Omit<APIGuildMember, 'user'> {
  const empty = { nick: null, avatar: null, banner: null, premium_since: null, communication_disabled_until: null };
  return {
    roles,
    joined_at: joinedAt,
    deaf: false,
    mute: false,
    pending: false,
    flags: 0 as APIGuildMember['flags'],
    ...empty,
  };
}

/** A member as interactions carry it: with permissions in the channel, as a string. */
export function memberInChannel(state: State, member: Member, channel: StoredChannel): object {
  return { ...memberView(state, member), permissions: String(channelPermissions(state, channel, member.user)) };
}

const noAssets = {
  icon: null,
  splash: null,
  discovery_splash: null,
  banner: null,
  description: null,
  vanity_url_code: null,
};
const noChannels = {
  afk_channel_id: null,
  system_channel_id: null,
  rules_channel_id: null,
  public_updates_channel_id: null,
  safety_alerts_channel_id: null,
};
const levels = {
  verification_level: 0,
  default_message_notifications: 1,
  explicit_content_filter: 0,
  mfa_level: 0,
  nsfw_level: 0,
  premium_tier: 0,
};

/** A guild as `GET /guilds/{id}` shows it. https://docs.discord.com/developers/resources/guild#guild-object */
export function guildView({ id, name, owner, locale, roles }: Guild): object {
  return {
    ...{ id, name, owner_id: owner, preferred_locale: locale, roles: [...roles.values()] },
    ...{
      ...noAssets,
      ...noChannels,
      ...levels,
      afk_timeout: 300,
      system_channel_flags: 0,
      premium_subscription_count: 0,
    },
    ...{ emojis: [], stickers: [], features: [], region: 'deprecated', premium_progress_bar_enabled: false },
  };
}

/** A guild with its channels and members, as GUILD_CREATE. https://docs.discord.com/developers/events/gateway-events#guild-create */
export function guildCreateView(state: State, guild: Guild): object {
  const own = [...state.channels.values()].filter((channel) => channel.guild === guild.id);
  const view = (type: number) =>
    own.filter((channel) => channel.type === type).map((channel) => channelView(state, channel));
  const members = [...guild.members.values()];
  const empty = {
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
  return {
    ...guildView(guild),
    ...{ joined_at: members[0]?.joinedAt, large: false, unavailable: false, member_count: members.length },
    ...{ members: members.map((member) => memberView(state, member)), channels: view(0), threads: view(11), ...empty },
  };
}

/** The application, as `GET /applications/@me` shows it. https://docs.discord.com/developers/resources/application#application-object */
export function applicationView(state: State, bot: string): object {
  const user = state.users.get(bot)!;
  return {
    ...{
      id: bot,
      name: user.global_name,
      icon: null,
      description: '',
      bot: user,
      bot_public: true,
      bot_require_code_grant: false,
    },
    ...{ verify_key: '0'.repeat(64), flags: 0, team: null, owner: user, approximate_guild_count: state.guilds.size },
    ...{ summary: '', integration_types_config: { 0: {}, 1: {} }, redirect_uris: [], interactions_endpoint_url: null },
  };
}

/** A member's server-wide permissions as a string. */
export const permissionsOf = (guild: Guild, member: Member): string => String(guildPermissions(guild, member));
