import { filledForm } from './forms.ts';
import { type Interaction, type Interactions, kinds, type Opening, openInteraction } from './interactions.ts';
import { findMessage, visibleMessages } from './messages.ts';
import { checkOptions, checkValues, DeedError, leaves, type OptionDeclaration } from './options.ts';
import { isResolvable, optionTypeOf, resolve, type Scene, scenePayload } from './payload.ts';
import { canView, guildPermissions } from './permissions.ts';
import type { Deed, DeedOption } from './protocol.ts';
import { walkComponents } from './rules.ts';
import { guildOf, type State, type StoredCommand } from './state.ts';
import { world } from './world.ts';

interface Prepared {
  opening: Omit<Opening, 'person' | 'channel'>;
  payload: object;
}

/** Does what a person does: the interaction is on its way to the bot. Throws a DeedError for what a person cannot do. */
export function perform(interactions: Interactions, deed: Deed): Interaction {
  const { state } = interactions;
  const scene = sceneOf(state, deed);
  const { opening, payload } = prepare(interactions, scene, deed);
  const { person, channel } = scene;
  return openInteraction(interactions, { ...opening, person, channel }, { ...scenePayload(state, scene), ...payload });
}

/** Who and where, if the person is known and sees the channel. */
export function sceneOf(
  state: State,
  { person, channel: id, locale = 'en-US' }: { person: string; channel: string; locale?: string },
): Scene {
  const channel = state.channels.get(id);
  if (!state.users.has(person) || person === world.application) throw new DeedError('There is no such person.');
  if (!channel || !canView(state, channel, person)) throw new DeedError('There is no such channel.');
  return { person, channel, locale };
}

function prepare(interactions: Interactions, scene: Scene, deed: Deed): Prepared {
  if (deed.type === 'component') return prepareComponent(interactions.state, scene, deed);
  if (deed.type === 'modal') return prepareModal(interactions, scene, deed);
  return prepareCommand(interactions.state, scene, deed);
}

type CommandDeed = Extract<Deed, { type: 'command' | 'autocomplete' }>;

function prepareCommand(state: State, scene: Scene, deed: CommandDeed): Prepared {
  const target = deed.type === 'command' ? deed.target : undefined;
  const command = findCommand(state, scene, deed.command, target !== undefined);
  const isPartial = deed.type === 'autocomplete';
  checkOptions((command.options ?? []) as OptionDeclaration[], deed.options, isPartial);
  const owners = ownersOf(state, scene, command);
  const resolved = target
    ? resolvedTarget(state, scene, target)
    : resolvedOptions(state, scene, deed.options, isPartial);
  const { id, name, type, guild_id } = command;
  const data = { id, name, type, ...(guild_id && { guild_id }), ...(target && { target_id: target }) };
  const kind = isPartial ? kinds.autocomplete : kinds.command;
  return {
    opening: {
      kind,
      source: undefined,
      metadata: { authorizing_integration_owners: owners, command_type: type, name },
    },
    payload: {
      authorizing_integration_owners: owners,
      data: { ...data, options: deed.options, ...(resolved && { resolved }) },
    },
  };
}

function findCommand(state: State, { person, channel }: Scene, wanted: string, isMenu: boolean): StoredCommand {
  const fitting = [...state.commands.values()].filter(
    ({ id, name, type }) => (id === wanted || name === wanted) && type === (isMenu ? 3 : 1),
  );
  const own = fitting.filter(({ guild_id }) => !guild_id || guild_id === channel.guild);
  const command = own.find(({ guild_id }) => guild_id) ?? own[0];
  if (!command || !isAvailable(state, { person, channel }, command))
    throw new DeedError('There is no such command here.');
  return command;
}

/**
 * Whether a person is offered a command in a channel: its contexts, its installation and its default permissions.
 * https://docs.discord.com/developers/interactions/application-commands#contexts
 */
export function isAvailable(
  state: State,
  { person, channel }: Pick<Scene, 'person' | 'channel'>,
  command: StoredCommand,
): boolean {
  const context = channel.guild ? 0 : 1;
  if (command.contexts && !(command.contexts as number[]).includes(context)) return false;
  const guild = guildOf(state, channel);
  if (guild && !guild.members.has(world.application) && !isForUsers(command)) return false;
  const member = guild?.members.get(person);
  const needed = command.default_member_permissions;
  if (!guild || !member || needed == null) return true;
  const required = needed === '0' ? 8n : BigInt(needed);
  return (guildPermissions(guild, member) & required) === required;
}

