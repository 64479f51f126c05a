import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkKnowledge } from '../../src/check.ts';
import { Entry } from '../../src/knowledge/entry.ts';
import { errorsIn, warningsIn } from '../../src/knowledge/lint.ts';
import { knowledge } from '../fixture.ts';

const TODAY = '2026-11-22';

const mission = (id: string, facts: string, more = '') =>
  Entry.parse(
    parse(`
kind: mission
id: ${id}
names: { en: ${id}, zh: 任务${id} }
summary: { en: Something about ${id}., zh: 关于${id}的说明。 }
type: { en: Probe, zh: 探测器 }
status: { state: completed, asOf: 2024-01-01, sources: [one] }
facts:
${facts}
sources:
  one: { title: One, publisher: P, published: 2024-01-01, origin: p, tier: press }
reviewed: 2026-11-01
${more}`),
  );

const fact = (attr: string, value: string, more = '') =>
  `  - { attr: ${attr}, value: ${value}, confidence: reported, sources: [one]${more} }`;

const messages = (...entries: Entry[]) => errorsIn({ ...knowledge, entries }, TODAY).map(({ message }) => message);

describe('what fails a build', () => {
  test('nothing in the entries as they are', () => {
    expect(errorsIn(knowledge, TODAY)).toEqual([]);
  });

  test('an event in the future that is no plan', () => {
    expect(messages(mission('a', fact('landing.date', '2027-01-01')))).toEqual([
      expect.stringContaining('in the future'),
    ]);
  });

  test('a landing before the launch', () => {
    const facts = `${fact('launch.date', '2024-05-03')}\n${fact('landing.date', '2024-05-01')}`;
    expect(messages(mission('a', facts))).toEqual([
      expect.stringContaining('launch.date 2024-05-03 is after landing.date'),
    ]);
  });

  test('two masses of samples that are not marked as disputed', () => {
    const facts = `${fact('sample.mass', '2', ', unit: g')}\n${fact('sample.mass', '3', ', unit: g')}`;
    expect(messages(mission('a', facts))).toEqual([expect.stringContaining('sample.mass has two values')]);
  });

  test('a value that contradicts the entry it names', () => {
    const own = mission('luna-99', fact('sample.mass', '101', ', unit: g'));
    const other = mission(
      'b',
      fact('sample.mass', '170', ', unit: g, text: { en: luna-99 brought back 170 g., zh: 带回170克。 }'),
    );
    expect(messages(own, other)).toEqual([expect.stringContaining('contradicts mission:luna-99')]);
  });

  test('a finding on samples that never came back', () => {
    const finding = Entry.parse({
      ...mission('b', fact('result', '{ en: dry, zh: 干 }')),
      kind: 'finding',
      status: undefined,
      relations: [{ type: 'based-on-sample', to: 'mission:a' }],
    });
    expect(messages(mission('a', fact('crew', '{ en: none, zh: 无 }')), finding)).toEqual([
      expect.stringContaining('has none here'),
    ]);
  });

  test('one name for two entries, unless both say so', () => {
    const named = (id: string, shared: string) =>
      ({
        ...mission(id, fact('crew', '{ en: none, zh: 无 }')),
        names: { en: id, zh: `任务${id}`, aliases: ['Twin 1'], shared: shared ? [shared] : [] },
      }) as Entry;
    expect(messages(named('a', ''), named('b', ''))).toHaveLength(2);
    expect(messages(named('a', 'Twin I'), named('b', 'Twin 1'))).toEqual([]);
  });

  test('a sentence that was not translated', () => {
    expect(messages(mission('a', fact('crew', '{ en: none, zh: 无 }', ', text: Nobody was on board.')))).toEqual([
      'crew: text is the same in both languages',
    ]);
  });
});

describe('what time does is a warning', () => {
  test('an overdue plan, an old review, a recheck that is due', () => {
    const plan = '  - { attr: launch.planned, value: 2026-08, confidence: planned, asOf: 2024-01-01, sources: [one] }';
    const old = { ...mission('a', plan), reviewed: '2025-11-21' } as Entry;
    const warnings = warningsIn({ ...knowledge, entries: [old] }, TODAY).map(({ message }) => message);
    expect(warnings).toEqual([
      'overdue plan: launch.planned 2026-08, as of 2024-01-01',
      'was last reviewed 2025-11-21',
    ]);
    expect(errorsIn({ ...knowledge, entries: [old] }, TODAY)).toEqual([]);
  });
});

test('the table of coverage counts what is there', () => {
  const { report, errors } = checkKnowledge(knowledge, TODAY);
  expect(errors).toBe(0);
  const missions = knowledge.entries.filter(({ kind }) => kind === 'mission').length;
  expect(report).toMatch(new RegExp(`mission\\s+${missions}\\s`));
});
