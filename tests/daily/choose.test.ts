import { describe, expect, test } from 'vitest';
import { allCandidates, type Candidate, narrowed, type Topic, topicOf, topicText } from '../../src/daily/candidates.ts';
import { type Feed, pick, swapped } from '../../src/daily/choose.ts';
import { simulate } from '../../src/daily/simulate.ts';
import { knowledge } from '../fixture.ts';
import { thirtyZones } from './zones.ts';

const all = allCandidates(knowledge);
const everyDay = [1, 2, 3, 4, 5, 6, 7];
const calendar = (first: string, count: number) =>
  Array.from({ length: count }, (_, days) => Temporal.PlainDate.from(first).add({ days }).toString());

const feed = (more: Partial<Feed> = {}): Feed => ({
  candidates: all,
  told: [],
  overrides: new Map(),
  fresh: new Set(),
  seed: '1',
  ...more,
});
const keysOf = (wanted: Feed, dates: readonly string[]) => pick(wanted, dates).map(({ fact }) => fact?.key);

describe('what may be posted', () => {
  test('only sure, standing, sourced sentences, each once', () => {
    for (const { placed } of all) {
      expect(['reported', 'peer-reviewed']).toContain(placed.fact.confidence);
      expect(placed.fact).toMatchObject({ text: { en: expect.any(String), zh: expect.any(String) } });
      expect(placed.fact.replaced).toBeUndefined();
      expect(placed.fact.sources.length).toBeGreaterThan(0);
    }
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
  });

  test("a guild's own fact typed in one language is told in that language", () => {
    const entry = structuredClone(all[0]!.entry);
    entry.facts = [{ ...all[0]!.placed.fact, text: { en: '神舟载人飞船', zh: '神舟载人飞船' } }];
    const own = allCandidates({ entries: [entry], vocabulary: knowledge.vocabulary });
    expect(narrowed(own, { all: true }, 'zh')).toHaveLength(1);
    expect(narrowed(own, { all: true }, 'en')).toHaveLength(0);
  });

  test("not a built-in fact that a guild's own one corrects", () => {
    const { entry, placed } = all.find((one) => one.placed.fact.attr === 'event')!;
    const own = structuredClone({ ...placed.fact, attr: 'statement', corrects: 'event', added: true as const });
    const { vocabulary } = knowledge;
    const told = allCandidates({ entries: [{ ...entry, facts: [...entry.facts, own] }], vocabulary });
    const facts = told.map((one) => one.placed.fact);
    expect(facts.filter(({ attr, corrects = attr }) => corrects === 'event')).toEqual([own]);
    expect(facts.length).toBeGreaterThan(1);
  });

  test.each<Topic>([{ all: true }, { kind: 'finding' }, { tag: 'china' }, { entry: 'tianwen-2' }])(
    'topic %o',
    (topic) => {
      const found = narrowed(all, topic, 'en');
      expect(found.length).toBeGreaterThan(0);
      expect(topicOf(topicText(topic))).toEqual(topic);
      if ('kind' in topic) expect(new Set(found.map(({ entry }) => entry.kind))).toEqual(new Set(['finding']));
      if ('entry' in topic) expect(new Set(found.map(({ entry }) => entry.id))).toEqual(new Set(['tianwen-2']));
    },
  );

  test('no topic', () => {
    expect(['', 'kind:planet', 'entry:', 'all:x y', 'tag:A B'].map(topicOf)).toEqual(Array(5).fill(undefined));
  });
});

/** Whether no fact comes again before all have come. */
function expectWholeRounds(keys: readonly string[], size: number): void {
  for (let start = 0; start < keys.length; start += size) {
    const round = keys.slice(start, start + size);
    expect(new Set(round).size).toBe(round.length);
  }
}

test.each(thirtyZones)('three years in %s: one a day, none again before all were told', (zone) => {
  const told = simulate({
    candidates: all,
    schedule: { zone, time: '09:00', days: everyDay },
    from: Date.UTC(2026, 0, 1),
    days: 1096,
    seed: zone,
  });
  expect(new Set(told.map(({ date }) => date)).size).toBe(told.length);
  expect(told.length).toBeGreaterThanOrEqual(1095);
  expectWholeRounds(
    told.map(({ fact }) => fact.key),
    all.length,
  );
});

