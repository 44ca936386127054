/** @file A person who trains in the built app with everything of the landscape in view: the heatmap, a layer in depth, the curves. */
import type { Browser, CDPSession, Locator, Page } from '@playwright/test';
import type { Document } from '../../core/document/document.ts';
import { printDocument } from '../../core/document/print-document.ts';
import { giveFile, watchFrames, watchOpening } from './canvas-watch.ts';

/** A mouse tells where it is so often, in milliseconds. */
const MOUSE = 8;
/** The columns that a heatmap of a long run has. */
const FULL = 2000;

const rest = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export class LandscapePage {
  readonly #page: Page;
  readonly #devtools: CDPSession;
  readonly #heatmap: Locator;

  private constructor(page: Page, devtools: CDPSession) {
    this.#page = page;
    this.#devtools = devtools;
    this.#heatmap = page.getByRole('img', { name: 'Gradient heatmap', exact: true });
  }

  /** Opens a document and trains it until its run has been recorded in as many steps as a heatmap has columns. */
  static async train(browser: Browser, address: string, network: Document): Promise<LandscapePage> {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.addInitScript(giveFile, { name: 'network.gradscape.json', text: printDocument(network) });
    await page.goto(address);
    await page.getByRole('button', { name: 'Train', exact: true }).waitFor();
    const opened = page.evaluate(watchOpening, { nodes: network.nodes.length, edges: network.edges.length });
    await page.keyboard.press('Control+o');
    await opened;
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable');
    const trained = new LandscapePage(page, devtools);
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await trained.#reach(FULL);
    await trained.#lookInDepth();
    return trained;
  }

  close(): Promise<void> {
    return this.#page.close();
  }

  look(milliseconds: number): Promise<number[]> {
    return this.#framesWhile(milliseconds, () => rest(MOUSE));
  }

  /** Into the time of the run by the wheel and out again. */
  async zoom(milliseconds: number): Promise<number[]> {
    const { mouse } = this.#page;
    await mouse.move(...(await this.#place(0.6, 0.5)));
    const frames = await this.#framesWhile(milliseconds, async (round) => {
      await mouse.wheel(0, round % 80 < 40 ? -20 : 20);
      await rest(MOUSE);
    });
    await this.#page.keyboard.press('Escape');
    return frames;
  }

  /** The moment led along the axis and back. */
  async scrub(milliseconds: number): Promise<number[]> {
    const { mouse } = this.#page;
    await mouse.move(...(await this.#place(0.5, 0.9)));
    await mouse.down();
    const along = await Promise.all(
      Array.from({ length: 40 }, (_, turn) => this.#place(0.5 + 0.3 * Math.sin((turn / 40) * 2 * Math.PI), 0.8)),
    );
    const frames = await this.#framesWhile(milliseconds, async (round) => {
      await mouse.move(...along[round % along.length]!);
      await rest(2 * MOUSE);
    });
    await mouse.up();
    await this.#heatmap.press('Escape');
    return frames;
  }

  /** Milliseconds of the processor that the page's own thread takes for one frame, over so many milliseconds: what else the machine does is no part of it. */
  async work(milliseconds: number): Promise<number> {
    const before = await this.#metric('ThreadTime');
    const frames = await this.look(milliseconds);
    return Number(((1000 * ((await this.#metric('ThreadTime')) - before)) / frames.length).toFixed(2));
  }

  /** Bytes that the page's heap holds when what nobody needs has been taken away. */
  async heap(): Promise<number> {
    await this.#devtools.send('HeapProfiler.collectGarbage');
    return this.#metric('JSHeapUsedSize');
  }

  async #metric(name: string): Promise<number> {
    const { metrics } = await this.#devtools.send('Performance.getMetrics');
    return metrics.find((metric) => metric.name === name)!.value;
  }

  /** Waits until so many steps have been taken, as the words under the heatmap say. */
  async #reach(step: number): Promise<void> {
    const words = this.#page.locator(`[id="${await this.#heatmap.getAttribute('aria-describedby')}"]`);
    for (;;) {
      const said = /Step ([\d,]+)/.exec((await words.textContent()) ?? '');
      if (said && Number(said[1]!.replaceAll(',', '')) >= step) return;
      await rest(500);
    }
  }

  /** Chooses the first row by its name, which shows it in depth. */
  async #lookInDepth(): Promise<void> {
    const { x, y, height } = (await this.#heatmap.boundingBox())!;
    await this.#page.mouse.click(x + 60, y + 0.04 * height + 4);
    await this.#page.getByRole('region', { name: 'Inspector', exact: true }).getByRole('img').first().waitFor();
    await rest(1000);
  }

  /** A place in the heatmap by shares of its width and height, in CSS pixels of the window. */
  async #place(across: number, down: number): Promise<[x: number, y: number]> {
    const { x, y, width, height } = (await this.#heatmap.boundingBox())!;
    return [x + across * width, y + down * height];
  }

  async #framesWhile(milliseconds: number, act: (round: number) => Promise<unknown>): Promise<number[]> {
    let over = false;
    const watching = this.#page.evaluate(watchFrames, milliseconds).finally(() => (over = true));
    for (let round = 0; !over; round++) await act(round);
    return watching;
  }
}
