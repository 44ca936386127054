/** @file A person at the canvas of the built app, in headless Chromium: real keys, wheel and mouse, and the frames that the page drew meanwhile. */
import type { Browser, Locator, Page } from '@playwright/test';
import { printDocument } from '../../core/document/print-document.ts';
import type { Document } from '../../core/document/document.ts';
import { emptyPlace, giveFile, watchEdits, watchFrames, watchOpening } from './canvas-watch.ts';

/** A mouse tells where it is so often, in milliseconds; a quick hand presses a key in so many. */
const MOUSE = 8;
const KEY = 80;

const rest = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export class CanvasPage {
  readonly #page: Page;
  /** Milliseconds from choosing the file until all was drawn. */
  readonly opening: number;

  private constructor(page: Page, opening: number) {
    this.#page = page;
    this.opening = opening;
  }

  /** @throws Error if the page cannot open the document */
  static async open(browser: Browser, address: string, network: Document): Promise<CanvasPage> {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.addInitScript(giveFile, { name: 'network.gradscape.json', text: printDocument(network) });
    await page.goto(address);
    await page.getByRole('button', { name: 'Train', exact: true }).waitFor();
    const opened = page.evaluate(watchOpening, { nodes: network.nodes.length, edges: network.edges.length });
    await page.keyboard.press('Control+o');
    const opening = await opened;
    await rest(500); // what is measured after it is not part of it
    return new CanvasPage(page, opening);
  }

  close(): Promise<void> {
    return this.#page.close();
  }

  /** Milliseconds from frame to frame while the person does something over and over. */
  async framesWhile(milliseconds: number, act: (round: number) => Promise<unknown>): Promise<number[]> {
    let over = false;
    const watching = this.#page.evaluate(watchFrames, milliseconds).finally(() => (over = true));
    for (let round = 0; !over; round++) await act(round);
    return watching;
  }

  /** Changing a setting key by key; now and then another block, and what was done taken back. */
  async edit(milliseconds: number): Promise<number[]> {
    const field = await this.#settingOf('fc1a');
    const { keyboard } = this.#page;
    const frames = await this.framesWhile(milliseconds, async (round) => {
      if (round % 16 < 12) await this.#step(field, round);
      else if (round % 16 === 12) await this.#page.getByRole('button', { name: 'ReLU', exact: true }).press('Enter');
      else await keyboard.press('Control+z');
      await rest(KEY);
      if (round % 16 === 15) await this.#settingOf('fc1a');
    });
    await keyboard.press('Escape');
    return frames;
  }

  /** Milliseconds from a key in a setting until its consequences are in the page. */
  async editLatencies(keys: number): Promise<number[]> {
    const page = this.#page;
    const field = await this.#settingOf('fc1a');
    await page.evaluate(watchEdits);
    for (let round = 0; round < keys; round++) {
      await this.#step(field, round);
      await rest(3 * KEY); // one edit at a time
    }
    return page.evaluate(() => (window as unknown as { latencies: number[] }).latencies);
  }

  async drag(milliseconds: number): Promise<number[]> {
    const { x, y, width, height } = (await this.#block('fc1a').boundingBox())!;
    return this.#carry(milliseconds, x + width / 2, y + height / 3);
  }

  async pan(milliseconds: number): Promise<number[]> {
    return this.#carry(milliseconds, ...(await this.#page.evaluate(emptyPlace)));
  }

  /** Into the network by the wheel and out again. */
  async zoom(milliseconds: number): Promise<number[]> {
    const { mouse } = this.#page;
    const { x, y, width, height } = (await this.#page.locator('.svelte-flow').boundingBox())!;
    await mouse.move(x + width / 2, y + height / 2);
    const frames = await this.framesWhile(milliseconds, async (round) => {
      await mouse.wheel(0, round % 120 < 60 ? -12 : 12);
      await rest(MOUSE);
    });
    await this.fit();
    return frames;
  }

  look(milliseconds: number): Promise<number[]> {
    return this.framesWhile(milliseconds, () => rest(MOUSE));
  }

  async train(): Promise<void> {
    const progress = this.#page.getByRole('progressbar', { name: 'Training progress' });
    await this.#page.getByRole('button', { name: 'Train', exact: true }).click();
    await progress.and(this.#page.locator('[aria-valuetext^="epoch"]')).waitFor();
    await rest(2_000); // the heatmap has got columns to draw
  }

  /** The whole network in view. */
  async fit(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Fit', exact: true }).click();
    await rest(500); // it glides there
  }

  /** A block in the middle of its part of the network, at the size at which words are read. */
  async lookClosely(): Promise<void> {
    const { mouse } = this.#page;
    await this.fit();
    const { x, y, width, height } = (await this.#block('fc1a').boundingBox())!;
    await mouse.move(x + width / 2, y + height / 2);
    for (let turn = 0; turn < 200 && (await this.#zoomShown()) < 100; turn++) await mouse.wheel(0, -20);
  }

  async #zoomShown(): Promise<number> {
    const words = await this.#page
      .locator('.svelte-flow')
      .locator('..')
      .getByText(/^\d+ %$/)
      .textContent();
    return Number.parseInt(words ?? '', 10);
  }

  async #settingOf(block: string): Promise<Locator> {
    await this.#block(block).click({ position: { x: 20, y: 8 } });
    const field = this.#page.getByRole('region', { name: 'Inspector', exact: true }).getByLabel('out_features', { exact: true });
    await field.click();
    return field;
  }

  /** The arrow keys step a setting, and each step is an edit. */
  #step(field: Locator, round: number): Promise<void> {
    return field.press(round % 8 < 4 ? 'ArrowUp' : 'ArrowDown');
  }

  #block(name: string): Locator {
    return this.#page.getByRole('group', { name: new RegExp(`^${name}, `) });
  }

  /** Takes hold there, goes round in a circle, and lets go where it began. */
  async #carry(milliseconds: number, left: number, top: number): Promise<number[]> {
    const { mouse } = this.#page;
    await mouse.move(left, top);
    await mouse.down();
    const frames = await this.framesWhile(milliseconds, async (round) => {
      const angle = round / 12;
      await mouse.move(left + 70 * Math.sin(angle), top + 40 * (1 - Math.cos(angle)));
      await rest(MOUSE);
    });
    await mouse.move(left, top);
    await mouse.up();
    return frames;
  }
}
