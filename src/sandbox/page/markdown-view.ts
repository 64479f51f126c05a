import type { State } from '../protocol.ts';
import { h, link } from './dom.ts';
import { type Block, type Inline, parse, parseInline } from './markdown.ts';
import { userName, type View } from './view.ts';

/** Draws Discord markdown with its blocks, as in a message's content. */
export const markdown = (source: string, view: View): HTMLElement =>
  h('div', { class: 'markdown' }, ...parse(source).map((block) => drawBlock(block, view)));

/** Draws Discord markdown in which nothing is a block, as in an embed's title. */
export const inlineMarkdown = (source: string, view: View): Node[] => draw(parseInline(source), view);

const draw = (nodes: Inline[], view: View): Node[] => nodes.map((node) => drawInline(node, view));

function drawBlock(block: Block, view: View): HTMLElement {
  switch (block.type) {
    case 'paragraph':
      return h('p', {}, ...draw(block.children, view));
    case 'small':
      return h('p', { class: 'small' }, ...draw(block.children, view));
    case 'heading':
      return h(
        `h${(block.level + 2) as 3 | 4 | 5}`,
        { class: `heading-${block.level}` },
        ...draw(block.children, view),
      );
    case 'quote':
      return h('blockquote', {}, ...block.blocks.map((inner) => drawBlock(inner, view)));
    case 'list':
      return drawList(block, view);
    case 'code':
      return h('pre', {}, h('code', {}, block.text));
  }
}

function drawList(block: Extract<Block, { type: 'list' }>, view: View): HTMLElement {
  const items = block.items.map((item) => h('li', {}, ...item.map((inner) => drawBlock(inner, view))));
  return block.ordered ? h('ol', { start: block.start }, ...items) : h('ul', {}, ...items);
}

const TAGS = { bold: 'strong', italic: 'em', underline: 'u', strike: 's' } as const;

function drawInline(node: Inline, view: View): Node {
  switch (node.type) {
    case 'text':
      return document.createTextNode(node.text);
    case 'code':
      return h('code', {}, node.text);
    case 'link':
      return link(node.url, { title: node.url }, ...draw(node.children, view));
    case 'spoiler':
      return spoiler(draw(node.children, view), view);
    case 'time':
      return time(node.seconds, node.style, view.locale);
    case 'user':
    case 'channel':
    case 'role':
    case 'command':
      return h('span', { class: 'mention' }, mention(node, view.state()));
    default:
      return h(TAGS[node.type], {}, ...draw(node.children, view));
  }
}

function mention(node: Extract<Inline, { type: 'user' | 'channel' | 'role' | 'command' }>, state: State): string {
  if (node.type === 'command') return `/${node.name}`;
  if (node.type === 'user') return `@${userName(state, node.id) ?? node.id}`;
  if (node.type === 'role') return `@${state.roles.find(({ id }) => id === node.id)?.name ?? node.id}`;
  return `#${state.channels.find(({ id }) => id === node.id)?.name ?? node.id}`;
}

function spoiler(children: Node[], view: View): HTMLElement {
  const label = view.say({ en: 'Spoiler: press to show', zh: '剧透内容：点按以显示' });
  const button = h('button', { type: 'button', class: 'spoiler', 'aria-label': label }, h('span', {}, ...children));
  button.addEventListener('click', () => button.replaceWith(...children), { once: true });
  return button;
}

const STYLES: Record<string, Intl.DateTimeFormatOptions> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
  s: { dateStyle: 'short', timeStyle: 'short' },
  S: { dateStyle: 'short', timeStyle: 'medium' },
};
const UNITS = [
  ['year', 31_556_952],
  ['month', 2_629_746],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

function time(seconds: number, style: string, locale: string): HTMLElement {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return h('span', {}, `<t:${seconds}:${style}>`);
  const format = (key: string) => new Intl.DateTimeFormat(locale, STYLES[key]).format(date);
  const attributes = { class: 'time', datetime: date.toISOString(), title: format('F') };
  return h('time', attributes, style === 'R' ? relative(seconds - Date.now() / 1000, locale) : format(style));
}

function relative(seconds: number, locale: string): string {
  const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? (['second', 1] as const);
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.round(seconds / size), unit);
}