test('a small topic goes round and round without one fact twice in a row', () => {
  const candidates = narrowed(all, { entry: 'tianwen-2' }, 'en');
  const keys = keysOf(feed({ candidates }), calendar('2026-01-01', 200)) as string[];
  expectWholeRounds(keys, candidates.length);
  expect(keys.filter((key, at) => key === keys[at - 1])).toEqual([]);
});

test('a fact of this day in an earlier year comes on its day', () => {
  const [launch] = pick(feed({ candidates: narrowed(all, { entry: 'change-6' }, 'en') }), ['2027-05-03']);
  expect(launch).toMatchObject({ anniversary: true, fact: { day: '2024-05-03' } });
});

test('entries and kinds vary from day to day', () => {
  const told = pick(feed(), calendar('2026-01-01', 365)).map(({ fact }) => fact!);
  const repeated = told.filter(({ entry }, at) => entry === told[at - 1]?.entry);
  expect(repeated.length).toBeLessThan(20);
  expect(new Set(told.slice(0, 7).map(({ entry }) => entry.kind)).size).toBeGreaterThan(2);
});

test('the same input gives the same days, another channel other ones', () => {
  const dates = calendar('2026-01-01', 30);
  expect(keysOf(feed(), dates)).toEqual(keysOf(feed(), dates));
  expect(keysOf(feed(), dates)).not.toEqual(keysOf(feed({ seed: '2' }), dates));
});

test('what was approved since comes soon, but not two in a row', () => {
  const fresh = new Set(all.slice(0, 5).map(({ key }) => key));
  const keys = keysOf(feed({ fresh }), calendar('2026-06-10', 20)) as string[];
  expect(keys.filter((key) => fresh.has(key))).toHaveLength(5);
  expect(keys.some((key, at) => fresh.has(key) && fresh.has(keys[at + 1] ?? ''))).toBe(false);
});

test('what is new after a round is told before the round goes on', () => {
  const [added, ...old] = all as [Candidate, ...Candidate[]];
  const told = pick(feed({ candidates: old }), calendar('2026-01-01', old.length + 10)).map(
    ({ fact, date, round }) => ({ key: fact!.key, date, round }),
  );
  const [next, after] = keysOf(feed({ candidates: [added, ...old], told }), ['2030-01-01', '2030-01-02']);
  expect(next).toBe(added.key);
  expect(told.slice(-10).map(({ key }) => key)).not.toContain(after);
});

describe('steering', () => {
  const dates = calendar('2026-12-01', 7);
  const plain = keysOf(feed(), dates) as string[];

  test('a skipped day has no post, and its fact is not lost', () => {
    const overrides = new Map([[dates[2]!, { skip: true } as const]]);
    const told = pick(feed({ overrides }), dates);
    expect(told[2]).toMatchObject({ skipped: true });
    expect(told[2]!.fact).toBeUndefined();
    expect(told.filter(({ fact }) => fact)).toHaveLength(6);
  });

  test('swapping gives another each time, until nothing else is left', () => {
    const candidates = narrowed(all, { entry: 'tianwen-2' }, 'en');
    const seen = new Set<string>();
    let wanted = feed({ candidates });
    for (let key = keysOf(wanted, dates)[3]; key; key = keysOf(wanted, dates)[3]) {
      expect(seen.has(key)).toBe(false);
      seen.add(key);
      const override = swapped(wanted, dates[3]!, key);
      if (!override) break;
      wanted = { ...wanted, overrides: new Map([[dates[3]!, override]]) };
    }
    expect(seen.size).toBe(candidates.length);
  });

  test('what was chosen for a day comes on no day before', () => {
    const fact = plain[0]!;
    const overrides = new Map([[dates[6]!, { fact, unwanted: [] }]]);
    const keys = keysOf(feed({ overrides }), dates);
    expect(keys[6]).toBe(fact);
    expect(keys.filter((key) => key === fact)).toHaveLength(1);
  });
});
