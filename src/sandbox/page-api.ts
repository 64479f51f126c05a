import type { IncomingMessage, ServerResponse } from 'node:http';
import type { APIMessage } from 'discord-api-types/v10';
import type { Actions } from './actions.ts';
import { attachmentPath } from './attachments.ts';
import { readBody } from './body.ts';
import { isAvailable } from './deeds.ts';
import { DiscordError } from './errors.ts';
import type { Gateway } from './gateway.ts';
import type { Interaction, Interactions, Outcome } from './interactions.ts';
import { visibleMessages } from './messages.ts';
import { DeedError } from './options.ts';
import { canView } from './permissions.ts';
import type { Deed, PageEvent, State as PageState } from './protocol.ts';
import type { Change, State, StoredFile } from './state.ts';
import { people, world } from './world.ts';

interface PageApi {
  interactions: Interactions;
  gateway: Gateway;
  actions: Actions;
}

type Handler = (
  api: PageApi,
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
) => void | Promise<void>;

const handlers: Record<string, Handler> = {
  'GET /sandbox/state': (api, _request, response, query) =>
    sendJson(response, 200, stateFor(api, query.get('person') ?? '')),
  'GET /sandbox/events': (api, request, response, query) =>
    streamEvents(api, request, response, query.get('person') ?? ''),
  'POST /sandbox/interactions': (api, request, response) =>
    act(request, response, 202, (body) => ({ id: api.actions.begin(body as Deed) })),
  'POST /sandbox/messages': (api, request, response) =>
    act(request, response, 200, (body) => {
      const { person, channel, content } = body as { person: string; channel: string; content: string };
      return api.actions.say(String(person), String(channel), String(content).slice(0, 2_000));
    }),
  'POST /sandbox/files': (api, request, response) =>
    act(request, response, 200, (body) => {
      const { filename, contentType, content } = body as Record<string, unknown>;
      const bytes = new Uint8Array(Buffer.from(String(content), 'base64'));
      return {
        id: api.actions.upload({ filename: String(filename), contentType: String(contentType), content: bytes }),
      };
    }),
};

/** Answers the page under `/sandbox/`, as `protocol.ts` says, and serves attachments. */
export function createPageApi(api: PageApi): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://sandbox');
    const handler = handlers[`${request.method} ${url.pathname}`];
    if (handler) return handler(api, request, response, url.searchParams);
    if (url.pathname.startsWith(attachmentPath)) return sendFile(api.interactions.state, response, url.pathname);
    sendJson(response, 404, { message: 'There is nothing here.' });
  };
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
    .end(JSON.stringify(body));
}

/** A request of the page; another site's page cannot send JSON here without being asked first, which fails. */
async function act(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  task: (body: unknown) => unknown,
): Promise<void> {
  try {
    if (!request.headers['content-type']?.startsWith('application/json')) throw new DeedError('Only JSON is taken.');
    const { body } = await readBody(request);
    sendJson(response, status, task(body ?? {}));
  } catch (error) {
    if (!(error instanceof DeedError || error instanceof DiscordError || error instanceof TypeError)) throw error;
    sendJson(response, 400, { message: error.message });
  }
}

/** Pictures and texts may be shown, anything else is only to be saved: a file of a guest never runs as a page. */
function sendFile(state: State, response: ServerResponse, path: string): void {
  const file = state.files.get(path.slice(attachmentPath.length).split('/')[0] ?? '');
  if (file) sendStored(response, file);
  else sendJson(response, 404, { message: 'There is no such file.' });
}

function sendStored(response: ServerResponse, file: StoredFile): void {
  const type = file.attachment.content_type ?? '';
  const isPicture = /^image\/(png|jpeg|gif|webp|avif)$/.test(type);
  const headers = {
    'Content-Type': isPicture ? type : 'application/octet-stream',
    'Content-Length': file.bytes.byteLength,
  };
  const safety = { 'X-Content-Type-Options': 'nosniff', ...(!isPicture && { 'Content-Disposition': 'attachment' }) };
  response.writeHead(200, { ...headers, ...safety }).end(file.bytes);
}

function stateFor(api: PageApi, person: string): PageState {
  const { state } = api.interactions;
  const channels = [...state.channels.values()].filter((channel) => canView(state, channel, person));
  const messages = channels.map(({ id }): [string, APIMessage[]] => [
    id,
    visibleMessages(state, id, person).slice(-100),
  ]);
  return {
    server: { id: world.guild, name: state.guilds.get(world.guild)?.name ?? '' },
    bot: botOf(api),
    people: [...people],
    channels: channels.map(({ id, name, type }) => ({ id, name, kind: type === 1 ? 'direct' : 'text' })),
    roles: rolesOf(state),
    commands: commandsFor(state, person),
    messages: Object.fromEntries(messages),
  };
}

const rolesOf = (state: State): PageState['roles'] =>
  [...(state.guilds.get(world.guild)?.roles.values() ?? [])]
    .filter(({ id }) => id !== world.guild)
    .map(({ id, name }) => ({ id, name }));

function botOf({ gateway, interactions }: PageApi): PageState['bot'] {
  if (gateway.counts.identified === 0) return null;
  const { id, global_name, username } = interactions.state.users.get(world.application)!;
  return { id, name: global_name ?? username, ready: gateway.isReady() };
}

/** The commands that a person is offered in at least one channel. */
function commandsFor(state: State, person: string): PageState['commands'] {
  const channels = [...state.channels.values()].filter((channel) => canView(state, channel, person));
  return [...state.commands.values()].filter((command) =>
    channels.some((channel) => isAvailable(state, { person, channel }, command)),
  );
}

function streamEvents(api: PageApi, request: IncomingMessage, response: ServerResponse, person: string): void {
  const { state, outcomes } = api.interactions;
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.write(': hello\n\n');
  const send = (event: PageEvent | undefined) => event && response.write(`data: ${JSON.stringify(event)}\n\n`);
  const hearChange = (change: Change) => send(eventOf(api, change, person));
  const hearOutcome = (outcome: Outcome, interaction: Interaction) =>
    interaction.person === person && send(outcomeEvent(outcome));
  state.changes.on('change', hearChange);
  outcomes.on('outcome', hearOutcome);
  request.on('close', () => {
    state.changes.off('change', hearChange);
    outcomes.off('outcome', hearOutcome);
  });
}

function outcomeEvent(outcome: Outcome): PageEvent {
  if (outcome.kind === 'message') return { type: 'answered', id: outcome.id };
  const { kind, ...rest } = outcome;
  return { type: kind, ...rest } as PageEvent;
}

/** What a change is to a person: nothing when it is a private note to somebody else, or in a channel not seen. */
function eventOf(api: PageApi, { event, data, channel, only }: Change, person: string): PageEvent | undefined {
  const { state } = api.interactions;
  if (event === 'BOT') return { type: 'bot', bot: botOf(api) };
  if (event === 'COMMANDS') return { type: 'commands', commands: commandsFor(state, person) };
  const place = state.channels.get(channel ?? '');
  if (!event.startsWith('MESSAGE_') || !place || (only && only !== person) || !canView(state, place, person))
    return undefined;
  const message = data as APIMessage;
  if (event === 'MESSAGE_DELETE') return { type: 'message-deleted', channel: place.id, message: message.id };
  return { type: 'message', channel: place.id, message };
}
