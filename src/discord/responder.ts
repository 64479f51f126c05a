import type { RawFile, REST } from 'discord.js';
import { type APIInteraction, InteractionResponseType, Routes } from 'discord-api-types/v10';
import type { Bot } from '../bot/bot.ts';
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

/** The body of the first response, once it has been held against Discord's limits. */
function checkedCallback(answer: Answer) {
  const body = callbackOf(answer);
  if (body.type in schemas) schemas[body.type as keyof typeof schemas].parse('data' in body ? body.data : undefined);
  return body;
}

/** Files as discord.js sends them, beside the body. */
function filesOf(answer: Answer): RawFile[] {
  const files = isReply(answer) ? (answer.files ?? []) : [];
  return files.map(({ name, content }) => ({ name, data: Buffer.from(content as string) }));
}

/** What takes raw interactions and answers them over REST: the one place that responds. */
export function createResponder(bot: Bot, rest: REST, log: Logger) {
  let underway = 0;

  const respond = ({ id, token }: APIInteraction, body: object, files: RawFile[] = []) =>
    rest.post(Routes.interactionCallback(id, token), { body, files, auth: false });

  const edit = ({ application_id, token }: APIInteraction, body: object, files: RawFile[]) =>
    rest.patch(Routes.webhookMessage(application_id, token), { body, files, auth: false });

  async function answer(interaction: APIInteraction): Promise<void> {
    const call = callOf(interaction);
    if (!call) return;
    const patience = bot.patience(call);
    if (patience) await respond(interaction, deferralOf(patience));
    const given = await bot.handle(call);
    if (!patience) return void (await respond(interaction, checkedCallback(given), filesOf(given)));
    if (!isReply(given)) throw new Error('a deferred answer can only be a message');
    const { flags: _, ...message } = messageOf(given);
    await edit(interaction, Message.parse(message), filesOf(given));
  }

  function report(error: unknown): void {
    const code = (error as { code?: unknown }).code;
    if (TOO_LATE.has(code)) log.warn({ code }, 'an answer came too late: Discord had hung up');
    else log.error({ error }, 'an answer could not be sent');
  }

  return {
    /** Answers one interaction; never throws. */
    async take(interaction: APIInteraction): Promise<void> {
      underway++;
      await answer(interaction).catch(report);
      underway--;
    },
    /** Interactions that are being answered. */
    underway: () => underway,
  };
}
