/** Discord's markdown as a tree of plain data, to be drawn by `markdown-view.ts`. */
export type Inline =
  | { type: 'text' | 'code'; text: string }
  | { type: 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler'; children: Inline[] }
  | { type: 'link'; url: string; children: Inline[] }
  | { type: 'user' | 'channel' | 'role'; id: string }
  | { type: 'command'; name: string }
  | { type: 'time'; seconds: number; style: string };

/** What stands on lines of its own. */
export type Block =
  | { type: 'paragraph' | 'small'; children: Inline[] }
  | { type: 'heading'; level: 1 | 2 | 3; children: Inline[] }
  | { type: 'quote'; blocks: Block[] }
  | { type: 'list'; ordered: boolean; start: number; items: Block[][] }
  | { type: 'code'; language: string; text: string };

interface Rule {
  pattern: RegExp;
  node: (groups: string[], depth: number) => Inline;
}

/** Deeper nesting is shown as it was typed: outside text may not choose how deep the parser recurses. */
const DEPTH = 8;
const MENTIONS = { '@': 'user', '@!': 'user', '@&': 'role', '#': 'channel' } as const;

const wrapped = (type: 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler', pattern: RegExp): Rule => ({
  pattern,
  node: ([inner], depth) => ({ type, children: parseInline(inner!, depth + 1) }),
});
const address = (url: string): Inline => ({ type: 'link', url, children: [{ type: 'text', text: url }] });

/** In order of precedence; each pattern is tried where the one before it ended. `\\.` in a body: an escaped mark ends nothing. */
const RULES: Rule[] = [
  { pattern: /\\([^\sA-Za-z0-9])/y, node: ([text]) => ({ type: 'text', text: text! }) },
  { pattern: /(`+)(.*?[^`])\1(?!`)/sy, node: ([, text]) => ({ type: 'code', text: text!.trim() }) },
  {
    pattern: /<t:(-?\d{1,13})(?::([tTdDfFsSR]))?>/y,
    node: ([seconds, style]) => ({ type: 'time', seconds: Number(seconds), style: style ?? 'f' }),
  },
  {
    pattern: /<(@[!&]?|#)(\d{1,20})>/y,
    node: ([mark, id]) => ({ type: MENTIONS[mark as keyof typeof MENTIONS], id: id! }),
  },
  { pattern: /<\/([^:<>]{1,100}):\d{1,20}>/y, node: ([name]) => ({ type: 'command', name: name! }) },
  { pattern: /<a?(:\w{1,32}:)\d{1,20}>/y, node: ([text]) => ({ type: 'text', text: text! }) },
  {
    pattern:
      /\[((?:\\.|\[[^[\]]*\]|[^[\]\\])+)\]\(\s*(?:<(https?:\/\/[^\s<>]+)>|(https?:\/\/(?:\([^\s()<>]*\)|[^\s()<>])+))(?:\s+"[^"]*")?\s*\)/sy,
    node: ([label, angled, bare], depth) => ({
      type: 'link',
      url: angled ?? bare!,
      children: parseInline(label!, depth + 1),
    }),
  },
  { pattern: /<(https?:\/\/[^\s<>]+)>/y, node: ([url]) => address(url!) },
  {
    pattern: /(https?:\/\/(?:\([^\s()<>]*\)|[^\s()<>])*(?:\([^\s()<>]*\)|[^\s()<>.,:;!?"'\]*_~|。，；：！？]))/y,
    node: ([url]) => address(url!),
  },
  wrapped('bold', /\*\*((?:\\.|[^\\])+?)\*\*(?!\*)/sy),
  wrapped('underline', /__((?:\\.|[^\\])+?)__(?!_)/sy),
  wrapped('italic', /\*(?![\s*])((?:\\.|\*\*|[^*\\])+?)(?<!\s)\*(?!\*)/sy),
  wrapped('italic', /(?<![\p{L}\p{N}_])_((?:\\.|__|[^_\\])+?)_(?![\p{L}\p{N}_])/suy),
  wrapped('strike', /~~((?:\\.|[^\\])+?)~~/sy),
  wrapped('spoiler', /\|\|((?:\\.|[^\\])+?)\|\|/sy),
  { pattern: /([^\\`<h[*_~|]+|.)/suy, node: ([text]) => ({ type: 'text', text: text! }) },
];

