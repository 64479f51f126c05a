import { styleText } from 'node:util';
import type { APIEmbed } from 'discord-api-types/v10';
import stringWidth from 'string-width';
import type { Reply } from './reply/reply.ts';

/** How text reaches a terminal, or a pipe. */
export interface Surface {
  /** Colour and clickable links. */
  rich: boolean;
  /** Columns. */
  width: number;
}

type Style = Parameters<typeof styleText>[0];

const paint = (style: Style, text: string, { rich }: Surface) =>
  rich ? styleText(style, text, { validateStream: false }) : text;

const link = (label: string, url: string, { rich }: Surface) =>
  rich
    ? `\u001b]8;;${url}\u001b\\${styleText('cyan', label, { validateStream: false })}\u001b]8;;\u001b\\`
    : `${label} <${url}>`;

const PIECE = /\\([\\`*_~|<>[\]()#+\-.!:])|\*\*(.+?)\*\*|\[((?:\\.|[^\]\\])+)\]\((https?:[^)\s]+)\)|`([^`]+)`/gu;

/** Discord's markdown as far as replies use it: bold, masked links, code, escapes. */
function inline(text: string, surface: Surface): string {
  return text.replace(PIECE, (_, mark, bold, label, url, code) => {
    if (mark !== undefined) return mark;
    if (bold !== undefined) return paint('bold', inline(bold, surface), surface);
    if (label !== undefined) return link(inline(label, surface), url, surface);
    return paint('cyan', code, surface);
  });
}

function lineOf(line: string, surface: Surface): string {
  return line.startsWith('-# ') ? paint('dim', inline(line.slice(3), surface), surface) : inline(line, surface);
}

const PARTS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]|\s+|[^\s\p{Script=Han}\u3000-\u303f\uff00-\uffef]+/gu;
const CLOSING = /^[，。；：！？、）】》”’]/u;

/** Breaks a line at spaces and between Chinese characters so that no line is wider than `width` columns. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [''];
  for (const part of text.match(PARTS) ?? []) {
    const line = lines.at(-1)!;
    const fits = stringWidth(line + part.trimEnd()) <= width || CLOSING.test(part) || line === '';
    if (fits) lines[lines.length - 1] = line + part;
    else lines.push(part.trimStart());
  }
  return lines.map((line) => line.trimEnd());
}

function paragraph(text: string, surface: Surface): string[] {
  return text.split('\n').flatMap((line) => wrap(lineOf(line, surface), surface.width));
}

function inlineRow(fields: readonly { name: string; value: string }[], surface: Surface): string[] {
  return fields.flatMap(({ name, value }) => paragraph(`**${name}** ${value}`, surface));
}

function embedLines({ author, title, description, fields = [], footer }: APIEmbed, surface: Surface): string[] {
  const short = fields.filter((field) => field.inline);
  const long = fields.filter((field) => !field.inline);
  return [
    ...(author ? [paint('dim', author.name, surface)] : []),
    ...(title ? [paint('bold', inline(title, surface), surface)] : []),
    ...(description ? paragraph(description, surface) : []),
    ...(short.length > 0 ? ['', ...inlineRow(short, surface)] : []),
    ...long.flatMap(({ name, value }) => ['', paint('bold', name, surface), ...paragraph(value, surface)]),
    ...(footer ? ['', paint('dim', footer.text, surface)] : []),
  ];
}

/** A reply as lines for a terminal; without colour and links as plain text that can be piped on. */
export function printed({ content, embeds = [] }: Reply, surface: Surface): string {
  const blocks = [
    ...(content ? [paragraph(content, surface)] : []),
    ...embeds.map((embed) => embedLines(embed, surface)),
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
