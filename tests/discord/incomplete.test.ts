import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import type { Command } from '../../src/bot/command.ts';
import { systemClock } from '../../src/clock.ts';
import { connect } from '../../src/discord/gateway.ts';
import { commands, testBot } from '../fixture.ts';
import { Bare } from './bare.ts';

const user = { id: '333344445555666677', username: 'ann', discriminator: '0', avatar: null };
const patient = { timeout: 5000 };

async function play(replaced: Parameters<typeof testBot>[0] = {}) {
  const discord = new Bare();
  const { bot, problems } = testBot(replaced);
  const settings = { token: 'x'.repeat(30), api: await discord.listen() };
  const gateway = await connect(settings, { bot, clock: systemClock, log: pino({ level: 'silent' }) });
  onTestFinished(async () => {
    await gateway.stop();
    discord.close();
  });
  return { discord, problems, give: (interaction: unknown) => discord.dispatch('INTERACTION_CREATE', interaction) };
}

const about = { id: '1', type: 2, data: { name: 'about', type: 1 } };

test('an interaction that lacks fields is answered, or passed over, and ends nothing', async () => {
  const { discord, give } = await play();
  for (const interaction of [null, {}, { id: '1', type: 2 }, { ...about, token: 'nobody' }]) give(interaction);
  give({ ...about, token: 'bare', user });
  await expect.poll(() => [...discord.answers.keys()], patient).toEqual(['bare']);
});

test.for([{}, { resolved: {} }, { resolved: { messages: { 7: { id: '7' } } } }])(
  'a menu whose message is not told in full is answered: %j',
  async (lacking) => {
    const { discord, give } = await play();
    give({ ...about, token: 'menu', user, data: { name: 'Find sources', type: 3, target_id: '7', ...lacking } });
    await expect
      .poll(() => discord.answers.get('menu')?.data, patient)
      .toMatchObject({
        content: expect.stringContaining('Nothing in this message is known here'),
        flags: 64,
      });
  },
);

const words = { en: 'Too long', zh: '太长' };
const tooLong: Command = { name: 'about', describe: words, run: () => ({ content: 'x'.repeat(2001) }) };
const isHelp = ({ name }: Command) => name === 'help';

test.for([undefined, 'public'] as const)(
  'an answer beyond Discord’s limits is an apology (deferred: %s)',
  async (slow) => {
    const command = { ...tooLong, ...(slow && { slow }) };
    const { discord, problems, give } = await play({ commands: [...commands.filter(isHelp), command] });
    give({ ...about, token: 'long', application_id: '5', user });
    const said = () => (slow ? discord.edits : discord.answers).get('long');
    await expect.poll(said, patient).toBeDefined();
    const [problem] = problems;
    expect(problem?.error).toMatchObject({ name: 'ZodError' });
    expect(JSON.stringify(said())).toContain(`under the reference ${problem!.reference}`);
  },
);
