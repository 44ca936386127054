/**
 * @file The built app, open in a real browser. `app` is the page; whatever the page complains of during a spec fails the spec: an error on
 * the console, an exception, a violation of the content policy, a request that failed or that left this machine.
 */
import { join } from 'node:path';
import { test as base, expect, type ConsoleMessage, type Page } from '@playwright/test';
import { serve } from '../../electron/loopback.ts';
import { readServedFiles } from '../../electron/served-files.ts';

export { expect };

const dist = join(import.meta.dirname, '../../dist');

interface Fixtures {
  /** The page, loaded. */
  app: Page;
  /** A picture of the window, to look at: dist/screenshots/NAME.png. */
  picture: (name: string) => Promise<void>;
}

interface WorkerFixtures {
  /** Where the built app is served, such as http://127.0.0.1:41234/ */
  address: string;
}

/** Writes down what the page complains of, from now on. */
function complaintsOf(page: Page, address: string): string[] {
  const complaints: string[] = [];
  const atConsole = (message: ConsoleMessage) => {
    const { url, lineNumber, columnNumber } = message.location();
    if (message.type() === 'error') complaints.push(`console: ${message.text()} (${url}:${lineNumber + 1}:${columnNumber + 1})`);
  };
  page.on('console', atConsole); // the policy's violations, and the workers, speak here as well
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    const own = request.url().startsWith(address) || /^(blob|data):/.test(request.url());
    if (!own) complaints.push(`request to another place: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`answer ${response.status()}: ${response.url()}`);
  });
  page.on('crash', () => complaints.push('the page crashed'));
  return complaints;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  address: [
    async ({}, use) => {
      const { address, close } = await serve(await readServedFiles(dist), 0);
      await use(address);
      await close();
    },
    { scope: 'worker' },
  ],
  app: async ({ page, address }, use) => {
    const complaints = complaintsOf(page, address);
    await page.goto(address);
    await use(page);
    expect(complaints).toEqual([]);
  },
  picture: async ({ app }, use) => {
    await use(async (name) => {
      await app.screenshot({ path: join(dist, 'screenshots', `${name}.png`), animations: 'disabled' });
    });
  },
});
