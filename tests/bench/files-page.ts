/** @file A person who opens and saves large files in the built app. */
import { rm } from 'node:fs/promises';
import type { Browser, CDPSession, Page } from '@playwright/test';
import { takeWatched, watchFiles, type Watched } from './files-watch.ts';
import { watchMemory } from './renderer-memory.ts';

/** Milliseconds that the largest file may take. */
const PATIENCE = 120_000;

export interface Seen {
  readonly watched: Watched;
  /** Bytes; null where the system does not tell. */
  readonly memory: number | null;
  /** Milliseconds of the processor that the page's own thread took: what else the machine did meanwhile is no part of it. */
  readonly work: number;
}

export class FilesPage {
  readonly #browser: Browser;
  readonly #page: Page;
  readonly #devtools: CDPSession;

  private constructor(browser: Browser, page: Page, devtools: CDPSession) {
    [this.#browser, this.#page, this.#devtools] = [browser, page, devtools];
  }

  static async load(browser: Browser, address: string): Promise<FilesPage> {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, acceptDownloads: true });
    page.setDefaultTimeout(PATIENCE);
    await page.addInitScript(watchFiles);
    await page.goto(address);
    await page.getByRole('button', { name: 'Open', exact: true }).waitFor();
    await page.waitForTimeout(1000);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable');
    return new FilesPage(browser, page, devtools);
  }

  close(): Promise<void> {
    return this.#page.close();
  }

  async rest(milliseconds: number): Promise<Watched> {
    await this.#page.evaluate(takeWatched);
    await this.#page.waitForTimeout(milliseconds);
    return this.#page.evaluate(takeWatched);
  }

  /** Milliseconds from the press until the notice is gone. */
  async cancelOpening(path: string): Promise<number> {
    await this.#choose(path);
    const cancel = this.#page.getByRole('button', { name: 'Cancel', exact: true });
    await cancel.waitFor();
    return cancel.evaluate(async (button) => {
      const begun = performance.now();
      (button as HTMLButtonElement).click();
      while (document.querySelector('.reading')) await new Promise(requestAnimationFrame);
      return performance.now() - begun;
    });
  }

  /** Until the network is there and compiled, and so many milliseconds more. */
  open(path: string, after: number): Promise<Seen> {
    return this.#seen(async () => {
      await this.#choose(path);
      await this.#page.waitForFunction(() => /[1-9][\d,.]* parameters/.test(document.querySelector('footer')?.textContent ?? ''));
      await this.#page.waitForTimeout(after);
    });
  }

  /** Until the file is on the disk. */
  save(): Promise<Seen> {
    return this.#seen(async () => {
      const download = this.#page.waitForEvent('download');
      await this.#page.getByRole('button', { name: 'Save', exact: true }).click();
      await rm(await (await download).path());
    });
  }

  async #seen(act: () => Promise<void>): Promise<Seen> {
    const memory = await watchMemory(this.#browser);
    const before = await this.#threadTime();
    await this.#page.evaluate(takeWatched);
    await act();
    return { watched: await this.#page.evaluate(takeWatched), memory: memory(), work: Math.round((await this.#threadTime()) - before) };
  }

  async #threadTime(): Promise<number> {
    const { metrics } = await this.#devtools.send('Performance.getMetrics');
    return 1000 * metrics.find(({ name }) => name === 'ThreadTime')!.value;
  }

  async #choose(path: string): Promise<void> {
    const chooser = this.#page.waitForEvent('filechooser');
    await this.#page.getByRole('button', { name: 'Open', exact: true }).click();
    await (await chooser).setFiles(path);
  }
}
