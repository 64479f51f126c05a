import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { type Clock, systemClock } from '../../src/clock.ts';
import { listenSandbox } from '../../src/sandbox/index.ts';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

type Sandbox = Awaited<ReturnType<typeof listenSandbox>>;

/** Logs a bot in to a sandbox; what it returns stops the bot. */
export type StartBot = (sandbox: Pick<Sandbox, 'api' | 'token'>) => Promise<() => Promise<void>>;

/** The system's time, but nobody need wait for a deadline. */
function createDeadlines() {
  const open = new Map<object, () => void>();
  const clock: Clock = {
    now: systemClock.now,
    after(ms, task) {
      const id = {};
      open.set(id, task);
      const cancel = systemClock.after(ms, () => open.delete(id) && task());
      return () => {
        open.delete(id);
        cancel();
      };
    },
  };
  const pass = () => {
    for (const [id, task] of open) if (open.delete(id)) task();
  };
  return { clock, pass, count: () => open.size };
}

/** What a browser test is given: the page, loaded anew, on a sandbox that a bot is logged in to. */
export interface Visit {
  sandbox: () => Sandbox;
  open: (options?: { path?: string; width?: number }) => Promise<Page>;
  /** Once so many interactions wait for an answer of the bot: as if their three seconds had passed. */
  passDeadlines: (count: number) => Promise<void>;
}

/** A suite in a real browser, on a sandbox of its own with the bot under test. Without Chromium it is skipped, and says so. */
export function describeInBrowser(name: string, startBot: StartBot, suite: (visit: Visit) => void): void {
  const isMissing = !existsSync(executablePath);
  if (isMissing)
    console.warn(`Skipped: "${name}" needs Chromium, and there is none at ${executablePath} (CHROMIUM_PATH).`);
  describe.skipIf(isMissing)(name, () => {
    const deadlines = createDeadlines();
    let sandbox: Sandbox;
    let browser: Browser;
    let page: Page;
    let stopBot: () => Promise<void>;
    beforeAll(async () => {
      sandbox = await listenSandbox({ clock: deadlines.clock });
      [stopBot, browser] = await Promise.all([startBot(sandbox), chromium.launch({ executablePath, args })]);
      page = await browser.newPage({ locale: 'en-US' });
      page.on('pageerror', (error) => {
        throw error;
      });
    });
    afterAll(async () => {
      await browser.close();
      await stopBot();
      await sandbox.close();
    });
    suite({
      sandbox: () => sandbox,
      open: (options) => open(page, sandbox.origin, options),
      async passDeadlines(count) {
        await expect.poll(deadlines.count).toBe(count);
        deadlines.pass();
      },
    });
  });
}

async function open(page: Page, origin: string, options: Parameters<Visit['open']>[0] = {}): Promise<Page> {
  const { path = '/', width = 1000 } = options;
  await page.setViewportSize({ width, height: 800 });
  await page.goto(origin + path);
  await page.getByText('is online').or(page.getByText('在线')).waitFor();
  return page;
}
