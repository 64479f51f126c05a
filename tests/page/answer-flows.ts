import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { Visit } from './browser.ts';

/** What the bot under test is asked, and what it says. */
export interface AnswerWords {
  /** A command with one required option that has autocomplete, and how its list begins. */
  command: string;
  /** A text for that option that needs no list, and a shorter one for which the list has `choice`. */
  text: string;
  prefix: string;
  choice: string | RegExp;
  answer: string | RegExp;
  /** A button of the answer and what it shows. */
  button: string | RegExp;
  afterButton: string | RegExp;
}

export const composer = (page: Page) => page.getByRole('textbox', { name: 'Message', exact: true });
export const log = (page: Page) => page.getByRole('log', { name: 'Messages', exact: true });

/** Types a line as a person does, and sends it. */
export async function send(page: Page, line: string): Promise<void> {
  await composer(page).pressSequentially(line);
  await page.keyboard.press('Enter');
}

/** The ways from a question to its answer that any bot of this kind has to have, by keyboard and by mouse. */
export function answerFlows(visit: Visit, words: AnswerWords): void {
  const { command, text, prefix, choice, answer, button, afterButton } = words;
  const list = (page: Page) => page.getByRole('listbox', { name: 'Suggestions', exact: true });
  const last = (page: Page) => page.getByRole('article').last();

  it('answers a whole line that is typed and sent', async () => {
    const page = await visit.open();
    await send(page, `/${command} ${text}`);
    await last(page).getByText(answer).first().waitFor();
    expect(await last(page).textContent()).toContain(`used/${command}`);
    expect(await composer(page).inputValue()).toBe('');
  });

  it('is used by keyboard alone', async () => {
    const page = await visit.open();
    await page.keyboard.type(`/${command.slice(0, -2)}`);
    await list(page)
      .getByRole('option', { name: `/${command}` })
      .first()
      .waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type(prefix);
    await list(page).getByRole('option', { name: choice }).first().waitFor();
    expect(await composer(page).getAttribute('aria-activedescendant')).toBeNull();
    await page.keyboard.press('ArrowDown');
    const active = await composer(page).getAttribute('aria-activedescendant');
    expect(await page.locator(`#${active}`).getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await last(page).getByText(answer).first().waitFor();
  });

  it('is used by mouse', async () => {
    const page = await visit.open();
    await composer(page).click();
    await page.keyboard.type('/');
    await list(page)
      .getByRole('option', { name: `/${command}` })
      .first()
      .click();
    await page.keyboard.type(prefix);
    await list(page).getByRole('option', { name: choice }).first().click();
    await page.keyboard.press('Enter');
    await last(page).getByText(answer).first().waitFor();
  });

  it('does what a button says, and keeps the conversation over a reload', async () => {
    const page = await visit.open();
    await send(page, `/${command} ${text}`);
    await last(page).getByText(answer).first().waitFor();
    await last(page).getByRole('button', { name: button }).click();
    await log(page).getByText(afterButton).first().waitFor();
    const before = await log(page).getByRole('article').allTextContents();
    await page.reload();
    await log(page).getByText(afterButton).first().waitFor();
    expect(await log(page).getByRole('article').allTextContents()).toEqual(before);
  });
}
