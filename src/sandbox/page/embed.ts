import type { APIAttachment, APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import { type Child, h, link, safeUrl } from './dom.ts';
import { inlineMarkdown, markdown } from './markdown-view.ts';
import type { View } from './view.ts';

/** Draws a classic embed. The bar's colour is decoration: nothing is said by it alone. */
export function drawEmbed(embed: APIEmbed, view: View): HTMLElement {
  const element = h(
    'section',
    { class: embed.thumbnail ? 'embed with-thumbnail' : 'embed' },
    embed.author && h('div', { class: 'embed-author' }, link(embed.author.url, {}, embed.author.name)),
    embed.title && h('div', { class: 'embed-title' }, link(embed.url, {}, ...inlineMarkdown(embed.title, view))),
    embed.description && markdown(embed.description, view),
    ...fieldRows(embed.fields ?? []).map((row) => drawRow(row, view)),
    picture(embed.thumbnail?.url, 'thumbnail', view),
    picture(embed.image?.url, 'image', view, embed.image?.description),
    footer(embed, view),
  );
  if (embed.color !== undefined) element.style.setProperty('--bar', `#${embed.color.toString(16).padStart(6, '0')}`);
  return element;
}

/** Discord lays inline fields side by side, three in a row at most; any other field has a row of its own. */
function fieldRows(fields: APIEmbedField[]): APIEmbedField[][] {
  const rows: APIEmbedField[][] = [];
  for (const field of fields) {
    const row = rows.at(-1);
    if (field.inline && row?.[0]?.inline && row.length < 3) row.push(field);
    else rows.push([field]);
  }
  return rows;
}

const drawRow = (row: APIEmbedField[], view: View) =>
  h('div', { class: 'fields' }, ...row.map((field) => drawField(field, view)));

const drawField = (field: APIEmbedField, view: View) =>
  h('div', {}, h('div', { class: 'field-name' }, ...inlineMarkdown(field.name, view)), markdown(field.value, view));

function footer({ footer, timestamp }: APIEmbed, view: View): Child {
  const when = timestamp && new Date(timestamp).toLocaleString(view.locale, { dateStyle: 'short', timeStyle: 'short' });
  const text = [footer?.text, when].filter(Boolean).join(' • ');
  return text && h('div', { class: 'embed-footer' }, text);
}

/** A picture of this page's own origin; any other is a link, because the page fetches nothing from elsewhere. */
function picture(address: string | undefined, kind: string, view: View, alt = ''): Child {
  const href = safeUrl(address);
  if (!href) return null;
  if (new URL(href).origin === location.origin) return h('img', { class: kind, src: href, alt });
  return link(href, { class: kind }, alt || view.say({ en: 'Picture', zh: '图片' }));
}

/** Draws a message's file: pictures as such, anything else as a link with its size. */
export function drawAttachment(file: APIAttachment, view: View): Child {
  if (file.content_type?.startsWith('image/'))
    return picture(file.url, 'image', view, file.description ?? file.filename);
  const size = `${(file.size / 1000).toLocaleString(view.locale, { maximumFractionDigits: 1 })} kB`;
  return h('div', { class: 'file' }, link(file.url, { download: file.filename }, file.filename), h('small', {}, size));
}
