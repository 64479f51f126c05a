import { DiscordAPIError, type REST } from 'discord.js';
import { type APIChannel, type APIGuild, type APIGuildMember, type APIOverwrite, Routes } from 'discord-api-types/v10';
import type { Guild, Guilds, Member, Place, Role } from '../reply/permissions.ts';

const overwriteOf = ({ id, allow, deny }: APIOverwrite) => ({ id, allow: BigInt(allow), deny: BigInt(deny) });

function placeOf(channel: APIChannel): Place {
  const overwrites = 'permission_overwrites' in channel ? (channel.permission_overwrites ?? []) : [];
  return { id: channel.id, name: channel.name ?? '', type: channel.type, overwrites: overwrites.map(overwriteOf) };
}

const roleOf = ({ id, name, permissions, mentionable }: APIGuild['roles'][number]): Role => ({
  ...{ id, name, mentionable },
  permissions: BigInt(permissions),
});

const GONE = new Set([403, 404]);

/** What a request gives; nothing where Discord says that it is not there, or not for us. */
async function ifThere<T>(request: Promise<unknown>): Promise<T | undefined> {
  try {
    return (await request) as T;
  } catch (error) {
    if (error instanceof DiscordAPIError && GONE.has(error.status)) return undefined;
    throw error;
  }
}

/**
 * Guilds as Discord's REST shows them now; `user` is the bot's own id. Channels that the bot cannot see are listed too.
 * https://docs.discord.com/developers/resources/guild#get-guild-channels
 */
export function createGuilds(rest: REST, user: string): Guilds {
  async function member(guild: string, id: string): Promise<Member | undefined> {
    const found = await ifThere<APIGuildMember>(rest.get(Routes.guildMember(guild, id)));
    return found && { id, roles: found.roles };
  }

  return {
    member,
    async guild(id): Promise<Guild | undefined> {
      const guild = await ifThere<APIGuild>(rest.get(Routes.guild(id)));
      if (!guild) return undefined;
      const channels = rest.get(Routes.guildChannels(id)) as Promise<APIChannel[]>;
      const [places, self] = await Promise.all([channels, member(id, user)]);
      return self && { id, owner: guild.owner_id, roles: guild.roles.map(roleOf), places: places.map(placeOf), self };
    },
  };
}
