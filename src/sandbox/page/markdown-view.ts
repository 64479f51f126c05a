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

/** A point in time in the reader's zone, in full whatever style it asks for. */
function time(seconds: number, style: string, locale: string): HTMLElement {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return h('span', {}, `<t:${seconds}:${style}>`);
  const words = date.toLocaleString(locale, { dateStyle: 'long', timeStyle: 'short' });
  return h('time', { class: 'time', datetime: date.toISOString() }, words);
}
