import { PermissionFlagsBits as Flags } from 'discord-api-types/v10';
import { refuse } from './errors.ts';
import { checkedBody } from './message-body.ts';
import { createMessage, deleteMessage, editMessage, findMessage } from './messages.ts';
import { demand } from './permissions.ts';
import { type Answer, type Call, done, ok, type Route } from './rest.ts';
import type { MessageBody } from './rules.ts';
import type { State, StoredChannel, StoredMessage } from './state.ts';
import { world } from './world.ts';

const nonceLife = 5 * 60_000;

/** Messages in channels. https://docs.discord.com/developers/resources/message */
export function messageRoutes(state: State): Route[] {
  const base = '/channels/:channel/messages';
  return [
    { at: `GET ${base}`, handle: (call) => listMessages(state, call) },
    { at: `POST ${base}`, handle: (call) => post(state, call) },
    { at: `GET ${base}/:message`, handle: (call) => ok(readable(state, call).message) },
    { at: `PATCH ${base}/:message`, handle: (call) => edit(state, call) },
    { at: `DELETE ${base}/:message`, handle: (call) => remove(state, call) },
  ];
}

/** The channel of a call's path; throws 10003 when there is none. */
export function channelOf(state: State, { params }: Call): StoredChannel {
  const channel = state.channels.get(params.channel ?? '');
  if (!channel) throw refuse('unknownChannel');
  return channel;
}

function readable(state: State, call: Call): StoredMessage {
  const channel = channelOf(state, call);
  demand(state, channel, world.application, Flags.ReadMessageHistory);
  return findMessage(state, channel.id, call.params.message ?? '');
}

/** https://docs.discord.com/developers/resources/message#get-channel-messages: newest first, 1–100 of them, 50 unless told. */
function listMessages(state: State, call: Call): Answer {
  const channel = channelOf(state, call);
  demand(state, channel, world.application);
  const all = (state.messages.get(channel.id) ?? []).filter(({ only }) => !only).map(({ message }) => message);
  const limit = Math.min(100, Math.max(1, Number(call.query.get('limit') ?? 50) || 50));
  const bound = (name: string, ifNone: bigint) =>
    /^\d+$/.test(call.query.get(name) ?? '') ? BigInt(call.query.get(name)!) : ifNone;
  const [after, before] = [bound('after', -1n), bound('before', 1n << 64n)];
  const within = all.filter(({ id }) => BigInt(id) > after && BigInt(id) < before);
  const chosen = call.query.has('after') ? within.slice(0, limit) : within.slice(-limit);
  return ok(chosen.reverse());
}

type NewMessage = MessageBody & { nonce?: string | number; enforce_nonce?: boolean };

async function post(state: State, call: Call): Promise<Answer> {
  const channel = channelOf(state, call);
  const body = await checkedBody<NewMessage>('MessageCreateRequestSchema', call.body);
  demandPosting(state, channel, body, call.uploads.length);
  const earlier = body.enforce_nonce ? sentWith(state, channel, body.nonce) : undefined;
  if (earlier) return ok(earlier.message);
  return ok(createMessage(state, { channel, author: world.application, body, uploads: call.uploads }).message);
}

/** Discord refuses embeds and files without their permission. https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags */
function demandPosting(state: State, channel: StoredChannel, body: MessageBody, files: number): void {
  if (channel.closed) throw refuse('closedDirect');
  demand(state, channel, world.application, channel.type === 11 ? Flags.SendMessagesInThreads : Flags.SendMessages);
  if (body.embeds?.length) demand(state, channel, world.application, Flags.EmbedLinks);
  if (files > 0) demand(state, channel, world.application, Flags.AttachFiles);
}

/** "If another message was created by the same author with the same nonce, that message will be returned"; for a few minutes. */
function sentWith(state: State, channel: StoredChannel, nonce: string | number | undefined): StoredMessage | undefined {
  const since = state.clock.now() - nonceLife;
  return state.messages.get(channel.id)?.find(({ message }) => {
    const isOwn = message.author.id === world.application && nonce !== undefined && message.nonce === nonce;
    return isOwn && Date.parse(message.timestamp) >= since;
  });
}

async function edit(state: State, call: Call): Promise<Answer> {
  const channel = channelOf(state, call);
  demand(state, channel, world.application);
  const stored = findMessage(state, channel.id, call.params.message ?? '');
  const body = await checkedBody('MessageEditRequestPartialSchema', call.body);
  if (stored.message.author.id !== world.application) throw refuse('othersMessage');
  editMessage(state, stored, body, call.uploads);
  return ok(stored.message);
}

function remove(state: State, call: Call): Answer {
  const channel = channelOf(state, call);
  demand(state, channel, world.application);
  const stored = findMessage(state, channel.id, call.params.message ?? '');
  const isOwn = stored.message.author.id === world.application;
  if (!isOwn && channel.type === 1) throw refuse('notOnDirect');
  if (!isOwn) demand(state, channel, world.application, Flags.ManageMessages);
  deleteMessage(state, stored);
  return done;
}