const integrationTypes = ({ integration_types }: StoredCommand): number[] => integration_types ?? [0];
const isForUsers = (command: StoredCommand): boolean => integrationTypes(command).includes(1);

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-authorizing-integration-owners-object */
function ownersOf(state: State, { person, channel }: Scene, command: StoredCommand): Record<string, string> {
  const guild = guildOf(state, channel);
  const isInstalled = !guild || guild.members.has(world.application);
  return {
    ...(integrationTypes(command).includes(0) && isInstalled && { '0': guild?.id ?? '0' }),
    ...(isForUsers(command) && { '1': person }),
  };
}

function resolvedOptions(
  state: State,
  scene: Scene,
  options: readonly DeedOption[],
  isPartial: boolean,
): object | undefined {
  const values = leaves(options)
    .filter((option) => isResolvable(option.type))
    .map((option) => ({ type: option.type, id: String(option.value) }));
  if (values.length === 0) return undefined;
  return isPartial ? resolve(state, scene, values) : demandResolved(state, scene, values);
}

const resolvedTarget = (state: State, scene: Scene, id: string): object => ({
  messages: { [id]: seen(state, scene, id).message },
});

function seen(state: State, { person, channel }: Scene, id: string) {
  if (!visibleMessages(state, channel.id, person).some((message) => message.id === id))
    throw new DeedError('There is no such message.');
  return findMessage(state, channel.id, id, person);
}

function prepareComponent(state: State, scene: Scene, deed: Extract<Deed, { type: 'component' }>): Prepared {
  const source = seen(state, scene, deed.message);
  const found = walkComponents(source.message.components).find(({ node }) => node.custom_id === deed.customId)?.node;
  if (!found || found.disabled) throw new DeedError('There is nothing to press.');
  const values = found.type === 2 ? {} : chosen(state, scene, found, deed.values ?? []);
  const home = { '0': scene.channel.guild ?? '0' };
  const owners = source.message.interaction_metadata?.authorizing_integration_owners ?? home;
  const metadata = { authorizing_integration_owners: owners, interacted_message_id: source.message.id };
  const data = { custom_id: deed.customId, component_type: found.type, id: found.id, ...values };
  return {
    opening: { kind: kinds.component, source, metadata },
    payload: { authorizing_integration_owners: owners, message: source.message, data },
  };
}

function chosen(state: State, scene: Scene, select: Record<string, unknown>, values: string[]): object {
  checkValues(select, values);
  const type = optionTypeOf[Number(select.type)];
  if (!type) return { values };
  const wanted = values.map((id) => ({ type, id }));
  return { values, resolved: demandResolved(state, scene, wanted) };
}

function demandResolved(state: State, scene: Scene, values: { type: number; id: string }[]): object {
  const resolved = resolve(state, scene, values);
  if (!resolved) throw new DeedError('What was chosen is not there.');
  return resolved;
}

function prepareModal(interactions: Interactions, scene: Scene, deed: Extract<Deed, { type: 'modal' }>): Prepared {
  const opener = [...interactions.byToken.values()].find(({ id }) => id === deed.id);
  const { modal, source, metadata } = opener ?? {};
  if (!modal || modal.custom_id !== deed.customId || opener?.person !== scene.person)
    throw new DeedError('There is no such form open.');
  const { components, values } = filledForm(modal.components, deed.fields);
  const resolved = demandResolved(interactions.state, scene, values);
  const owners = metadata?.authorizing_integration_owners ?? {};
  const { command_type: _, name: __, ...triggering_interaction_metadata } = metadata as Record<string, unknown>;
  return {
    opening: {
      kind: kinds.modal,
      source,
      metadata: { authorizing_integration_owners: owners, triggering_interaction_metadata },
    },
    payload: {
      authorizing_integration_owners: owners,
      ...(source && { message: source.message }),
      data: { custom_id: deed.customId, components, ...(values.length > 0 && { resolved }) },
    },
  };
}
