import { ApplicationCommandOptionType as Types } from 'discord-api-types/v10';
import { channelPermissions } from './permissions.ts';
import { guildOf, type State, type StoredChannel } from './state.ts';
import { channelView, memberInChannel, partialMember } from './views.ts';
import { world } from './world.ts';

/** Who does something, where, and in which language. */
export interface Scene {
  person: string;
  channel: StoredChannel;
  locale: string;
}

const attachmentLimit = 10 * 1024 * 1024;

/**
 * The part of an interaction that is the same for all kinds. In a server it carries `member`, elsewhere `user`.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-structure
 */
export function scenePayload(state: State, { person, channel, locale }: Scene): object {
  const guild = guildOf(state, channel);
  const member = guild?.members.get(person);
  const { id, locale: guild_locale } = guild ?? {};
  const place = member
    ? {
        guild_id: id,
        guild: { id, locale: guild_locale, features: [] },
        guild_locale,
        member: memberInChannel(state, member, channel),
        context: 0,
      }
    : { user: state.users.get(person), context: 1 };
  return {
    ...place,
    channel_id: channel.id,
    channel: { ...channelView(state, channel), permissions: String(channelPermissions(state, channel, person)) },
    app_permissions: String(channelPermissions(state, channel, world.application)),
    locale,
    entitlements: [],
    attachment_size_limit: attachmentLimit,
  };
}

type Resolver = (state: State, scene: Scene, id: string) => Record<string, object> | undefined;

const user: Resolver = (state, { channel }, id) => {
  const found = state.users.get(id);
  const member = guildOf(state, channel)?.members.get(id);
  if (!found) return undefined;
  return { users: found, ...(member && { members: partialMember(state, member, channel) }) };
};

const role: Resolver = (state, { channel }, id) => {
  const roles = guildOf(state, channel)?.roles.get(id);
  return roles && { roles };
};

const textChannel: Resolver = (state, { person, channel }, id) => {
  const found = state.channels.get(id);
  if (!found || found.guild !== channel.guild) return undefined;
  const permissions = String(channelPermissions(state, found, person));
  return { channels: { ...channelView(state, found), permissions } };
};

const attachment: Resolver = (state, _scene, id) => {
  const attachments = state.files.get(id)?.attachment;
  return attachments && { attachments };
};

const resolvers: Record<number, Resolver> = {
  [Types.User]: user,
  [Types.Channel]: textChannel,
  [Types.Role]: role,
  [Types.Mentionable]: (...about) => user(...about) ?? role(...about),
  [Types.Attachment]: attachment,
};

/** The option type whose values a select (or file upload) of a component type holds; none for a select of texts. */
export const optionTypeOf: Record<number, number> = {
  5: Types.User,
  6: Types.Role,
  7: Types.Mentionable,
  8: Types.Channel,
  19: Types.Attachment,
};

/**
 * `resolved`: the objects behind ids, by kind and id; undefined when an id leads nowhere.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-resolved-data-structure
 */
export function resolve(
  state: State,
  scene: Scene,
  values: readonly { type: number; id: string }[],
): Record<string, Record<string, object>> | undefined {
  const resolved: Record<string, Record<string, object>> = {};
  for (const { type, id } of values) {
    const found = resolvers[type]?.(state, scene, id);
    if (!found) return undefined;
    for (const [kind, object] of Object.entries(found)) resolved[kind] = { ...resolved[kind], [id]: object };
  }
  return resolved;
}

/** Whether an option of this type holds an id to be resolved. */
export const isResolvable = (type: number): boolean => type in resolvers;
