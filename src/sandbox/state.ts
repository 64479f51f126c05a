import { EventEmitter } from 'node:events';
import type {
  APIApplicationCommand,
  APIAttachment,
  APIMessage,
  APIOverwrite,
  APIRole,
  APIUser,
  Locale,
} from 'discord-api-types/v10';
import type { Clock } from '../clock.ts';
import { createSnowflakes } from './snowflake.ts';
import { people, startingChannels, startingMembers, startingRoles, world } from './world.ts';

/** A person's or the bot's membership of the server; `roles` are ids, `@everyone` aside. */
export interface Member {
  user: string;
  roles: string[];
  joinedAt: string;
}

/** A server with what hangs on it by id. */
export interface Guild {
  id: string;
  name: string;
  owner: string;
  locale: Locale;
  roles: Map<string, APIRole>;
  members: Map<string, Member>;
}

/** A text channel (type 0), a direct message with the bot (1), or a public thread (11). */
export interface StoredChannel {
  id: string;
  type: 0 | 1 | 11;
  name: string;
  guild?: string;
  parent?: string;
  /** The person at the other end of a direct message, or who opened the thread. */
  owner?: string;
  overwrites: APIOverwrite[];
  /** A person who takes no direct messages from the bot. */
  closed?: boolean;
}

/** A message, and the only person who can see it when it is ephemeral. */
export interface StoredMessage {
  message: APIMessage;
  only?: string;
}

/** A file of a message or in a person's hands. */
export interface StoredFile {
  attachment: APIAttachment;
  bytes: Uint8Array<ArrayBuffer>;
}

/** A registered command; `guild_id` where it is one server's own. */
export interface StoredCommand extends APIApplicationCommand {
  guild_id?: string;
}

/** Something that happened and that clients of either side may hear about; `event` is Discord's dispatch name. */
export interface Change {
  event: string;
  data: object;
  guild?: string;
  channel?: string;
  only?: string;
}

/** All that the local Discord knows. */
export interface State {
  clock: Clock;
  snowflake: () => string;
  /** Origin under which the bot reached this server last; attachments are served there. */
  origin: string;
  users: Map<string, APIUser>;
  guilds: Map<string, Guild>;
  channels: Map<string, StoredChannel>;
  /** By channel id, oldest first. */
  messages: Map<string, StoredMessage[]>;
  commands: Map<string, StoredCommand>;
  files: Map<string, StoredFile>;
  changes: EventEmitter<{ change: [Change] }>;
}

const emptyUser = { discriminator: '0', avatar: null, public_flags: 0 };

function startingUsers(): Map<string, APIUser> {
  const bot: APIUser = { ...emptyUser, id: world.application, username: 'wentian', global_name: 'Wentian', bot: true };
  const rest = people.map(({ id, username, name }): APIUser => ({ ...emptyUser, id, username, global_name: name }));
  return new Map([bot, ...rest].map((user) => [user.id, user]));
}

function startingGuild(): Guild {
  const colors = { primary_color: 0, secondary_color: null, tertiary_color: null };
  const roles = startingRoles.map(
    (role, position): APIRole => ({ ...role, position, color: 0, colors, hoist: false, flags: 0 as APIRole['flags'] }),
  );
  const members = startingMembers.map(
    ({ id, roles }): Member => ({ user: id, roles: [...roles], joinedAt: '2026-01-01T00:00:00.000000+00:00' }),
  );
  return {
    id: world.guild,
    name: 'Wentian sandbox',
    owner: world.owner,
    locale: 'en-US' as Locale,
    roles: new Map(roles.map((role) => [role.id, role])),
    members: new Map(members.map((member) => [member.user, member])),
  };
}

function allStartingChannels(): Map<string, StoredChannel> {
  const texts = startingChannels.map(
    ({ permission_overwrites, ...rest }): StoredChannel => ({
      ...rest,
      type: 0,
      guild: world.guild,
      overwrites: structuredClone(permission_overwrites),
    }),
  );
  const directs = [
    { id: world.channels.linDirect, owner: world.people.lin },
    { id: world.channels.meiDirect, owner: world.people.mei },
  ].map((direct): StoredChannel => ({ ...direct, type: 1, name: 'Wentian', overwrites: [] }));
  return new Map([...texts, ...directs].map((channel) => [channel.id, channel]));
}

/** One server with its people and channels, as `world.ts` names them, and nothing said in it yet. */
export function createState(clock: Clock): State {
  return {
    clock,
    snowflake: createSnowflakes(clock),
    origin: 'http://127.0.0.1',
    users: startingUsers(),
    guilds: new Map([[world.guild, startingGuild()]]),
    channels: allStartingChannels(),
    messages: new Map(),
    commands: new Map(),
    files: new Map(),
    changes: new EventEmitter<{ change: [Change] }>().setMaxListeners(0),
  };
}

/** Tells every listener (gateway, page, waiting tests) what happened. */
export function announce(state: State, change: Change): void {
  state.changes.emit('change', change);
}

/** The server that the bot is in and that this channel belongs to; none for a direct message. */
export function guildOf(state: State, channel: StoredChannel): Guild | undefined {
  return channel.guild ? state.guilds.get(channel.guild) : undefined;
}

/** Keeps a map bounded: drops its oldest entries beyond `limit`. */
export function dropOldest<Key>(map: Map<Key, unknown>, limit: number): void {
  for (const key of map.keys()) {
    if (map.size <= limit) return;
    map.delete(key);
  }
}
