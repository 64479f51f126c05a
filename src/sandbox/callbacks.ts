import type { APIMessage, MessageType } from 'discord-api-types/v10';
import type { Upload } from './attachments.ts';
import { invalidForm, problem } from './errors.ts';
import { type Interaction, type Interactions, kinds, tell, toAnswerTo } from './interactions.ts';
import { withTextIds } from './message-body.ts';
import { createMessage, editMessage } from './messages.ts';
import { type Answer, type Call, done, ok } from './rest.ts';
import { checkChoices, checkMessage, checkModal, type MessageBody, messageFlags } from './rules.ts';
import { checkSchema } from './spec.ts';
import type { StoredMessage } from './state.ts';
import { world } from './world.ts';

interface Callback {
  type: number;
  // biome-ignore lint/suspicious/noExplicitAny: checked against the schema of its type before use.
  data?: any;
}

type Answerer = (
  interactions: Interactions,
  interaction: Interaction,
  data: Callback['data'],
  uploads: readonly Upload[],
) => StoredMessage | undefined;

interface CallbackType {
  schema: string;
  /** Kinds of interaction that it can answer. */
  answers: readonly number[];
  check?(data: NonNullable<Callback['data']>): void;
  answer: Answerer;
}

const replyTypes: Record<string, number> = { 1: 20, 2: 23, 3: 23 };

/** What a message that answers an interaction carries besides its body. */
export function replyExtra(interaction: Interaction, refersTo: StoredMessage | undefined): Partial<APIMessage> {
  const { metadata, kind, channel } = interaction;
  const { command_type, name, ...shown } = metadata as { command_type?: number; name?: string };
  const old = kind === command && { interaction: { id: interaction.id, type: kind, name, user: metadata.user } };
  const reference = refersTo && {
    message_reference: {
      type: 0,
      message_id: refersTo.message.id,
      channel_id: channel.id,
      ...(channel.guild && { guild_id: channel.guild }),
    },
  };
  return {
    application_id: world.application,
    webhook_id: world.application,
    type: (refersTo ? 19 : (replyTypes[command_type ?? 0] ?? 0)) as MessageType,
    interaction_metadata: shown,
    ...old,
    ...reference,
  } as unknown as Partial<APIMessage>;
}

const reply: Answerer = (interactions, interaction, body: MessageBody, uploads) => {
  const stored = send(interactions, interaction, body, uploads);
  tell(interactions, interaction, { kind: 'message', id: interaction.id, message: stored.message });
  return stored;
};

function send(
  interactions: Interactions,
  interaction: Interaction,
  body: MessageBody,
  uploads: readonly Upload[],
  extra: Partial<APIMessage> = {},
): StoredMessage {
  const { channel, person, source } = interaction;
  const only = (body.flags ?? 0) & messageFlags.ephemeral ? person : undefined;
  const draft = { channel, author: world.application, body, uploads, only };
  return createMessage(interactions.state, { ...draft, extra: { ...replyExtra(interaction, source), ...extra } });
}

/** Of a deferral's data only EPHEMERAL counts. */
const defer: Answerer = (interactions, interaction, { flags }: MessageBody) => {
  const body = { flags: (flags ?? 0) & messageFlags.ephemeral };
  const stored = send(interactions, interaction, body, [], { flags: messageFlags.loading });
  tell(interactions, interaction, { kind: 'answered', id: interaction.id });
  return stored;
};

const deferUpdate: Answerer = (interactions, interaction) => {
  tell(interactions, interaction, { kind: 'answered', id: interaction.id });
  return interaction.source;
};

const updateSource: Answerer = (interactions, interaction, body: MessageBody, uploads) => {
  const { source, id } = interaction;
  if (!source) return undefined;
  editMessage(interactions.state, source, body, uploads);
  tell(interactions, interaction, { kind: 'message', id, message: source.message });
  return source;
};

const suggest: Answerer = (interactions, interaction, { choices = [] }) => {
  tell(interactions, interaction, { kind: 'choices', id: interaction.id, choices });
  return undefined;
};

const openModal: Answerer = (interactions, interaction, modal) => {
  interaction.modal = modal;
  tell(interactions, interaction, { kind: 'modal', id: interaction.id, modal });
  return undefined;
};

const { command, component, modal, autocomplete } = kinds;
const inData = (body: MessageBody) => checkMessage(body, ['data']);
const create = 'CreateMessageInteractionCallbackRequestSchema';
const update = 'UpdateMessageInteractionCallbackRequestSchema';

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type */
const types: Record<number, CallbackType> = {
  4: { schema: create, answers: [command, component, modal], check: inData, answer: reply },
  5: { schema: create, answers: [command, component, modal], answer: defer },
  6: { schema: update, answers: [component, modal], answer: deferUpdate },
  7: { schema: update, answers: [component, modal], check: inData, answer: updateSource },
  8: {
    schema: 'ApplicationCommandAutocompleteCallbackRequestSchema',
    answers: [autocomplete],
    check: (data) => checkChoices(data.choices ?? []),
    answer: suggest,
  },
  9: {
    schema: 'ModalInteractionCallbackRequestSchema',
    answers: [command, component],
    check: checkModal,
    answer: openModal,
  },
};

/**
 * Answers an interaction, once and within its three seconds; 204, or 200 with what was made when it is asked for.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#create-interaction-response
 */
export async function callBack(interactions: Interactions, { params, query, body, uploads }: Call): Promise<Answer> {
  const { interaction: id = '', token = '' } = params;
  toAnswerTo(interactions, id, token);
  const { type, data } = normalised(body);
  const found = await checked(type, data);
  const interaction = toAnswerTo(interactions, id, token);
  if (!canAnswer(found, type, interaction)) throw wrongType('This type cannot answer this interaction.');
  const message = found.answer(interactions, interaction, data ?? {}, uploads);
  interaction.state = 'answered';
  interaction.cancelDeadline();
  if (message) interaction.original = message;
  return query.get('with_response') === 'true' ? ok(callbackView(interaction, type, message)) : done;
}

const wrongType = (message: string) => invalidForm([problem(['type'], 'BASE_TYPE_CHOICES', message)]);

async function checked(type: number, data: Callback['data']): Promise<CallbackType> {
  const found = types[type];
  if (!found) throw wrongType(`Value must be one of {${Object.keys(types).join(', ')}}.`);
  await checkSchema(found.schema, { type, data });
  found.check?.(data ?? {});
  return found;
}

function normalised(body: unknown): Callback {
  const { type, data } = (body ?? {}) as Partial<Callback>;
  return { type: Number(type), data: withTextIds(data) };
}

function canAnswer({ answers }: CallbackType, type: number, { kind, source }: Interaction): boolean {
  if (kind === modal && !source && (type === 6 || type === 7)) return false;
  return answers.includes(kind);
}

function callbackView({ id, kind }: Interaction, type: number, stored: StoredMessage | undefined): object {
  const flags = stored?.message.flags ?? 0;
  const made = stored && {
    response_message_id: stored.message.id,
    response_message_loading: Boolean(flags & messageFlags.loading),
    response_message_ephemeral: Boolean(flags & messageFlags.ephemeral),
  };
  return { interaction: { id, type: kind, ...made }, resource: { type, ...(stored && { message: stored.message }) } };
}
