import type { RawFile, REST } from 'discord.js';
import { type APIInteraction, InteractionResponseType, Routes } from 'discord-api-types/v10';
import type { Bot } from '../bot/bot.ts';
import type { Call } from '../bot/call.ts';
import { isReply } from '../bot/command.ts';
import { Choices, Message, Modal } from '../limits.ts';
import type { Logger } from '../log.ts';
import type { Answer } from '../reply/reply.ts';
import { callbackOf, callOf, deferralOf, messageOf } from './interaction.ts';

/** Answered too late, or by another process: the person has seen an error already, and nothing more can be sent. */
const TOO_LATE = new Set<unknown>([10062, 40060, 50027]);

const schemas = {
  [InteractionResponseType.ChannelMessageWithSource]: Message,
  [InteractionResponseType.UpdateMessage]: Message,
  [InteractionResponseType.ApplicationCommandAutocompleteResult]: Choices,
  [InteractionResponseType.Modal]: Modal,
} as const;

/** What one request carries. */
interface Content {
  body: object;
  files?: RawFile[];
}

/** The body of the first response, once it has been held against Discord's limits. */
function checkedCallback(answer: Answer): object {
  const body = callbackOf(answer);
  if (body.type in schemas) schemas[body.type as keyof typeof schemas].parse('data' in body ? body.data : undefined);
  return body;
}

/** The body that takes a deferral's place, likewise; who sees it is fixed already. */
function checkedMessage(answer: Answer): object {
  if (!isReply(answer)) throw new Error('a deferred answer can only be a message');
  const { flags: _, ...message } = messageOf(answer);
  return Message.parse(message);
}

/** Files as discord.js sends them, beside the body. */
function filesOf(answer: Answer): RawFile[] {
  const files = isReply(answer) ? (answer.files ?? []) : [];
  return files.map(({ name, content }) => ({ name, data: Buffer.from(content as string) }));
}

/** What to send of an answer; where Discord would refuse it, of the bot's words for a failure. */
function contentOf(answer: Answer, call: Call, bot: Bot, checked: (answer: Answer) => object): Content {
  try {
    return { body: checked(answer), files: filesOf(answer) };
  } catch (error) {
    return { body: checked(bot.failed(call, error)) };
  }
}

const respond = (rest: REST, { id, token }: APIInteraction, content: Content) =>
  rest.post(Routes.interactionCallback(id, token), { ...content, auth: false });

const edit = (rest: REST, { application_id, token }: APIInteraction, content: Content) =>
  rest.patch(Routes.webhookMessage(application_id, token), { ...content, auth: false });

async function answer(interaction: APIInteraction, bot: Bot, rest: REST): Promise<void> {
  const call = callOf(interaction);
  if (!call) return;
  const patience = bot.patience(call);
  if (patience) await respond(rest, interaction, { body: deferralOf(patience) });
  const given = await bot.handle(call);
  if (patience) await edit(rest, interaction, contentOf(given, call, bot, checkedMessage));
  else await respond(rest, interaction, contentOf(given, call, bot, checkedCallback));
}

function report(error: unknown, log: Logger): void {
  const code = (error as { code?: unknown }).code;
  if (TOO_LATE.has(code)) log.warn({ code }, 'an answer came too late: Discord had hung up');
  else log.error({ error }, 'an answer could not be sent');
}

/** What takes raw interactions and answers them over REST: the one place that responds. */
export interface Responder {
  /** Answers one interaction; never throws. */
  take(interaction: APIInteraction): Promise<void>;
  /** Interactions that are being answered. */
  underway(): number;
}

/** A responder that asks `bot`. */
export function createResponder(bot: Bot, rest: REST, log: Logger): Responder {
  let underway = 0;
  return {
    async take(interaction) {
      underway++;
      await answer(interaction, bot, rest).catch((error) => report(error, log));
      underway--;
    },
    underway: () => underway,
  };
}
