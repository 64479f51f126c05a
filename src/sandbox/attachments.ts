import type { APIAttachment, APIEmbed } from 'discord-api-types/v10';
import type { AttachmentBody } from './rules.ts';
import { dropOldest, type State } from './state.ts';

/** A file that came with a request; `index` is the `n` of `files[n]`. */
export interface Upload {
  index: string;
  filename: string;
  contentType: string;
  bytes: Uint8Array<ArrayBuffer>;
}

const keptFiles = 500;

/** The path under which attachments are served. */
export const attachmentPath = '/sandbox/attachments/';

/**
 * Keeps a file in memory and gives it an address on this server's origin; the oldest of 500 goes.
 * https://docs.discord.com/developers/reference#uploading-files
 */
export function storeFile(state: State, upload: Omit<Upload, 'index'>, description?: string | null): APIAttachment {
  const id = state.snowflake();
  const filename = upload.filename.replaceAll(/[^\p{L}\p{N}._-]/gu, '_').slice(0, 200) || 'file';
  const url = `${state.origin}${attachmentPath}${id}/${encodeURIComponent(filename)}`;
  const { contentType, bytes } = upload;
  const size = bytes.byteLength;
  const attachment: APIAttachment = { id, filename, size, url, proxy_url: url, content_type: contentType };
  if (description) attachment.description = description;
  state.files.set(id, { attachment, bytes });
  dropOldest(state.files, keptFiles);
  return attachment;
}

/** A message's attachments after a request: those it keeps by id, then the new files with what the body says of them. */
export function mergeAttachments(
  state: State,
  before: readonly APIAttachment[],
  bodies: readonly AttachmentBody[] | null | undefined,
  uploads: readonly Upload[],
): APIAttachment[] {
  const kept = bodies ? before.filter(({ id }) => bodies.some((body) => body.id === id)) : before;
  const added = uploads.map((upload) => {
    const body = bodies?.find(({ id }) => id === upload.index);
    return storeFile(state, { ...upload, filename: body?.filename ?? upload.filename }, body?.description);
  });
  return [...kept, ...added];
}

const pictures = ['image', 'thumbnail'] as const;

/**
 * Embeds with `attachment://name` replaced by the file's address, and the attachments that no embed shows.
 * https://docs.discord.com/developers/reference#editing-message-attachments-using-attachments-within-embeds
 */
export function placePictures(
  embeds: readonly APIEmbed[],
  attachments: readonly APIAttachment[],
): { embeds: APIEmbed[]; attachments: APIAttachment[] } {
  const shown = new Set<string>();
  const locate = (address: string): string => {
    const found = attachments.find(({ filename }) => address === `attachment://${filename}`);
    if (found) shown.add(found.id);
    return found?.url ?? address;
  };
  const placed = embeds.map((embed) => placeIn({ ...embed, type: 'rich' } as APIEmbed, locate));
  return { embeds: placed, attachments: attachments.filter(({ id }) => !shown.has(id)) };
}

function placeIn(embed: APIEmbed, locate: (address: string) => string): APIEmbed {
  for (const key of pictures) {
    const picture = embed[key];
    if (picture) embed[key] = { ...picture, url: locate(picture.url) };
  }
  if (embed.author?.icon_url) embed.author = { ...embed.author, icon_url: locate(embed.author.icon_url) };
  if (embed.footer?.icon_url) embed.footer = { ...embed.footer, icon_url: locate(embed.footer.icon_url) };
  return embed;
}
