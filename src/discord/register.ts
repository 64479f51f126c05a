import { DiscordAPIError, type REST } from 'discord.js';
import {
  type APIApplicationCommand,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPutAPIApplicationCommandsJSONBody,
  Routes,
} from 'discord-api-types/v10';
import { type Command, isMenu, type Option } from '../bot/command.ts';
import { ApplicationCommand } from '../limits.ts';
import type { Text } from '../text.ts';
import { GuildRefused } from './refused.ts';

type Body = RESTPutAPIApplicationCommandsJSONBody[number];

const optionTypes: Record<Option['type'], ApplicationCommandOptionType> = {
  string: ApplicationCommandOptionType.String,
  integer: ApplicationCommandOptionType.Integer,
  boolean: ApplicationCommandOptionType.Boolean,
  channel: ApplicationCommandOptionType.Channel,
  role: ApplicationCommandOptionType.Role,
  attachment: ApplicationCommandOptionType.Attachment,
};

const inChinese = (text: Text) => ({ 'zh-CN': text.zh, 'zh-TW': text.zh });
const described = (text: Text) => ({ description: text.en, description_localizations: inChinese(text) });

function choicesOf(option: Option) {
  if (option.type !== 'string' || !option.choices) return {};
  const choices = Object.entries(option.choices).map(([value, text]) => ({
    name: text.en,
    name_localizations: inChinese(text),
    value,
  }));
  return { choices };
}

function optionBody([name, option]: [string, Option]) {
  const suggests = option.type === 'string' && option.suggest !== undefined;
  return {
    type: optionTypes[option.type],
    name,
    ...described(option.describe),
    ...(option.required && { required: true }),
    ...(suggests && { autocomplete: true }),
    ...choicesOf(option),
  };
}

function optionsOf(command: Command) {
  const entries = isMenu(command) ? [] : Object.entries(command.options ?? {});
  return entries.toSorted(([, a], [, b]) => Number(b.required ?? false) - Number(a.required ?? false)).map(optionBody);
}

/** https://docs.discord.com/developers/interactions/application-commands#contexts; 1 << 5 is Manage Server. */
function audienceOf({ where = 'anywhere', who = 'all' }: Command, local: boolean) {
  const hidden = who === 'managers' ? { default_member_permissions: '32' } : {};
  if (local) return hidden;
  const { Guild, BotDM, PrivateChannel } = InteractionContextType;
  const { GuildInstall, UserInstall } = ApplicationIntegrationType;
  return where === 'server'
    ? { ...hidden, contexts: [Guild], integration_types: [GuildInstall] }
    : { ...hidden, contexts: [Guild, BotDM, PrivateChannel], integration_types: [GuildInstall, UserInstall] };
}

function single(command: Command, local: boolean) {
  if (isMenu(command)) {
    const name = { name: command.title.en, name_localizations: inChinese(command.title) };
    return { type: ApplicationCommandType.Message, ...name, ...audienceOf(command, local) };
  }
  return {
    type: ApplicationCommandType.ChatInput,
    name: command.name,
    ...described(command.describe),
    options: optionsOf(command),
    ...audienceOf(command, local),
  };
}

function folder(name: string, members: readonly Command[], local: boolean) {
  const describe = (locale: keyof Text) =>
    members
      .map((member) => member.describe[locale])
      .join(' · ')
      .slice(0, 100);
  const options = members.map((member) => ({
    type: ApplicationCommandOptionType.Subcommand,
    name: member.name.split(' ')[1]!,
    ...described(member.describe),
    options: optionsOf(member),
  }));
  return {
    type: ApplicationCommandType.ChatInput,
    name,
    ...described({ en: describe('en'), zh: describe('zh') }),
    options,
    ...audienceOf(members[0]!, local),
  };
}

/**
 * What Discord is to be told of our commands; a folder's files are one command's subcommands. `local`: for one guild,
 * where contexts may not be named. Throws if a command breaks one of Discord's limits.
 */
export function registrationOf(commands: readonly Command[], local: boolean): Body[] {
  const byName = Object.groupBy(commands, ({ name }) => name.split(' ')[0]!);
  return Object.entries(byName).map(([name, members = []]) => {
    const isFolder = members.some((member) => member.name.includes(' '));
    const body = isFolder ? folder(name, members, local) : single(members[0]!, local);
    ApplicationCommand.parse(body);
    return body as Body;
  });
}

type Json = null | string | number | boolean | Json[] | { [key: string]: Json };

/** What changes a command where it is set and ours does not name it; all else that Discord adds is its own. */
const SETTINGS =
  'name_localizations description_localizations default_member_permissions nsfw required autocomplete choices options'.split(
    ' ',
  );

const isSet = (value: Json | undefined) =>
  value !== undefined && value !== null && value !== false && !(typeof value === 'object' && isEmpty(value));

const isEmpty = (value: object) => Object.keys(value).length === 0;

/** Whether `theirs` says all that `ours` says, and sets nothing more; Discord adds ids, versions and defaults of its own. */
function covers(theirs: Json | undefined, ours: Json): boolean {
  if (Array.isArray(ours)) {
    const same = Array.isArray(theirs) ? theirs : [];
    return ours.length === same.length && ours.every((item, at) => covers(same[at], item));
  }
  if (typeof ours === 'object' && ours !== null) {
    if (typeof theirs !== 'object' || theirs === null || Array.isArray(theirs)) return false;
    const more = SETTINGS.some((key) => isSet(theirs[key]) && !Object.hasOwn(ours, key));
    return !more && Object.entries(ours).every(([key, value]) => covers(theirs[key] ?? emptyLike(value), value));
  }
  return theirs === ours;
}

const emptyLike = (value: Json | undefined): Json | undefined =>
  Array.isArray(value) && value.length === 0 ? [] : undefined;

const keyOf = ({ type = 1, name }: { type?: number | undefined; name: string }) => `${type} ${name}`;

function isSame(registered: readonly APIApplicationCommand[], wanted: readonly Body[]): boolean {
  const known = new Map(registered.map((command) => [keyOf(command), command]));
  return (
    registered.length === wanted.length &&
    wanted.every((body) => covers(known.get(keyOf(body)) as Json | undefined, body as unknown as Json))
  );
}

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json: Unknown Guild, Missing Access */
const GUILD_REFUSALS = new Set<unknown>([10004, 50001]);

/**
 * Registers the commands, for everybody or for one guild, if what Discord has differs from ours. Says whether it had to.
 * Throws `GuildRefused` where the bot may not register in that guild.
 */
export async function register(
  rest: REST,
  application: string,
  commands: readonly Command[],
  guild?: string,
): Promise<boolean> {
  const route = guild ? Routes.applicationGuildCommands(application, guild) : Routes.applicationCommands(application);
  const wanted = registrationOf(commands, guild !== undefined);
  const query = new URLSearchParams({ with_localizations: 'true' });
  try {
    const registered = (await rest.get(route, { query })) as APIApplicationCommand[];
    if (isSame(registered, wanted)) return false;
    await rest.put(route, { body: wanted });
    return true;
  } catch (error) {
    const isRefused = guild !== undefined && error instanceof DiscordAPIError && GUILD_REFUSALS.has(error.code);
    throw isRefused ? new GuildRefused('Discord refuses the server') : error;
  }
}
