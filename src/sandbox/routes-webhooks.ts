import { callBack, replyExtra } from './callbacks.ts';
import { refuse } from './errors.ts';
import { type Interaction, type Interactions, toFollow } from './interactions.ts';
import { checkedBody } from './message-body.ts';
import { createMessage, deleteMessage, editMessage, findMessage } from './messages.ts';
import { type Answer, type Call, done, ok, type Route } from './rest.ts';
import { messageFlags } from './rules.ts';
import type { StoredMessage } from './state.ts';
import { world } from './world.ts';

const schema = 'IncomingWebhookUpdateRequestPartialSchema';

/** Answers to interactions and what follows them. https://docs.discord.com/developers/interactions/receiving-and-responding#endpoints */
export function webhookRoutes(interactions: Interactions): Route[] {
  const open = { isPublic: true, isExempt: true };
  const base = '/webhooks/:application/:token';
  return [
    { ...open, at: 'POST /interactions/:interaction/:token/callback', handle: (call) => callBack(interactions, call) },
    { ...open, at: `POST ${base}`, handle: (call) => followUp(interactions, call) },
    { ...open, at: `GET ${base}/messages/:message`, handle: (call) => ok(target(interactions, call).message) },
    { ...open, at: `PATCH ${base}/messages/:message`, handle: (call) => edit(interactions, call) },
    { ...open, at: `DELETE ${base}/messages/:message`, handle: (call) => remove(interactions, call) },
  ];
}

function follow(interactions: Interactions, { params }: Call): Interaction {
  if (params.application !== world.application) throw refuse('unknownWebhook');
  return toFollow(interactions, params.token ?? '');
}

/** The message that a path names: `@original`, or one that answers this very interaction. */
function target(interactions: Interactions, call: Call): StoredMessage {
  const { channel, person, original } = follow(interactions, call);
  const { message: id = '' } = call.params;
  const wanted = id === '@original' ? original?.message.id : id;
  const stored = findMessage(interactions.state, channel.id, wanted ?? '', person);
  if (stored.message.author.id !== world.application) throw refuse('unknownMessage');
  return stored;
}

/** The first follow-up of a deferred answer becomes that answer, as in Discord's early days. */
async function followUp(interactions: Interactions, call: Call): Promise<Answer> {
  follow(interactions, call);
  const body = await checkedBody(schema, call.body);
  const interaction = follow(interactions, call);
  const { channel, person, original } = interaction;
  if (original && (original.message.flags ?? 0) & messageFlags.loading) {
    editMessage(interactions.state, original, body, call.uploads);
    return ok(original.message);
  }
  const only = (body.flags ?? 0) & messageFlags.ephemeral ? person : undefined;
  const extra = replyExtra(interaction, original);
  return ok(
    createMessage(interactions.state, { channel, author: world.application, body, uploads: call.uploads, only, extra })
      .message,
  );
}

async function edit(interactions: Interactions, call: Call): Promise<Answer> {
  target(interactions, call);
  const body = await checkedBody(schema, call.body);
  const stored = target(interactions, call);
  editMessage(interactions.state, stored, body, call.uploads);
  return ok(stored.message);
}

function remove(interactions: Interactions, call: Call): Answer {
  deleteMessage(interactions.state, target(interactions, call));
  return done;
}
