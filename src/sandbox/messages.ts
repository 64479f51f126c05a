import type { APIMessage, MessageFlags, MessageType } from 'discord-api-types/v10';
import { mergeAttachments, placePictures, type Upload } from './attachments.ts';
import { refuse } from './errors.ts';
import { mentionsOf } from './mentions.ts';
import { demandContent, type MessageBody, messageFlags, walkComponents } from './rules.ts';
import { announce, type Change, type State, type StoredChannel, type StoredMessage } from './state.ts';

/** What a new message is made of besides its body. */
export interface Draft {
  channel: StoredChannel;
  author: string;
  body: MessageBody & { nonce?: string | number | null };
  uploads?: readonly Upload[];
  /** The one person who sees it, when it is ephemeral. */
  only?: string | undefined;
  /** What an answer to an interaction carries on top. */
  extra?: Partial<APIMessage>;
}

const keptMessages = 5_000;
const ownFlags = messageFlags.suppressEmbeds | messageFlags.suppressNotifications;
const timestamp = (state: State): string => new Date(state.clock.now()).toISOString().replace('Z', '000+00:00');

/** Puts a message into a channel and announces it; throws 50006 for an empty one unless it is a deferral. */
export function createMessage(state: State, draft: Draft): StoredMessage {
  const stored: StoredMessage = { message: blank(state, draft), ...(draft.only && { only: draft.only }) };
  const { message } = stored;
  message.flags = flagsOf(draft);
  if (!(message.flags & messageFlags.loading)) {
    demandContent(draft.body, draft.uploads?.length ?? 0);
    fill(state, draft.channel, message, draft.body, draft.uploads ?? []);
  }
  keep(state, draft.channel.id, stored);
  announce(state, changeOf('MESSAGE_CREATE', draft.channel, stored));
  return stored;
}

function keep(state: State, channel: string, stored: StoredMessage): void {
  const list = state.messages.get(channel) ?? [];
  list.push(stored);
  if (list.length > keptMessages) list.shift();
  state.messages.set(channel, list);
}

function flagsOf({ body, only, extra }: Draft): MessageFlags {
  return ((body.flags ?? 0) & ownFlags) | (only ? messageFlags.ephemeral : 0) | (extra?.flags ?? 0);
}

function blank(state: State, { channel, author, body, extra }: Draft): APIMessage {
  return {
    id: state.snowflake(),
    channel_id: channel.id,
    author: state.users.get(author)!,
    timestamp: timestamp(state),
    edited_timestamp: null,
    tts: false,
    pinned: false,
    type: 0 as MessageType,
    content: '',
    ...{ mentions: [], mention_roles: [], mention_everyone: false },
    ...{ embeds: [], attachments: [], components: [] },
    ...(body.nonce != null && { nonce: body.nonce }),
    ...extra,
  };
}

/** Writes what a body gives into a message; what it does not name stays, and null empties. */
function fill(
  state: State,
  channel: StoredChannel,
  message: APIMessage,
  body: MessageBody,
  uploads: readonly Upload[],
): void {
  if (body.content !== undefined) {
    message.content = body.content ?? '';
    Object.assign(message, mentionsOf(state, channel, message.author.id, message.content, body.allowed_mentions));
  }
  if (body.components !== undefined) message.components = numbered(structuredClone(body.components ?? []));
  const attachments = mergeAttachments(state, message.attachments, body.attachments, uploads);
  Object.assign(message, placePictures(body.embeds === undefined ? message.embeds : (body.embeds ?? []), attachments));
}

/** Components without an id get one by their place. https://docs.discord.com/developers/components/reference#anatomy-of-a-component */
function numbered<Components>(components: Components): Components {
  for (const [index, { node }] of walkComponents(components).entries()) node.id ??= index + 1;
  return components;
}

/**
 * Changes a message by what the body names and announces it; a deferral is over with that.
 * Of the flags only the suppression of embeds can change, never who sees it.
 * https://docs.discord.com/developers/resources/message#edit-message
 */
export function editMessage(
  state: State,
  stored: StoredMessage,
  body: MessageBody,
  uploads: readonly Upload[] = [],
): void {
  const channel = state.channels.get(stored.message.channel_id);
  if (!channel) throw refuse('unknownChannel');
  const edited = { ...stored.message };
  fill(state, channel, edited, body, uploads);
  demandContent(edited, edited.attachments.length);
  const before = stored.message.flags ?? 0;
  const changed =
    body.flags == null ? before : (before & ~messageFlags.suppressEmbeds) | (body.flags & messageFlags.suppressEmbeds);
  edited.flags = changed & ~messageFlags.loading;
  if (!(before & messageFlags.loading)) edited.edited_timestamp = timestamp(state);
  stored.message = edited;
  announce(state, changeOf('MESSAGE_UPDATE', channel, stored));
}

/** Takes a message away and announces it. */
export function deleteMessage(state: State, stored: StoredMessage): void {
  const { id, channel_id } = stored.message;
  const channel = state.channels.get(channel_id);
  const rest = state.messages.get(channel_id)?.filter((other) => other !== stored) ?? [];
  state.messages.set(channel_id, rest);
  if (!channel) return;
  const data = { id, channel_id, ...guildIdOf(channel) };
  announce(state, { ...changeOf('MESSAGE_DELETE', channel, stored), data });
}

const guildIdOf = (channel: StoredChannel): { guild_id?: string } => (channel.guild ? { guild_id: channel.guild } : {});

function changeOf(event: string, channel: StoredChannel, { message, only }: StoredMessage): Change {
  return {
    event,
    data: { ...message, ...guildIdOf(channel) },
    channel: channel.id,
    ...(channel.guild && { guild: channel.guild }),
    ...(only && { only }),
  };
}

/** A message by its id; throws 10008 when there is none, or when it is a note to somebody else. */
export function findMessage(state: State, channel: string, id: string, person?: string): StoredMessage {
  const found = state.messages.get(channel)?.find(({ message }) => message.id === id);
  if (!found || (found.only && found.only !== person)) throw refuse('unknownMessage');
  return found;
}

/** What one person sees of a channel, oldest first. */
export function visibleMessages(state: State, channel: string, person: string): APIMessage[] {
  const list = state.messages.get(channel) ?? [];
  return list.filter(({ only }) => !only || only === person).map(({ message }) => message);
}
