import { setTimeout as sleep } from 'node:timers/promises';
import { DiscordAPIError, type REST } from 'discord.js';
import {
  type APIChannel,
  type APIMessage,
  ComponentType,
  type RESTPostAPIChannelMessageJSONBody,
  Routes,
} from 'discord-api-types/v10';
import { bodyOf, type Messenger, SendRefused } from '../reply/messenger.ts';

/** Between tries when there is no connection, in milliseconds: discord.js itself tries such requests once. */
const PAUSES = [250, 1000, 4000];
const CONNECTION = /^(?:ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR)/;
const PAGE = 100;
const PAGES = 20;
/** https://docs.discord.com/developers/reference#snowflakes */
const EPOCH = 1_420_070_400_000;

const snowflakeAt = (time: number): string => String(BigInt(Math.max(0, time - EPOCH)) << 22n);

function isConnectionLost(error: unknown): boolean {
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
  return CONNECTION.test(String(code)) || CONNECTION.test(String(cause?.code));
}

/** 401 is a matter of our token, 429 of our speed, not of the message. */
function translated(error: unknown): unknown {
  if (!(error instanceof DiscordAPIError) || error.status >= 500) return error;
  if (error.status === 401 || error.status === 429) return error;
  return new SendRefused(error.message, error.status, Number(error.code), { cause: error });
}

async function persistently<T>(request: () => Promise<unknown>, signal: AbortSignal): Promise<T> {
  for (const pause of PAUSES) {
    try {
      return (await request()) as T;
    } catch (error) {
      if (!isConnectionLost(error)) throw translated(error);
    }
    await sleep(pause, undefined, { signal });
  }
  return request().catch((error) => Promise.reject(translated(error))) as Promise<T>;
}

const carries = ({ content, components = [] }: APIMessage, marker: string): boolean =>
  content === marker ||
  components.some(
    (row) =>
      row.type === ComponentType.ActionRow &&
      row.components.some((part) => 'custom_id' in part && part.custom_id === marker),
  );

/** A channel's id; a direct message's channel with `user:ID` is asked of Discord. */
async function channelOf(rest: REST, channel: string, signal: AbortSignal): Promise<string> {
  if (!channel.startsWith('user:')) return channel;
  const body = { recipient_id: channel.slice('user:'.length) };
  return (await persistently<APIChannel>(() => rest.post(Routes.userChannels(), { body, signal }), signal)).id;
}

/** A thread that is there already, or that is not allowed, is no reason to send the message again. */
async function openThread(
  rest: REST,
  { channel_id, id }: APIMessage,
  name: string,
  signal: AbortSignal,
): Promise<void> {
  const route = Routes.threads(channel_id, id);
  await persistently(() => rest.post(route, { body: { name }, signal }), signal).catch((error) => {
    if (!(error instanceof SendRefused)) throw error;
  });
}

const sendBy =
  (rest: REST): Messenger['send'] =>
  async (channel, message, { nonce, signal }) => {
    const body: RESTPostAPIChannelMessageJSONBody = { ...bodyOf(message), nonce, enforce_nonce: true };
    const route = Routes.channelMessages(await channelOf(rest, channel, signal));
    const sent = await persistently<APIMessage>(() => rest.post(route, { body, signal }), signal);
    if (message.thread) await openThread(rest, sent, message.thread, signal);
    return { id: sent.id };
  };

async function pageAfter(rest: REST, channel: string, after: string, signal: AbortSignal): Promise<APIMessage[]> {
  const query = new URLSearchParams({ after, limit: String(PAGE) });
  return persistently(() => rest.get(Routes.channelMessages(channel), { query, signal }), signal);
}

const findBy =
  (rest: REST, user: string): Messenger['find'] =>
  async (channel, marker, since, signal) => {
    const id = await channelOf(rest, channel, signal);
    let after = snowflakeAt(since);
    for (let page = 0; page < PAGES; page++) {
      const messages = await pageAfter(rest, id, after, signal);
      const found = messages.find((message) => message.author.id === user && carries(message, marker));
      if (found || messages.length < PAGE) return found && { id: found.id };
      after = messages[0]!.id;
    }
    return undefined;
  };

/**
 * Sends over Discord's REST, which is safe to repeat: `enforce_nonce` makes one message of all with the same nonce.
 * `user` is the bot's own id. https://docs.discord.com/developers/resources/message#create-message
 */
export const createMessenger = (rest: REST, user: string): Messenger => ({
  send: sendBy(rest),
  find: findBy(rest, user),
});
