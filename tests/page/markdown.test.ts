import { describe, expect, it } from 'vitest';
import { type Block, type Inline, parse, parseInline } from '../../src/sandbox/page/markdown.ts';

/** A tree as a short line: `bold(x) link(https://…: y)`. */
const inline = (nodes: Inline[]): string => nodes.map(one).join('');
const block = (blocks: Block[]): string => blocks.map(whole).join(' | ');

function one(node: Inline): string {
  if (node.type === 'text') return node.text;
  if (node.type === 'link') return `link(${node.url}: ${inline(node.children)})`;
  if ('children' in node) return `${node.type}(${inline(node.children)})`;
  const { type, ...rest } = node;
  return `${type}(${Object.values(rest).join(' ')})`;
}

function whole(node: Block): string {
  if (node.type === 'code') return `code(${node.language}: ${node.text})`;
  if (node.type === 'quote') return `quote(${block(node.blocks)})`;
  if (node.type === 'heading') return `h${node.level}(${inline(node.children)})`;
  if (node.type !== 'list') return `${node.type === 'small' ? 'small' : 'p'}(${inline(node.children)})`;
  return `${node.ordered ? `ol ${node.start}` : 'ul'}(${node.items.map(block).join('; ')})`;
}

describe('text inside a line', () => {
  it.each([
    ['**a** *b* __c__ ~~d~~ ||e|| _f_', 'bold(a) italic(b) underline(c) strike(d) spoiler(e) italic(f)'],
    ['***both*** **a *b* c**', 'bold(italic(both)) bold(a italic(b) c)'],
    ['snake_case_name 2 * 3 * 4', 'snake_case_name 2 * 3 * 4'],
    ['\\*no\\* \\[no](https://a.b) **a\\*\\*b**', '*no* [no](link(https://a.b: https://a.b)) bold(a**b)'],
    ['`**x**` ``a`b``', 'code(**x**) code(a`b)'],
    [
      '[x](https://a.b/c_(d)) [**y**](<https://a.b/z w>)',
      'link(https://a.b/c_(d): x) [bold(y)](<link(https://a.b/z: https://a.b/z) w>)',
    ],
    ['[x](<https://a.b>) [[1]](https://c.d "t")', 'link(https://a.b: x) link(https://c.d: [1])'],
    ['[x](javascript:alert(1)) [y](data:text/html,1)', '[x](javascript:alert(1)) [y](data:text/html,1)'],
    ['(see https://a.b/c). <https://d.e>', '(see link(https://a.b/c: https://a.b/c)). link(https://d.e: https://d.e)'],
    ['<@1> <@!2> <@&3> <#4> </daily set:5>', 'user(1) user(2) role(3) channel(4) command(daily set)'],
    ['<t:0> <t:-5:R> <t:x> <:moon:12>', 'time(0 f) time(-5 R) <t:x> :moon:'],
    ['<b>&amp;</b> 天问**二号**', '<b>&amp;</b> 天问bold(二号)'],
  ])('%s', (source, tree) => {
    expect(inline(parseInline(source))).toBe(tree);
  });
});

describe('blocks', () => {
  it.each([
    ['# a\n## b\n### c\n#### d', 'h1(a) | h2(b) | h3(c) | p(#### d)'],
    ['-# small\ntext\nmore', 'small(small) | p(text\nmore)'],
    ['> a\n> **b**\nc', 'quote(p(a\nbold(b))) | p(c)'],
    ['>>> a\nb', 'quote(p(a\nb))'],
    ['- a\n- b\n  - c\n3. d\n4. e', 'ul(p(a); p(b) | ul(p(c))) | ol 3(p(d); p(e))'],
    ['a\n```js\n# b\n**c**\n```\nd', 'p(a) | code(js: # b\n**c**) | p(d)'],
    ['**over\ntwo lines**', 'p(bold(over\ntwo lines))'],
  ])('%s', (source, tree) => {
    expect(block(parse(source))).toBe(tree);
  });

  it('keeps every character of text that is nested or repeated without end', () => {
    for (const piece of ['> ', '- ', '**', '||', '[', '`', '<t:', '\\', '((', 'https://(']) {
      const source = piece.repeat(Math.floor(4_000 / piece.length));
      expect(JSON.stringify(parse(source)).length).toBeLessThan(20 * source.length);
    }
  });
});
