import { PermissionFlagsBits as Flags } from 'discord-api-types/v10';
import { refuse } from './errors.ts';
import type { Gateway } from './gateway.ts';
import { findMessage } from './messages.ts';
import { demand } from './permissions.ts';
import { type Answer, type Call, ok, type Route } from './rest.ts';
import { channelOf } from './routes-messages.ts';
import { messageFlags } from './rules.ts';
import { checkSchema } from './spec.ts';
import { announce, type Guild, type State, type StoredChannel } from './state.ts';
import { applicationView, channelView, guildView, memberView } from './views.ts';
import { world } from './world.ts';

/** The application, its gateway, users, guilds, channels and threads: what a bot reads, and the little that it makes. */
export function serverRoutes(state: State, gateway: Gateway): Route[] {
  const address = () => `${state.origin.replace(/^http/, 'ws')}/gateway`;
  const application = () => ok(applicationView(state, world.application));
  return [
    { at: 'GET /gateway', isPublic: true, handle: () => ok({ url: address() }) },
    {
      at: 'GET /gateway/bot',
      handle: () => ok({ url: address(), shards: 1, session_start_limit: gateway.startLimit() }),
    },
    { at: 'GET /applications/@me', handle: application },
    { at: 'GET /oauth2/applications/@me', handle: application },
    { at: 'GET /users/@me', handle: () => ok(state.users.get(world.application)) },
    { at: 'GET /users/:user', handle: ({ params }) => ok(userOf(state, params.user)) },
    { at: 'POST /users/@me/channels', handle: (call) => openDirect(state, call) },
    ...guildRoutes(state),
    ...channelRoutes(state),
  ];
}

function channelRoutes(state: State): Route[] {
  return [
    { at: 'GET /channels/:channel', handle: (call) => ok(channelView(state, visible(state, call))) },
    { at: 'POST /channels/:channel/messages/:message/threads', handle: (call) => openThread(state, call) },
  ];
}

function guildRoutes(state: State): Route[] {
  const on = (path: string, view: (guild: Guild, call: Call) => unknown): Route => ({
    at: `GET /guilds/:guild${path}`,
    handle: (call) => ok(view(guildOfCall(state, call), call)),
  });
  return [
    on('', (guild) => guildView(guild)),
    on('/roles', ({ roles }) => [...roles.values()]),
    on('/channels', ({ id }) =>
      [...state.channels.values()]
        .filter(({ guild, type }) => guild === id && type === 0)
        .map((channel) => channelView(state, channel)),
    ),
    on('/members/:user', ({ members }, { params }) => {
      const member = members.get(params.user === '@me' ? world.application : (params.user ?? ''));
      if (!member) throw refuse('unknownMember');
      return memberView(state, member);
    }),
  ];
}

function userOf(state: State, id: string | undefined): object {
  const user = state.users.get(id ?? '');
  if (!user) throw refuse('unknownUser');
  return user;
}

function guildOfCall(state: State, { params }: Call): Guild {
  const guild = state.guilds.get(params.guild ?? '');
  if (!guild?.members.has(world.application)) throw refuse('unknownGuild');
  return guild;
}

function visible(state: State, call: Call): StoredChannel {
  const channel = channelOf(state, call);
  demand(state, channel, world.application);
  return channel;
}

async function openDirect(state: State, { body }: Call): Promise<Answer> {
  await checkSchema('CreatePrivateChannelRequestSchema', body);
  const direct = [...state.channels.values()].find(({ type, owner }) => type === 1 && owner === body.recipient_id);
  if (!direct) throw refuse('unknownUser');
  return ok(channelView(state, direct));
}

/** https://docs.discord.com/developers/resources/channel#start-thread-from-message: a message's thread has the message's id. */
async function openThread(state: State, call: Call): Promise<Answer> {
  const parent = channelOf(state, call);
  if (parent.type !== 0) throw refuse('notOnDirect');
  demand(state, parent, world.application, Flags.CreatePublicThreads);
  await checkSchema('CreateTextThreadWithMessageRequestSchema', call.body);
  const { message } = findMessage(state, parent.id, call.params.message ?? '');
  const { id } = message;
  if (state.channels.has(id)) throw refuse('threadExists');
  const thread: StoredChannel = {
    id,
    type: 11,
    name: call.body.name,
    guild: parent.guild!,
    parent: parent.id,
    owner: world.application,
    overwrites: [],
  };
  state.channels.set(id, thread);
  message.flags = (message.flags ?? 0) | messageFlags.hasThread;
  announce(state, { event: 'THREAD_CREATE', data: channelView(state, thread), guild: parent.guild!, channel: id });
  return { status: 201, body: channelView(state, thread) };
}
