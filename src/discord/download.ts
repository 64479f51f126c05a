import type { Attachment } from '../bot/command.ts';
import { UserError } from '../reply/reply.ts';
import type { Text } from '../text.ts';

/** https://docs.discord.com/developers/reference#cdn-data: where Discord keeps the files that people send. */
const CDN = ['https://cdn.discordapp.com', 'https://media.discordapp.net'];
const PATIENCE = 10_000;

const foreign: Text = { en: 'I fetch files from Discord alone.', zh: '我只从Discord获取文件。' };
const tooBig: Text = { en: 'The file is too big: at most {limit} bytes.', zh: '文件过大：最多{limit}字节。' };
const failed: Text = {
  en: 'The file could not be fetched from Discord. Please send it again.',
  zh: '无法从Discord获取文件，请重新发送。',
};

const originOf = (address: string): string | undefined => URL.parse(address)?.origin;

/** Reads until the limit and no further, whatever the sender claims. */
async function bounded(response: Response, limit: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) throw new UserError(tooBig, { limit });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * What fetches files that came with a command: from Discord's own hosts, and with `api` from that address's origin too.
 * Redirects are not followed. Throws a UserError.
 */
export function createDownload(api: string | undefined) {
  const origins = new Set([...CDN, ...(api ? [originOf(api)] : [])]);
  return async ({ url, size }: Attachment, limit: number): Promise<string> => {
    if (!origins.has(originOf(url))) throw new UserError(foreign);
    if (size > limit) throw new UserError(tooBig, { limit });
    try {
      const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE) });
      if (!response.ok) throw new UserError(failed);
      return await bounded(response, limit);
    } catch (error) {
      throw error instanceof UserError ? error : new UserError(failed);
    }
  };
}
