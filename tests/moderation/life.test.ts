import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { world } from '../../src/sandbox/world.ts';
import { idFrom, idsOf, openServer, people, textOf } from './server.ts';

const { general, reviews, linDirect } = world.channels;

const crater = {
  name: 'Zhinyu crater',
  text: 'A crater on the far side of the Moon, 3.8 kilometres wide.',
  source_url: 'https://www.example-observatory.cn/news/2026/crater',
  source_date: '2026-03-04',
};

describe.each(['sqlite', 'postgres'] as const)('the life of an entry (%s)', (engine) => {
  let server: Awaited<ReturnType<typeof openServer>>;
  beforeAll(async () => {
    server = await openServer(engine);
  });
  afterAll(() => server?.close());

  const { press, command, shown, fill } = {
    press: (...given: Parameters<typeof server.press>) => server.press(...given),
    command: (...given: Parameters<typeof server.command>) => server.command(...given),
    shown: (...given: Parameters<typeof server.shown>) => server.shown(...given),
    fill: (...given: Parameters<typeof server.fill>) => server.fill(...given),
  };

  const exported = async () => {
    const message = await shown(command('mei', 'entry export'));
    return (await fetch(message.attachments[0]!.url)).text();
  };

  test('/setup says who reviews, and where', async () => {
    const message = await shown(
      command(
        'mei',
        'setup',
        { 'review-channel': reviews, 'reviewer-role': world.roles.reviewers },
        { 'review-channel': 7, 'reviewer-role': 8 },
      ),
    );
    expect(message.content).toContain(`<#${reviews}>`);
    expect(message.flags).toBe(64);
  });

  test('suggested by a member, shown for review', async () => {
    const thanks = await shown(fill('lin', command('lin', 'suggest', { kind: 'body' }), crater));
    expect(thanks.content).toContain('waits for');
    expect(thanks.flags).toBe(64);
    const card = await server.sandbox.waitForMessage(reviews, people.mei, ({ embeds }) => embeds.length > 0, 10_000);
    expect(textOf(card)).toContain('3.8 kilometres');
    expect(textOf(card)).toContain('4 Mar 2026');
    const before = await shown(command('lin', 'search', { query: 'Zhinyu crater' }));
    expect(textOf(before)).not.toContain('3.8 kilometres');
  });

  test('approved, found by a typo at once, and the suggester is told', async () => {
    const [card] = server.sandbox.messages(reviews, people.mei);
    const approve = idFrom(card!, 'review:approve:');
    const [one, two] = await Promise.all([shown(press('mei', card!, approve)), shown(press('mei', card!, approve))]);
    const start = performance.now();
    const found = await shown(command('lin', 'search', { query: 'zhinyu cratr' }));
    expect(textOf(found)).toContain('Zhinyu crater');
    expect(performance.now() - start).toBeLessThan(1000);
    const notes = [one, two].map(({ content }) => content);
    expect(notes).toEqual([expect.stringContaining('Approved by'), expect.stringContaining('Approved by')]);
    expect([one, two].filter(({ flags }) => flags === 64)).toHaveLength(1);
    const revisions = await server.store.query('select * from revisions');
    expect(revisions).toHaveLength(1);
    const notice = await server.sandbox.waitForMessage(
      linDirect,
      people.lin,
      ({ content }) => content.includes('approved'),
      10_000,
    );
    expect(notice.content).toContain('Zhinyu crater');
  });

  test('its card says by whom it was added, with source and date', async () => {
    const list = await shown(command('lin', 'search', { query: 'zhinyu crater' }));
    const card = await shown(press('lin', list, idFrom(list, 'entry:')));
    expect(textOf(card)).toContain('added by this server’s moderators');
    expect(textOf(card)).toContain('example-observatory.cn');
    expect(textOf(card)).toContain('4 Mar 2026');
  });

  test('edited, and restored', async () => {
    const opening = command('mei', 'entry edit', { name: 'zhinyu crater' });
    const edited = await shown(
      fill('mei', opening, { text: 'A crater 4.1 kilometres wide.', reason: 'measured anew' }),
    );
    expect(textOf(edited)).toContain('4.1 kilometres');
    expect(textOf(edited)).not.toContain('3.8 kilometres');
    const history = await shown(command('mei', 'entry history', { name: 'zhinyu crater' }));
    expect(textOf(history)).toContain('measured anew');
    expect(textOf(history)).toMatch(/－.*3\.8/);
    expect(textOf(history)).toMatch(/＋.*4\.1/);
    const restored = await shown(command('mei', 'entry restore', { name: 'zhinyu crater', version: 1 }));
    expect(textOf(restored)).toContain('3.8 kilometres');
  });

  test('a fact beside a built-in one is marked, and the built-in one stays', async () => {
    const choices = await server.act('mei', {
      type: 'autocomplete',
      command: 'entry',
      options: [
        {
          name: 'edit',
          type: 1,
          options: [
            { name: 'name', type: 3, value: 'tianwen-2' },
            { name: 'fact', type: 3, value: 'launch', focused: true },
          ],
        },
      ],
    });
    if (choices.kind !== 'choices') throw new Error('expected choices');
    expect(choices.choices.length).toBeGreaterThan(1);
    const fact = String(choices.choices.at(-1)!.value);
    const opening = command('mei', 'entry edit', { name: 'tianwen-2', fact });
    const saved = await shown(fill('mei', opening, { ...crater, text: 'Our own words on the launch.' }));
    expect(textOf(saved)).toContain('Our own words on the launch.');
    expect(textOf(saved)).toContain('added by this server’s moderators');
    expect(textOf(saved)).toContain('Tianwen-2');
  });

  test('exported, removed, imported: the export is the same', async () => {
    await shown(command('mei', 'entry remove', { name: 'smile' }));
    const file = await exported();
    expect(file).toContain('name');
    for (const name of ['zhinyu crater', 'tianwen-2']) await shown(command('mei', 'entry remove', { name }));
    const gone = await shown(command('lin', 'search', { query: 'zhinyu crater' }));
    expect(idsOf(gone).join()).not.toContain('zhinyu');
    const bare = await shown(command('lin', 'mission', { name: 'smile' }));
    expect(bare.flags).toBe(64);
    await shown(command('mei', 'entry restore', { name: 'smile' }));
    const upload = server.sandbox.upload({ filename: 'entries.yaml', contentType: 'text/yaml', content: file });
    const dryRun = await shown(command('mei', 'entry import', { file: upload }, { file: 11 }));
    expect(textOf(dryRun)).toContain('zhinyu-crater');
    const done = await shown(press('mei', dryRun, idFrom(dryRun, 'confirm:')));
    expect(done.content).toContain('Imported: 3');
    expect(await exported()).toBe(file);
    expect(textOf(await shown(command('lin', 'search', { query: 'zhinyu cratr' })))).toContain('Zhinyu crater');
  });

  test('a refused form is a click from open again, filled in, after a restart too', async () => {
    const wrong = { ...crater, name: 'Another crater', source_url: 'javascript:alert(1)', source_date: '2025-02-30' };
    const refused = await shown(fill('mei', command('mei', 'entry add', { kind: 'body' }), wrong));
    expect(refused.content).toMatch(/Source address[\s\S]*Source date/);
    expect(refused.flags).toBe(64);
    await server.restart();
    const again = press('mei', refused, idFrom(refused, 'add:'));
    const opened = await again;
    expect(JSON.stringify(opened)).toContain('javascript:alert(1)');
    const saved = await shown(fill('mei', again, { source_url: crater.source_url, source_date: '2025-02-28' }));
    expect(textOf(saved)).toContain('Another crater');
  });

  test('what looks like an entry that is there is asked about', async () => {
    const asked = await shown(
      fill('mei', command('mei', 'entry add', { kind: 'mission' }), { ...crater, name: 'Change 6' }),
    );
    expect(asked.content).toContain("Chang'e-6");
    expect(asked.content).toContain('add your fact there?');
    const added = await shown(press('mei', asked, idFrom(asked, 'confirm:add:')));
    expect(textOf(added)).toContain('3.8 kilometres');
    expect(textOf(added)).toContain("Chang'e-6");
  });

  test('a stale card approves nothing that nobody read', async () => {
    await shown(fill('lin', command('lin', 'suggest', { kind: 'body' }), { ...crater, name: 'Third crater' }));
    const isCard = (message: { embeds: { title?: string }[] }) => message.embeds[0]?.title?.includes('Third') ?? false;
    const card = await server.sandbox.waitForMessage(reviews, people.mei, isCard, 10_000);
    const list = await shown(command('mei', 'entry review'));
    const edited = await shown(fill('mei', press('mei', list, idFrom(list, 'review:edit:')), { text: 'Other words.' }));
    expect(textOf(edited)).toContain('Other words.');
    const late = await shown(press('mei', card, idFrom(card, 'review:approve:')));
    expect(late.flags).toBe(64);
    expect(late.content).toContain('edited');
    expect(await server.store.query(`select * from entries where entry = 'third-crater'`)).toEqual([]);
    const rejected = await shown(
      fill('mei', press('mei', late, idFrom(late, 'review:reject:')), { reason: 'no such crater' }, late.channel_id),
    );
    expect(rejected.content).toContain('Rejected by');
    const notice = await server.sandbox.waitForMessage(
      linDirect,
      people.lin,
      ({ content }) => content.includes('not taken'),
      10_000,
    );
    expect(notice.content).toContain('no such crater');
  });

  test('nobody else may, and it is logged', async () => {
    const before = await server.store.query('select * from audit');
    for (const words of [
      'entry add',
      'entry edit',
      'entry remove',
      'entry review',
      'entry export',
      'entry gaps',
      'entry stale',
    ]) {
      const options =
        words === 'entry add'
          ? { kind: 'body' }
          : words === 'entry edit' || words === 'entry remove'
            ? { name: 'smile' }
            : {};
      const refused = await shown(command('lin', words, options as Record<string, string>));
      expect(refused.content, words).toContain('moderators');
      expect(refused.flags, words).toBe(64);
    }
    expect(server.lines.filter((line) => line.includes('only moderators')).length).toBe(7);
    expect(await server.store.query('select * from audit')).toEqual(before);
  });

  test('the reviewer role is enough', async () => {
    server.sandbox.controls.giveRole(people.lin, world.roles.reviewers);
    expect((await shown(command('lin', 'entry review'))).content).toContain('Nothing waits');
    server.sandbox.controls.takeRole(people.lin, world.roles.reviewers);
    expect((await shown(command('lin', 'entry review'))).content).toContain('moderators');
  });

  test('no message pings anybody', () => {
    for (const channel of [general, reviews]) {
      for (const message of server.sandbox.messages(channel, people.mei)) {
        expect(message.mention_everyone).toBe(false);
        expect(message.mentions).toEqual([]);
        expect(message.mention_roles).toEqual([]);
      }
    }
    expect(server.lines.filter((line) => line.includes('"level":50'))).toEqual([]);
  });
});