/** Parses text in which nothing is a block: a title, a field's name, the inside of a link. */
export function parseInline(source: string, depth = 0): Inline[] {
  if (depth > DEPTH) return [{ type: 'text', text: source }];
  const nodes: Inline[] = [];
  for (let at = 0; at < source.length; ) {
    const { node, end } = next(source, at, depth);
    append(nodes, node);
    at = end;
  }
  return nodes;
}

function next(source: string, at: number, depth: number): { node: Inline; end: number } {
  for (const { pattern, node } of RULES) {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (match) return { node: node(match.slice(1), depth), end: at + match[0].length };
  }
  return { node: { type: 'text', text: source.slice(at) }, end: source.length };
}

function append(nodes: Inline[], node: Inline): void {
  const last = nodes.at(-1);
  if (last?.type === 'text' && node.type === 'text')
    nodes[nodes.length - 1] = { type: 'text', text: last.text + node.text };
  else nodes.push(node);
}

/** Parses a message's content, an embed's description or a field's value. */
export function parse(source: string, depth = 0): Block[] {
  const parts = source.split(/```(?:([\w+.-]*)\n)?(.*?)```\n?/s);
  const blocks: Block[] = [];
  for (let i = 0; i < parts.length; i += 3) {
    if (i > 0) blocks.push({ type: 'code', language: parts[i - 2] ?? '', text: parts[i - 1]!.replace(/\n$/, '') });
    if (parts[i])
      blocks.push(...parseLines(parts[i]!.replace(i + 1 < parts.length ? /\n$/ : /$^/, '').split('\n'), depth));
  }
  return blocks;
}

interface BlockRule {
  starts: RegExp;
  /** Lines after the first that belong to the block as well. */
  goesOn?: RegExp;
  block: (lines: string[], depth: number) => Block;
}

const ITEM = /^(?:[-*]|(\d{1,9})\.) +(?=\S)/;

const BLOCKS: BlockRule[] = [
  { starts: /^>>> /, goesOn: /^/, block: (lines, depth) => quote([lines[0]!.slice(4), ...lines.slice(1)], depth) },
  {
    starts: /^> /,
    goesOn: /^> /,
    block: (lines, depth) =>
      quote(
        lines.map((line) => line.slice(2)),
        depth,
      ),
  },
  { starts: /^#{1,3} +\S/, block: ([line], depth) => heading(line!, depth) },
  {
    starts: /^-# +\S/,
    block: ([line], depth) => ({ type: 'small', children: parseInline(line!.slice(3).trim(), depth) }),
  },
  { starts: /^[-*] +\S/, goesOn: /^(?:[-*] +| {2,})\S/, block: list },
  { starts: /^\d{1,9}\. +\S/, goesOn: /^(?:\d{1,9}\. +| {2,})\S/, block: list },
];

function parseLines(lines: string[], depth: number): Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; ) {
    const rule = depth < DEPTH ? ruleOf(lines[at]!) : undefined;
    const end = endOf(lines, at, rule);
    const taken = lines.slice(at, end);
    blocks.push(
      rule ? rule.block(taken, depth + 1) : { type: 'paragraph', children: parseInline(taken.join('\n'), depth) },
    );
    at = end;
  }
  return blocks;
}

const ruleOf = (line: string) => BLOCKS.find(({ starts }) => starts.test(line));

function endOf(lines: string[], at: number, rule: BlockRule | undefined): number {
  const goesOn = (line: string) => (rule ? rule.goesOn?.test(line) : !ruleOf(line));
  let end = at + 1;
  while (end < lines.length && goesOn(lines[end]!)) end++;
  return end;
}

const quote = (lines: string[], depth: number): Block => ({ type: 'quote', blocks: parseLines(lines, depth) });

function heading(line: string, depth: number): Block {
  const level = line.indexOf(' ') as 1 | 2 | 3;
  return { type: 'heading', level, children: parseInline(line.slice(level).trim(), depth) };
}

/** An indented line belongs to the item before it, as a block of that item. */
function list(lines: string[], depth: number): Block {
  const items: string[][] = [];
  for (const line of lines) {
    if (ITEM.test(line)) items.push([line.replace(ITEM, '')]);
    else items.at(-1)!.push(line.replace(/^ {1,3}/, ''));
  }
  const number = ITEM.exec(lines[0]!)![1];
  return {
    type: 'list',
    ordered: number !== undefined,
    start: Number(number ?? 1),
    items: items.map((item) => parseLines(item, depth)),
  };
}
