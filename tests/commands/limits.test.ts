import { describe, expect, test } from 'vitest';
import { callbackOf } from '../../src/discord/interaction.ts';
import { registrationOf } from '../../src/discord/register.ts';
import { kinds } from '../../src/knowledge/entry.ts';
import { Choices, Message } from '../../src/limits.ts';
import { locales } from '../../src/text.ts';
import { commands, library, partsOf, testBot } from '../fixture.ts';
import { longest } from './reading.ts';

const { run, press, ask, problems } = testBot();

function check(reply: Parameters<typeof callbackOf>[0]) {
  const body = callbackOf(reply);
  const result = Message.safeParse('data' in body ? body.data : undefined);
  expect(result.error?.issues ?? []).toEqual([]);
}

describe.each(locales)('every entry keeps Discord’s limits (%s)', (locale) => {
  test.each(library.entries.map(({ id }) => id))('%s', async (id) => {
    const card = await press(`entry:${id}`, { locale });
    check(card);
    for (const list of ['facts', 'sources']) {
      for (let page = 0; ; page++) {
        const reply = await press(`${list}:${id}:${page}`, { locale });
        check(reply);
        if (!partsOf(reply).some((part) => part.custom_id === `${list}:${id}:${page + 1}`)) break;
      }
    }
    expect(card.embeds![0]!.fields!.at(-1)!.name).toMatch(/Sources|来源/);
    expect(problems).toEqual([]);
  });
});

test.each(locales)('every command’s answer keeps Discord’s limits (%s)', async (locale) => {
  for (const name of ['help', 'about', 'privacy', 'fact']) check(await run(name, {}, { locale }));
  for (const query of ['moon', '月', 'a', 'water', 'the']) check(await run('search', { query }, { locale }));
  expect(problems).toEqual([]);
});

test.each(locales)('the longest entries there can be keep Discord’s limits (%s)', async (locale) => {
  const full = testBot({ libraryOf: () => longest });
  for (const { id, names } of longest.entries) {
    check(await full.press(`entry:${id}`, { locale }));
    check(await full.run('fact', { about: id }, { locale }));
    check(await full.run('ask', { question: `What event was there with ${names.en}?` }, { locale }));
  }
  const text = longest.entries.map(({ names }) => names.en).join(', ');
  const cards = await full.ask({ type: 'menu', name: 'find-sources', text, locale });
  check(cards);
  expect(full.problems).toEqual([]);
});

test.each(['', 'c', 'ch', 'cha', '嫦', 'moon', 'z'.repeat(6000), '\u202e@everyone'])(
  'choices for %j fit',
  async (typed) => {
    for (const locale of locales) {
      const calls = commands.flatMap((command) =>
        'options' in command ? Object.keys(command.options ?? {}).map((option) => [command.name, option] as const) : [],
      );
      for (const [name, option] of calls) {
        const answer = (await ask({ type: 'suggest', name, option, typed, locale })) as {
          choices: { value: string }[];
        };
        expect(Choices.safeParse(answer).error?.issues ?? []).toEqual([]);
        expect(
          answer.choices.filter(({ value }) => !library.get(value) && !kinds.some((kind) => kind === value)),
        ).toEqual([]);
      }
    }
  },
);

test('nothing typed offers a list to choose from', async () => {
  for (const [name, option] of [
    ['mission', 'name'],
    ['finding', 'topic'],
    ['sources', 'name'],
  ] as const) {
    const answer = (await ask({ type: 'suggest', name, option, typed: '' })) as { choices: unknown[] };
    expect(answer.choices.length).toBeGreaterThan(2);
  }
});

test.each([true, false])('registration keeps Discord’s limits (for one guild: %s)', (local) => {
  expect(registrationOf(commands, local).length).toBe(new Set(commands.map(({ name }) => name.split(' ')[0])).size);
});
