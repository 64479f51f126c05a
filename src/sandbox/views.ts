import type { APIGuildMember } from 'discord-api-types/v10';
import { channelPermissions } from './permissions.ts';
import type { Guild, Member, State, StoredChannel } from './state.ts';
import { world } from './world.ts';

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
  const message_count = state.messages.get(id)?.length ?? 0;
  return { owner_id: owner, thread_metadata, message_count, total_message_sent: message_count, member_count: 1 };
}

/** A member as Discord shows it. https://docs.discord.com/developers/resources/guild#guild-member-object */
export function memberView(state: State, member: Member): APIGuildMember {
  return { user: state.users.get(member.user)!, ...memberWithoutUser(member) };
}

function memberWithoutUser({ roles, joinedAt }: Member): Omit<APIGuildMember, 'user'> {
  const empty = each(null, 'nick avatar banner premium_since communication_disabled_until');
  return { ...empty, roles, joined_at: joinedAt, deaf: false, mute: false, flags: 0 as APIGuildMember['flags'] };
}

/** A member beside its user, as `resolved` carries it. */
export function partialMember(state: State, member: Member, channel: StoredChannel): object {
  const { deaf: _, mute: __, ...rest } = memberWithoutUser(member);
  return { ...rest, permissions: String(channelPermissions(state, channel, member.user)) };
}

/** A member as interactions carry it: with permissions in the channel, as a string. */
export function memberInChannel(state: State, member: Member, channel: StoredChannel): object {
  return { ...memberView(state, member), permissions: String(channelPermissions(state, channel, member.user)) };
}

const each = (value: unknown, keys: string): object => Object.fromEntries(keys.split(' ').map((key) => [key, value]));

const bareGuild = {
  ...each(null, 'icon splash discovery_splash banner description vanity_url_code afk_channel_id system_channel_id'),
  ...each(null, 'rules_channel_id public_updates_channel_id safety_alerts_channel_id'),
  ...each(0, 'verification_level explicit_content_filter mfa_level nsfw_level premium_tier system_channel_flags'),
  ...{ ...each([], 'emojis stickers features'), default_message_notifications: 1, afk_timeout: 300 },
  ...{ premium_subscription_count: 0, premium_progress_bar_enabled: false, region: 'deprecated' },
};

/** A guild as `GET /guilds/{id}` shows it. https://docs.discord.com/developers/resources/guild#guild-object */
export function guildView({ id, name, owner, locale, roles }: Guild): object {
  return { ...bareGuild, id, name, owner_id: owner, preferred_locale: locale, roles: [...roles.values()] };
}

/** A guild with its channels and members, as GUILD_CREATE. https://docs.discord.com/developers/events/gateway-events#guild-create */
export function guildCreateView(state: State, guild: Guild): object {
  const own = [...state.channels.values()].filter((channel) => channel.guild === guild.id);
  const view = (type: number) =>
    own.filter((channel) => channel.type === type).map((channel) => channelView(state, channel));
  const members = [...guild.members.values()];
  const empty = each([], 'voice_states presences stage_instances guild_scheduled_events soundboard_sounds');
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
    ...{ id: bot, name: user.global_name, description: '', bot: user, owner: user, verify_key: '0'.repeat(64) },
    ...{ ...each(null, 'icon team interactions_endpoint_url'), ...each(false, 'bot_require_code_grant'), flags: 0 },
    ...{ bot_public: true, integration_types_config: { 0: {}, 1: {} }, approximate_guild_count: state.guilds.size },
  };
}

/** What a bot is told first. https://docs.discord.com/developers/events/gateway-events#ready */
export function readyView(
  state: State,
  session: { id: string; shard: [number, number] },
  address: string,
  guilds: Guild[],
): object {
  const user = { ...state.users.get(world.application), verified: true, mfa_enabled: false, email: null };
  return {
    ...{ v: 10, user, session_id: session.id, shard: session.shard, resume_gateway_url: address },
    ...{
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      application: { id: world.application, flags: 0 },
    },
    ...{ ...each([], 'private_channels relationships presences'), user_settings: {}, session_type: 'normal' },
  };
}
