import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type {
  APIApplicationCommandOptionChoice,
  APIMessage,
  APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import { refuse } from './errors.ts';
import { announce, dropOldest, type State, type StoredChannel, type StoredMessage } from './state.ts';
import { world } from './world.ts';

/** Kinds of interaction. https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-type */
export const kinds = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const;

/** What the bot made of an interaction, as the person sees it. */
export type Outcome =
  | { kind: 'message'; id: string; message: APIMessage }
  | { kind: 'choices'; id: string; choices: APIApplicationCommandOptionChoice[] }
  | { kind: 'modal'; id: string; modal: APIModalInteractionResponseCallbackData }
  /** Taken note of: a deferral, whose message comes later. */
  | { kind: 'answered'; id: string }
  /** "The application did not respond". */
  | { kind: 'failed'; id: string };

/** An interaction and what has become of it. */
export interface Interaction {
  id: string;
  token: string;
  kind: number;
  person: string;
  channel: StoredChannel;
  state: 'waiting' | 'answered' | 'dead';
  /** For a component, or a form that a component opened: the message that it is on. */
  source?: StoredMessage | undefined;
  /** What `@original` means. */
  original?: StoredMessage;
  /** What replies say of it. https://docs.discord.com/developers/resources/message#message-interaction-metadata-object */
  metadata: Record<string, unknown>;
  modal?: APIModalInteractionResponseCallbackData;
  expires: number;
  cancelDeadline: () => void;
}

/** Open interactions by token, and what becomes of them. */
export interface Interactions {
  state: State;
  byToken: Map<string, Interaction>;
  outcomes: EventEmitter<{ outcome: [Outcome, Interaction] }>;
}

const deadline = 3_000;
const lifetime = 15 * 60_000;
const keptInteractions = 10_000;

/** No interaction yet. */
export function createInteractions(state: State): Interactions {
  const outcomes = new EventEmitter<{ outcome: [Outcome, Interaction] }>().setMaxListeners(0);
  return { state, byToken: new Map(), outcomes };
}

/** What is to be known of an interaction before it is sent. */
export type Opening = Pick<Interaction, 'kind' | 'person' | 'channel' | 'source' | 'metadata'>;

/**
 * Sends an interaction to the bot and starts its three seconds; after them it is dead and has failed.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback
 */
export function openInteraction(interactions: Interactions, opening: Opening, payload: object): Interaction {
  const { state, byToken } = interactions;
  const id = state.snowflake();
  const token = randomBytes(48).toString('base64url');
  const cancelDeadline = state.clock.after(deadline, () => expire(interactions, token));
  const interaction: Interaction = {
    ...opening,
    id,
    token,
    state: 'waiting',
    expires: state.clock.now() + lifetime,
    cancelDeadline,
  };
  interaction.metadata = { id, type: opening.kind, user: state.users.get(opening.person), ...opening.metadata };
  byToken.set(token, interaction);
  dropOldest(byToken, keptInteractions);
  const guild = opening.channel.guild;
  const data = { ...payload, id, token, type: opening.kind, version: 1, application_id: world.application };
  announce(state, { event: 'INTERACTION_CREATE', data, ...(guild && { guild }) });
  return interaction;
}

function expire(interactions: Interactions, token: string): void {
  const interaction = interactions.byToken.get(token);
  if (interaction?.state !== 'waiting') return;
  interaction.state = 'dead';
  tell(interactions, interaction, { kind: 'failed', id: interaction.id });
}

/** Tells the person's side what has become of an interaction. */
export function tell(interactions: Interactions, interaction: Interaction, outcome: Outcome): void {
  interactions.outcomes.emit('outcome', outcome, interaction);
}

/** The interaction to be answered: throws 10062 for an unknown or dead one, 40060 for one that has its answer. */
export function toAnswerTo(interactions: Interactions, id: string, token: string): Interaction {
  const interaction = interactions.byToken.get(token);
  if (!interaction || interaction.id !== id || interaction.state === 'dead') throw refuse('unknownInteraction');
  if (interaction.state === 'answered') throw refuse('alreadyAcknowledged');
  return interaction;
}

/** The interaction behind a webhook's token: throws 10015 before its answer, 50027 after 15 minutes. */
export function toFollow(interactions: Interactions, token: string): Interaction {
  const interaction = interactions.byToken.get(token);
  if (interaction && interactions.state.clock.now() >= interaction.expires) throw refuse('invalidWebhookToken');
  if (interaction?.state !== 'answered') throw refuse('unknownWebhook');
  return interaction;
}
