import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyEntry, idFor, withFact } from '../../src/moderation/compose.ts';
import { formats, written } from '../../src/moderation/file.ts';
import { createReader } from '../../src/moderation/reader.ts';
import { MOST_ENTRIES, readEntries } from '../../src/moderation/reading.ts';
import { character } from '../characters.ts';
import { knowledge, NOW } from '../fixture.ts';

const surroundings = { vocabulary: knowledge.vocabulary, now: NOW };
const read = createReader(25_000);

const proposal = {
  name: 'Zhurong crater',
  state: 'planned',
  text: 'A crater.',
  url: 'https://www.cnsa.gov.cn/a?b=(1)',
  date: '2026-01-02',
} as const;
const entry = withFact(emptyEntry('body', 'zhurong-crater', proposal.name), proposal);

describe.each(formats)('a file of entries (%s)', (format) => {
  test('imports back to the same bytes', () => {
    const hidden = { kind: 'mission', id: 'tianwen-2', hidden: true } as const;
    const text = written([hidden, entry, ...knowledge.entries.filter(({ id }) => id !== 'tianwen-2')], format);
    const { items, bad } = readEntries(text, surroundings);
    expect(bad).toEqual([]);
    expect(written(items, format)).toBe(text);
  });

  test('so does any proposal', () => {
    const words = fc
      .string({ unit: character, minLength: 1, maxLength: 60 })
      .map((text) => `x${text.replaceAll('\0', '').trim()}`);
    fc.assert(
      fc.property(words, words, (name, text) => {
        const one = withFact(
          emptyEntry(
            'finding',
            idFor(name, () => false),
            name,
          ),
          { ...proposal, name, text },
        );
        const file = written([one], format);
        const { items, bad } = readEntries(file, surroundings);
        expect(bad).toEqual([]);
        expect(written(items, format)).toBe(file);
      }),
      { numRuns: 200 },
    );
  });
});

test('a file is for people to read', () => {
  expect(written([entry], 'yaml')).toMatchInlineSnapshot(`
    "- kind: body
      id: zhurong-crater
      names:
        en: Zhurong crater
        zh: Zhurong crater
      summary:
        en: Added by this server’s moderators.
        zh: 由本服务器管理员添加。
      facts:
        - attr: statement
          value: A crater.
          asOf: 2026-01-02
          confidence: planned
          sources:
            - cnsa-gov-cn-2026-01-02
      sources:
        cnsa-gov-cn-2026-01-02:
          title: cnsa.gov.cn/a
          publisher: cnsa.gov.cn
          url: https://www.cnsa.gov.cn/a?b=(1)
          published: 2026-01-02
          origin: cnsa-gov-cn
          tier: unrated
    "
  `);
});

const many = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join('');

describe('a hostile file is refused in a line', () => {
  const hostile: readonly (readonly [name: string, text: string, why: RegExp])[] = [
    ['deep JSON', '['.repeat(200_000) + ']'.repeat(200_000), /deeper/],
    ['deep YAML', '- '.repeat(200_000), /deeper/],
    ['deep keys', '? '.repeat(200_000), /deeper/],
    ['a bomb of anchors', 'a: &a [x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]', /anchors/],
    ['an anchor', '- &a 1', /anchors/],
    ['a tag', '- !!js/function "x"', /tags/],
    ['a tag of its own', '- !secret 1', /tags/],
    ['another prototype', '[{"__proto__": {"kind": "body"}, "id": "x"}]', /kind|nrecognized|xpected/i],
    ['another prototype in YAML', '- __proto__: { kind: body }\n  constructor: x', /kind|nrecognized|xpected/i],
    ['too many', JSON.stringify(Array(MOST_ENTRIES + 1).fill({})), /501 entries/],
    ['nothing', '', /no entries|not YAML/],
    ['null', 'null', /no entries/],
    ['a list of nothing', '[]', /no entries/],
    ['no YAML', 'a: [1, }', /not YAML/],
    ['a key twice', '- a: 1\n  b: 2\n  a: 3', /line 3: .*already/],
    ['two documents', 'a: 1\n---\nb: 1', /several documents/],
    ['many keys', many(60_000, (at) => `k${at}: 1\n`), /nrecognized|kind|xpected/i],
    ['closers', '}\n'.repeat(300_000), /line 1: not YAML/],
  ];
  test.each(hostile)(
    '%s',
    async (_, text, why) => {
      const { items, bad } = await read(text, surroundings);
      expect(items).toEqual([]);
      expect(bad[0]?.message).toMatch(why);
      expect(bad[0]!.message.length).toBeLessThan(300);
    },
    30_000,
  );
});

test('a file that takes too long to read is given up', async () => {
  const { items, bad } = await createReader(1)('[]', surroundings);
  expect(items).toEqual([]);
  expect(bad).toEqual([{ row: 0, id: '', message: 'it takes too long to read' }]);
});

interface RowFile {
  evil?: number;
  operator?: string;
  facts: { attr: string; value: string; sources: string[] }[];
  sources: Record<string, { url: string; published: string }>;
}

const row = (change: (file: RowFile) => unknown) => {
  const file = JSON.parse(written([entry], 'json'))[0];
  change(file);
  return JSON.stringify([file]);
};

describe('a bad row is named', () => {
  const source = 'cnsa-gov-cn-2026-01-02';
  const bad: readonly (readonly [name: string, change: (file: RowFile) => unknown, why: RegExp])[] = [
    ['javascript:', (file) => (file.sources[source]!.url = 'javascript:alert(1)'), /sources\..*url/],
    ['credentials', (file) => (file.sources[source]!.url = 'https://a:b@cnsa.gov.cn/'), /password/],
    ['an IP', (file) => (file.sources[source]!.url = 'http://0x7f.1/'), /public site/],
    ['no such day', (file) => (file.sources[source]!.published = '2025-02-30'), /published/],
    ['the future', (file) => (file.sources[source]!.published = '2027-02-03'), /future/],
    ['an unknown attribute', (file) => (file.facts[0]!.attr = 'nonsense'), /unknown attribute/],
    ['no source', (file) => (file.facts[0]!.sources = []), /source/],
    ['10,000 characters', (file) => (file.facts[0]!.value = 'x'.repeat(10_000)), /longer/],
    ['a key of nobody', (file) => (file.evil = 1), /evil/],
    ['U+0000', (file) => (file.facts[0]!.value = 'a\0b'), /U\+0000/],
  ];
  test.each(bad)('%s', (_, change, why) => {
    const { items, bad: rows } = readEntries(row(change), surroundings);
    expect(items).toEqual([]);
    expect(rows).toMatchObject([{ row: 1, id: 'zhurong-crater', message: expect.stringMatching(why) }]);
  });

  test('the same id twice', () => {
    const [one] = JSON.parse(written([entry], 'json'));
    const { items, bad: rows } = readEntries(JSON.stringify([one, one]), surroundings);
    expect(items).toHaveLength(1);
    expect(rows).toMatchObject([{ row: 2, message: expect.stringContaining('twice') }]);
  });
});
