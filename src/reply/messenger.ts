import type { Reply } from './reply.ts';

/** A message that nobody asked for. */
export interface Message extends Pick<Reply, 'content' | 'embeds' | 'components'> {
  /** The one role that it may ping. */
  role?: string;
  /** Opens a thread of this name under it, where that is allowed. */
  thread?: string;
}

export interface Sending {
  /** At most 25 characters. Sent again with the same one within a few minutes, the message stays one. */
  nonce: string;
  /** Gives up. */
  signal: AbortSignal;
}

/** What sends messages; `channel` is a channel's id, or `user:ID` for direct messages with somebody. */
export interface Messenger {
  /** Throws `SendRefused` for what Discord will not have; after any other error nobody knows whether it was sent. */
  send(channel: string, message: Message, sending: Sending): Promise<{ id: string }>;
  /**
   * Our own message in the channel's history after `since` (milliseconds since 1970) that has `marker` as the custom id
   * of a button, or as its content. Throws as `send` does.
   */
  find(channel: string, marker: string, since: number, signal: AbortSignal): Promise<{ id: string } | undefined>;
}

/** Discord has refused a message. */
export class SendRefused extends Error {
  /** The HTTP status, 400 to 499. */
  readonly status: number;
  /** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
  readonly code: number;
  constructor(message: string, status: number, code: number, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
    this.code = code;
  }
}

/** The message in Discord's own shape. */
export function bodyOf({ content = '', embeds = [], components = [], role }: Message) {
  const allowed_mentions = { parse: [], ...(role && { roles: [role] }) };
  return { content, embeds: [...embeds], components: [...components], allowed_mentions };
}
