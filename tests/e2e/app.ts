/**
 * @file The built app, open in what the project of a spec says: a browser, the double of Electron, or Electron. `app` is the page; whatever the
 * page complains of during a spec fails the spec.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, expect, type Browser, type Page } from '@playwright/test';
import type { GradscapeBridge } from '../../electron/bridge.ts';
import { serve } from '../../electron/loopback.ts';
import { readServedFiles } from '../../electron/served-files.ts';
import { Complaints } from './complaints.ts';
import { Desktop } from './desktop.ts';

export { expect };

const dist = join(import.meta.dirname, '../../dist');

/** What the app runs in. */
export type HostName = 'browser' | 'double' | 'electron';

interface Starting {
  /** The folder of another app than ours. */
  readonly app?: string;
  /** More arguments of the command line. */
  readonly args?: readonly string[];
  /** The folder that the app keeps its own files in; without one, that of the spec. */
  readonly own?: string;
}

interface Fixtures {
  /** The page, loaded. */
  app: Page;
  /** Another window on an empty network. */
  anotherPage: () => Promise<Page>;
  /** A picture of the window, to look at: dist/screenshots/NAME.png. */
  picture: (name: string) => Promise<void>;
  complaints: Complaints;
  /** Folders of the spec on the disk: that of the app's own files, and one for what a person opens and saves. */
  folders: { readonly own: string; readonly files: string };
  /** Starts the app on the desktop; it is ended after the spec. */
  start: (starting?: Starting) => Promise<Desktop>;
  /** The app on the desktop, started; null in a browser. */
  desktop: Desktop | null;
}

interface WorkerFixtures {
  host: HostName;
  /** Where the built app is, such as http://127.0.0.1:41234/ */
  address: string;
}

const ADDRESSES = { double: 'http://bundle.app.localhost/', electron: 'app://bundle/' } as const;

export const test = base.extend<Fixtures, WorkerFixtures>({
  host: ['browser', { scope: 'worker', option: true }],
  address: [
    async ({ host }, use) => {
      if (host !== 'browser') return use(ADDRESSES[host]);
      const { address, close } = await serve(await readServedFiles(dist), 0);
      await use(address);
      await close();
    },
    { scope: 'worker' },
  ],
  complaints: async ({ address }, use) => {
    const complaints = new Complaints(address);
    await use(complaints);
    expect(complaints.all).toEqual([]);
  },
  folders: async ({}, use, info) => {
    // without a locale of UTF-8, Chromium keeps nothing in a folder whose name has more than ASCII, as titles of specs have
    const own = join(info.project.outputDir, `own-${info.testId}-${info.retry}`);
    const folders = { own, files: info.outputPath('files') };
    for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true });
    await use(folders);
  },
  start: async ({ host, folders, locale, colorScheme, viewport, complaints }, use) => {
    const started: Desktop[] = [];
    await use(async ({ app, args = [], own = folders.own } = {}) => {
      if (host === 'browser') throw new Error('A spec of the desktop runs in a browser: name it in hosts.ts.');
      const desktop = await Desktop.launch({ program: host, app, own, args, locale, colorScheme, viewport, complaints });
      started.push(desktop);
      await desktop.savesInto(folders.files);
      return desktop;
    });
    for (const desktop of started) await desktop.close();
  },
  desktop: async ({ host, start }, use) => use(host === 'browser' ? null : await start()),

  // Only a browser is launched for a browser's specs, and a context made of it.
  browser: [
    async ({ host, playwright, launchOptions }, use) => {
      if (host !== 'browser') return use(null as unknown as Browser);
      const browser = await playwright.chromium.launch(launchOptions);
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  context: async ({ browser, desktop }, use) => {
    if (desktop) return use(desktop.electron.context());
    const context = await browser.newContext();
    await use(context);
    await context.close();
  },
  page: async ({ context, desktop }, use) => use(desktop ? await desktop.page() : await context.newPage()),
  app: async ({ page, context, desktop, address, complaints }, use) => {
    if (!desktop) {
      complaints.watch(context);
      await page.goto(address);
    }
    await use(page);
  },
  anotherPage: async ({ app, context, desktop, address }, use) => {
    await use(async () => {
      if (desktop)
        return desktop.windowOf(() => app.evaluate(() => (window as unknown as { gradscape: GradscapeBridge }).gradscape.newWindow()));
      const page = await context.newPage();
      await page.goto(address);
      return page;
    });
  },
  picture: async ({ app, host }, use) => {
    await use(async (name) => {
      if (host === 'browser') await app.screenshot({ path: join(dist, 'screenshots', `${name}.png`), animations: 'disabled' });
    });
  },
});
