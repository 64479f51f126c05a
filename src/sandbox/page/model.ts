import type { APIMessage } from 'discord-api-types/v10';
import type { PageEvent, Person, State } from '../protocol.ts';
import { NO_RESPONSE, type View } from './view.ts';

/** The state after an event; whatever the event does not touch keeps its identity, which is how views know what to redraw. */
export function apply(state: State, event: PageEvent): State {
  switch (event.type) {
    case 'message':
      return withMessages(state, event.channel, (messages) => put(messages, event.message));
    case 'message-deleted':
      return withMessages(state, event.channel, (messages) => messages.filter(({ id }) => id !== event.message));
    case 'commands':
      return { ...state, commands: event.commands };
    case 'bot':
      return { ...state, bot: event.bot };
    default:
      return state;
  }
}

function withMessages(state: State, channel: string, change: (messages: APIMessage[]) => APIMessage[]): State {
  return { ...state, messages: { ...state.messages, [channel]: change(state.messages[channel] ?? []) } };
}

function put(messages: APIMessage[], message: APIMessage): APIMessage[] {
  const at = messages.findIndex(({ id }) => id === message.id);
  return at < 0 ? [...messages, message] : messages.with(at, message);
}

/** The private note in place of an answer that did not come; it is this page's own and gone after a reload. */
export function failureNote(state: State, command: string, person: Person, view: View): APIMessage {
  const id = crypto.randomUUID();
  const name = state.commands.find((one) => one.id === command)?.name ?? '';
  const user = { id: person.id, username: person.username, global_name: person.name, discriminator: '0', avatar: null };
  const author = { ...user, id: state.bot?.id ?? '0', username: state.bot?.name ?? '', global_name: null, bot: true };
  return {
    ...EMPTY_MESSAGE,
    id,
    author,
    timestamp: new Date().toISOString(),
    content: `⚠ ${view.say(NO_RESPONSE)}`,
    interaction: { id, type: 2, name, user },
  };
}

const EMPTY_MESSAGE = {
  channel_id: '0',
  flags: 1 << 6,
  type: 20,
  edited_timestamp: null,
  tts: false,
  mention_everyone: false,
  mentions: [],
  mention_roles: [],
  attachments: [],
  embeds: [],
  pinned: false,
};
