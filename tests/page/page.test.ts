import { expect, it } from 'vitest';
import { answerFlows, composer, log, send } from './answer-flows.ts';
import { describeInBrowser } from './browser.ts';
import { faintTexts } from './contrast.ts';
import { startGuideBot } from './guide-bot.ts';

describeInBrowser('the page with a bot', startGuideBot, (visit) => {
  answerFlows(visit, {
    command: 'mission',
    text: 'tianwen2',
    prefix: 'tianwen2',
    choice: 'Tianwen-2',
    answer: 'First.',
    button: 'Timeline',
    afterButton: 'Second.',
  });

  it('sends free text, further options by name, and the reader’s language', async () => {
    const page = await visit.open({ path: '/?locale=zh-CN' });
    await page
      .getByRole('textbox', { name: 'Message' })
      .pressSequentially('/search far side: samples kind:finding limit:3');
    await page.keyboard.press('Enter');
    await page.getByText('[["query","far side: samples",null],["kind","f",null],["limit",3,null]] in zh-CN').waitFor();
  });

  it('gives a command a file and a role', async () => {
    const page = await visit.open();
    const chooser = page.waitForEvent('filechooser');
    await composer(page).pressSequentially('/entry import ');
    await page.keyboard.press('Tab');
    await (await chooser).setFiles({
      name: 'my entries: role.yaml',
      mimeType: 'text/yaml',
      buffer: Buffer.from('kind: mission'),
    });
    await page.locator('.pill.filled', { hasText: 'my entries' }).waitFor();
    await send(page, ' role:@Reviewers');
    await log(page).getByText('my_entries__role.yaml has 13 bytes for Reviewers').waitFor();
  });

  it('says what a command lacks and keeps what was typed', async () => {
    const page = await visit.open();
    await send(page, '/daily set #general');
    await page.getByRole('alert').getByText('This command needs “time”.').waitFor();
    expect(await composer(page).inputValue()).toBe('/daily set #general time:');
    await send(page, '08:00');
    await log(page).getByText('set [["set",null,["1300000000000000031","08:00"]]]').waitFor();
  });

  it('refuses what does not fit its option, and what is no command', async () => {
    const page = await visit.open();
    await send(page, '/search moon limit:many');
    await page.getByRole('alert').getByText('“many” does not fit “limit”.').waitFor();
    await composer(page).fill('');
    await send(page, '/nothing at all');
    await page.getByRole('alert').getByText('There is no command /nothing here.').waitFor();
  });

  it('shows a form, keeps the focus in it, and sends it', async () => {
    const page = await visit.open();
    await send(page, '/form');
    const dialog = page.getByRole('dialog', { name: 'Suggest a mission' });
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await send(page, '/form');
    await dialog.waitFor();
    await page.keyboard.type('Tianwen-9');
    expect(await dialog.getByLabel('Name').inputValue()).toBe('Tianwen-9');
    expect(await dialog.getByLabel('Text').inputValue()).toBe('As it was.');
    await dialog.getByLabel('State').selectOption('planned');
    await dialog.getByRole('button', { name: 'Submit' }).click();
    await log(page).getByText('form Tianwen-9 planned').waitFor();
    await dialog.waitFor({ state: 'hidden' });
  });

  it('does not send a form that lacks what is required', async () => {
    const page = await visit.open();
    await send(page, '/form');
    const dialog = page.getByRole('dialog', { name: 'Suggest a mission' });
    await dialog.getByRole('button', { name: 'Submit' }).click();
    expect(
      await dialog
        .getByLabel('Name')
        .evaluate((input: { validity: { valueMissing: boolean } }) => input.validity.valueMissing),
    ).toBe(true);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
  });

  it('picks from a select, and puts a private note away', async () => {
    const page = await visit.open();
    await send(page, '/mission tianwen2');
    await page.getByRole('button', { name: 'Related' }).last().click();
    await page.getByRole('listbox', { name: 'Related' }).getByRole('option', { name: "Chang'e-6" }).click();
    const note = page.getByRole('article').filter({ hasText: "chose Chang'e-6" });
    await note.getByText('Only you can see this').waitFor();
    await note.getByRole('button', { name: 'Dismiss message' }).click();
    await note.waitFor({ state: 'detached' });
  });

  it('keeps the keyboard’s place when a button changes its message', async () => {
    const page = await visit.open();
    await send(page, '/mission tianwen1');
    const message = page.getByRole('article').last();
    await message.getByText('First.').waitFor();
    await message.getByRole('button', { name: 'Timeline' }).press('Enter');
    await message.getByText('Second.').waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Timeline');
  });

  it('says when the bot does not answer a command or a button', async () => {
    const page = await visit.open();
    await send(page, '/mission tianwen2');
    await page.getByRole('button', { name: 'Broken' }).last().click();
    await send(page, '/silent');
    await visit.passDeadlines(2);
    await page.getByRole('alert').getByText('The application did not respond').waitFor();
    await page.getByRole('article').last().getByText('The application did not respond').waitFor();
  });

  it('shows that an answer is on its way', async () => {
    const page = await visit.open();
    await send(page, '/slow');
    await page.getByText('Wentian is thinking…').waitFor();
    await log(page).getByText('Done at last.').waitFor();
  });

  it('uses a message command on a message', async () => {
    const page = await visit.open();
    await send(page, 'Tianwen-2 is **on its way**');
    const message = page.getByRole('article').filter({ hasText: 'Tianwen-2 is on its way' });
    await message.hover();
    await message.getByRole('button', { name: 'Apps' }).click();
    await page.getByRole('menuitem', { name: 'Find sources' }).press('Enter');
    await log(page).getByText('sources of Tianwen-2 is on its way').waitFor();
  });

  it('never takes what people write for markup', async () => {
    const page = await visit.open();
    const hostile = '<img src=x onerror=alert(1)> [x](javascript:alert(1)) https://example.org/"onclick=alert(1)';
    await send(page, hostile);
    const message = page.getByRole('article').filter({ hasText: '<img src=x' });
    expect(await message.locator('.markdown').textContent()).toBe(hostile);
    expect(await message.locator('img').count()).toBe(0);
    expect(await message.getByRole('link').count()).toBe(1);
  });

  it('shows each person what is theirs', async () => {
    const page = await visit.open();
    expect(await page.getByRole('button', { name: 'reviews' }).count()).toBe(0);
    await page.getByLabel('You are').selectOption({ label: 'Mei (moderator)' });
    await page.getByRole('button', { name: 'reviews' }).waitFor();
    await composer(page).pressSequentially('/lock');
    await page.getByRole('option', { name: '/locked' }).waitFor();
    await page.getByRole('button', { name: 'Wentian' }).click();
    await composer(page).fill('/');
    await page.getByRole('option', { name: '/mission' }).waitFor();
    expect(await page.getByRole('option', { name: '/locked' }).count()).toBe(0);
  });

  it('speaks Chinese', async () => {
    const page = await visit.open();
    await page.getByLabel('Language').selectOption('中文');
    await page.getByText('Wentian 在线').waitFor();
    await page.getByRole('textbox').fill('/mi');
    await page.getByRole('option', { name: '任务介绍' }).waitFor();
    await page.reload();
    await page.getByLabel('语言').waitFor();
  });

  it('marks what is new elsewhere', async () => {
    const page = await visit.open();
    visit.sandbox().say('1300000000000000012', '1300000000000000032', 'news for all');
    await page.getByRole('button', { name: 'space-news new' }).click();
    await log(page).getByText('news for all').waitFor();
  });

  it('can be read: every text stands out from its background', async () => {
    const page = await visit.open();
    await send(page, '# Title **bold** `code` <@1300000000000000011> https://example.org ~~gone~~ <t:0>');
    await send(page, '/mission tianwen2');
    await send(page, '/daily off');
    await log(page).getByText('off [["off"').waitFor();
    await composer(page).pressSequentially('/search moon ');
    await page.getByRole('option', { name: 'kind:' }).waitFor();
    expect(await faintTexts(page)).toEqual([]);
    await composer(page).fill('');
    await send(page, '/form');
    await page.getByRole('dialog').waitFor();
    expect(await faintTexts(page)).toEqual([]);
  });

  it('fits a narrow window', async () => {
    const page = await visit.open({ width: 400 });
    await send(page, '/mission tianwen2');
    await log(page).getByText('First.').first().waitFor();
    const overflow =
      'document.documentElement.scrollWidth - innerWidth + document.querySelector("[role=log]").scrollWidth - document.querySelector("[role=log]").clientWidth';
    expect(await page.evaluate(overflow)).toBe(0);
    await page.getByRole('button', { name: 'Channels' }).click();
    await page.getByRole('button', { name: 'space-news' }).click();
    await page.getByRole('heading', { name: 'space-news', exact: true }).waitFor();
  });
});
