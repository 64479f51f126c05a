import type { IncomingMessage } from 'node:http';
import type { Upload } from './attachments.ts';
import { refuse } from './errors.ts';

/** What a request carried: its JSON, and the files of a multipart form. */
export interface RequestBody {
  body: unknown;
  uploads: Upload[];
}

const largest = 25 * 1024 * 1024;

async function collect(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > largest) throw refuse('tooLarge');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parseJson(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    throw refuse('invalidJson');
  }
}

/**
 * Reads a request: JSON, or `payload_json` with `files[n]`. Throws 40005 above 25 MiB and 50109 for broken JSON.
 * https://docs.discord.com/developers/reference#uploading-files
 */
export async function readBody(request: IncomingMessage): Promise<RequestBody> {
  const bytes = await collect(request);
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return { body: parseJson(bytes.toString()), uploads: [] };
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData().catch(() => {
    throw refuse('invalidJson');
  });
  const uploads = await Promise.all([...form].map(([name, value]) => toUpload(name, value)));
  const payload = form.get('payload_json');
  const text = payload instanceof Blob ? await payload.text() : payload;
  return { body: text === null ? {} : parseJson(text), uploads: uploads.filter((upload) => upload !== undefined) };
}

async function toUpload(name: string, value: string | File): Promise<Upload | undefined> {
  const index = /^files\[(\d{1,2})\]$/.exec(name)?.[1];
  if (index === undefined || typeof value === 'string') return undefined;
  const bytes = new Uint8Array(await value.arrayBuffer());
  return { index, filename: value.name, contentType: value.type || 'application/octet-stream', bytes };
}
