import type { APIMessage } from 'discord-api-types/v10';
import { storeFile, type Upload } from './attachments.ts';
import { perform, sceneOf } from './deeds.ts';
import type { Interaction, Interactions, Outcome } from './interactions.ts';
import { createMessage, visibleMessages } from './messages.ts';
import type { Deed } from './protocol.ts';
import { messageFlags } from './rules.ts';

/** What people do in the sandbox, for the page and for tests alike. */
export interface Actions {
  /** Sends a deed off and gives the id that its outcome will carry; throws a DeedError for what a person cannot do. */
  begin(deed: Deed): string;
  /** The same, and waits for the outcome; for a deferred reply until its message is there. */
  act(deed: Deed): Promise<Outcome>;
  /** Writes a message into a channel as a person. */
  say(person: string, channel: string, content: string): APIMessage;
  /** Gives a file to a person's hands: its id is the value of an attachment option. */
  upload(file: Pick<Upload, 'filename' | 'contentType'> & { content: string | Uint8Array<ArrayBuffer> }): string;
  /** What a person sees of a channel, oldest first, private notes included. */
  messages(channel: string, person: string): APIMessage[];
  /** The first message in a channel that a person sees and that fits, now or later; rejects after `timeout` milliseconds. */
  waitForMessage(
    channel: string,
    person: string,
    fits?: (message: APIMessage) => boolean,
    timeout?: number,
  ): Promise<APIMessage>;
}

/** The actions on a sandbox's interactions. */
export function createActions(interactions: Interactions): Actions {
  const { state } = interactions;
  const messages: Actions['messages'] = (channel, person) => visibleMessages(state, channel, person);
  return {
    messages,
    begin: (deed) => perform(interactions, deed).id,
    act: (deed) => follow(interactions, deed),
    say(person, channel, content) {
      const scene = sceneOf(state, { person, channel });
      return createMessage(state, { channel: scene.channel, author: person, body: { content } }).message;
    },
    upload({ filename, contentType, content }) {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      return storeFile(state, { filename, contentType, bytes }).id;
    },
    waitForMessage: (channel, person, fits = () => true, timeout = 5_000) =>
      until(interactions, () => messages(channel, person).find(fits), timeout),
  };
}

/** The first value that `look` finds, now or after any change; rejects after `timeout` milliseconds of the machine's time. */
function until<Value>({ state }: Interactions, look: () => Value | undefined, timeout: number): Promise<Value> {
  const { promise, resolve, reject } = Promise.withResolvers<Value>();
  const check = () => {
    const found = look();
    if (found !== undefined) resolve(found);
  };
  const timer = setTimeout(() => reject(new Error(`Nothing of the kind came within ${timeout} ms.`)), timeout);
  state.changes.on('change', check);
  check();
  return promise.finally(() => {
    clearTimeout(timer);
    state.changes.off('change', check);
  });
}

async function follow(interactions: Interactions, deed: Deed): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<[Outcome, Interaction]>();
  let id: string | undefined;
  const hear = (outcome: Outcome, interaction: Interaction) => {
    if (outcome.id === id) resolve([outcome, interaction]);
  };
  interactions.outcomes.on('outcome', hear);
  try {
    id = perform(interactions, deed).id;
    const [outcome, interaction] = await promise;
    return outcome.kind === 'answered' ? await afterDeferral(interactions, outcome, interaction) : outcome;
  } finally {
    interactions.outcomes.off('outcome', hear);
  }
}

const mostPatience = 15 * 60_000;

/** A deferred reply is over when its message stops loading or is gone; a deferred update is over at once. */
async function afterDeferral(interactions: Interactions, outcome: Outcome, interaction: Interaction): Promise<Outcome> {
  const isLoading = () => Boolean((interaction.original?.message.flags ?? 0) & messageFlags.loading);
  await Promise.resolve();
  if (!isLoading()) return outcome;
  const { channel, person } = interaction;
  const id = interaction.original!.message.id;
  const look = () => {
    const message = visibleMessages(interactions.state, channel.id, person).find((one) => one.id === id);
    if (!message) return outcome;
    return isLoading() ? undefined : ({ kind: 'message', id: outcome.id, message } as const);
  };
  return until(interactions, look, mostPatience);
}
