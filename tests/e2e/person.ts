/**
 * @file What a person at the window does with hand and eye: drags blocks, draws wires, fills in fields, chooses files. Everything is found
 * by its accessible name. The browser of these specs has no File System Access, so opening is a file chooser and saving a download; on the
 * desktop both are dialogs of the system, and files.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { LESSONS } from '../../core/lessons/index.ts';
import { expect, test as base } from './app.ts';
import type { Desktop } from './desktop.ts';

export { expect };

/** A place on the canvas, in pixels from its upper left corner. */
type Place = readonly [x: number, y: number];

export interface NamedBytes {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Where a person on the desktop has files. */
export interface Desk {
  readonly desktop: Desktop;
  readonly folder: string;
}

export class Person {
  readonly page: Page;
  readonly palette: Locator;
  readonly canvas: Locator;
  readonly inspector: Locator;
  readonly findings: Locator;
  readonly heatmap: Locator;
  /** Every block on the canvas. */
  readonly blocks: Locator;
  readonly wires: Locator;

  readonly #desk: Desk | null;

  /** @param desk where the person sits at a desktop window */
  constructor(page: Page, desk: Desk | null = null) {
    [this.page, this.#desk] = [page, desk];
    this.palette = page.getByRole('region', { name: 'Palette', exact: true });
    this.canvas = page.getByRole('region', { name: 'Canvas', exact: true });
    this.inspector = page.getByRole('region', { name: 'Inspector', exact: true });
    this.findings = page.getByRole('region', { name: 'Findings', exact: true });
    this.heatmap = page.getByRole('img', { name: 'Gradient heatmap', exact: true });
    this.blocks = this.canvas.getByRole('group', { name: /^[^,]+, \w+$/ });
    this.wires = this.canvas.getByRole('group', { name: /^Wire from / });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** A block by the name that is written on it. */
  block(name: string): Locator {
    return this.canvas.getByRole('group', { name: new RegExp(`^${name}, \\w+$`) });
  }

  wire(from: string, to: string): Locator {
    return this.canvas.getByRole('group', { name: new RegExp(`^Wire from ${from} to ${to}(, |\\. |$)`) });
  }

  input(block: string, port = 'in'): Locator {
    return this.canvas.getByRole('button', { name: `${block}, input ${port}`, exact: true });
  }

  output(block: string, port = 'out'): Locator {
    return this.canvas.getByRole('button', { name: `${block}, output ${port}`, exact: true });
  }

  /** A field of the inspector by its label. */
  field(name: string): Locator {
    return this.inspector.getByLabel(name, { exact: true });
  }

  async dragBlock(layer: string, [x, y]: Place): Promise<void> {
    const before = await this.blocks.count();
    const canvas = (await this.canvas.boundingBox())!;
    await this.palette.getByRole('button', { name: layer, exact: true }).hover();
    await this.page.mouse.down();
    await this.page.mouse.move(canvas.x + x, canvas.y + y, { steps: 4 });
    await this.page.mouse.up();
    await expect(this.blocks).toHaveCount(before + 1);
  }

  /** Takes hold of a port and carries the wire to another; lets go there unless told to hold on. */
  async drawWire(from: Locator, to: Locator, { letGo = true } = {}): Promise<void> {
    await from.hover();
    await this.page.mouse.down();
    const { x, y, width, height } = (await to.boundingBox())!;
    await this.page.mouse.move(x + width / 2, y + height / 2, { steps: 4 });
    if (letGo) await this.page.mouse.up();
  }

  /** Wires blocks in a row, each to the next. */
  async wireInARow(...names: readonly string[]): Promise<void> {
    for (const [index, name] of names.slice(1).entries()) {
      const from = names[index]!;
      await this.drawWire(this.output(from), this.input(name));
      await expect(this.wire(from, name)).toBeAttached();
    }
  }

  /** Selects a block and shows its settings. */
  async select(block: string): Promise<void> {
    await this.block(block).click();
    const settings = this.inspector.getByRole('radio', { name: 'Settings', exact: true });
    if (!(await settings.isChecked())) await settings.click();
    await expect(this.field('name')).toHaveValue(block);
  }

  /** Presses on the canvas where nothing is: the inspector speaks of the network again. */
  async selectNothing(): Promise<void> {
    await this.canvas.click({ position: { x: 480, y: 500 } });
    await expect(this.inspector.getByRole('heading', { name: 'Network' })).toBeVisible();
  }

  /** Fills in a field of the inspector and leaves it. */
  async fill(name: string, value: string): Promise<void> {
    await this.field(name).fill(value);
    await this.field(name).press('Tab');
  }

  async openExample(title: string): Promise<void> {
    await this.button('Examples').click();
    await this.page.getByRole('menuitem', { name: title }).click();
    // what was open, with its run, is left first
    const { document } = LESSONS.find((lesson) => lesson.title.en.includes(title))!;
    await expect(this.page.locator('header').getByTitle(document.name, { exact: true })).toBeVisible();
    await expect.poll(() => this.progress()).toBe('not started');
    await expect(this.blocks).not.toHaveCount(0);
  }

  /** Where the run is, in the words beside the progress bar: "epoch 7 / 12 · 0:48 left". */
  async progress(): Promise<string> {
    return (await this.page.getByRole('progressbar', { name: 'Training progress' }).getAttribute('aria-valuetext')) ?? '';
  }

  /** The step at which the run rests. */
  async restingStep(): Promise<number> {
    await expect.poll(() => this.progress()).toMatch(/step [\d,]+$/);
    return Number(/step ([\d,]+)$/.exec(await this.progress())![1]!.replaceAll(',', ''));
  }

  /** What the words under a picture say of it. */
  async description(picture: Locator): Promise<string> {
    const id = await picture.getAttribute('aria-describedby');
    return (await this.page.locator(`[id="${id}"]`).textContent()) ?? '';
  }

  async save(): Promise<NamedBytes> {
    return this.saved(() => this.button('Save').click());
  }

  async saveAs(kind: 'Model with its weights' | 'Document only' | 'PyTorch code (.py)' | 'ONNX, for other programs'): Promise<NamedBytes> {
    await this.button('Save as').click();
    return this.saved(() => this.page.getByRole('menuitem', { name: kind }).click());
  }

  /** The network as a saved document tells it, whatever the weights are. */
  async network(): Promise<unknown> {
    return JSON.parse((await this.saveAs('Document only')).bytes.toString());
  }

  async open(file: NamedBytes): Promise<void> {
    await this.choose(file, () => this.button('Open').click());
  }

  /** Chooses a file in the chooser that the press brings up. */
  async choose({ name, bytes }: NamedBytes, press: () => Promise<void>): Promise<void> {
    if (this.#desk) {
      const path = join(this.#desk.folder, name);
      writeFileSync(path, bytes);
      await this.#desk.desktop.opens(path);
      return press();
    }
    const chooser = this.page.waitForEvent('filechooser');
    await press();
    await (await chooser).setFiles({ name, mimeType: 'application/octet-stream', buffer: bytes });
  }

  /** What is done asks for a file; the person turns back. */
  async isAskedForAFile(act: () => Promise<unknown>): Promise<void> {
    if (!this.#desk) {
      const chooser = this.page.waitForEvent('filechooser');
      await act();
      return void (await chooser);
    }
    const { desktop } = this.#desk;
    const before = (await desktop.asked()).length;
    await desktop.opens();
    await act();
    await expect.poll(async () => (await desktop.asked()).slice(before)).toMatchObject([{ dialog: 'open' }]);
  }

  /** The file that what is done writes, once it is whole. */
  async saved(act: () => Promise<unknown>): Promise<NamedBytes> {
    if (this.#desk) return writtenIn(this.#desk.folder, act);
    const download = this.page.waitForEvent('download');
    await act();
    const saved = await download;
    return { name: saved.suggestedFilename(), bytes: await readFile(await saved.path()) };
  }
}

/** The files of a folder, each with what becomes another when it is written again; not those that are being written. */
function filesIn(folder: string): ReadonlyMap<string, string> {
  const whole = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile() && !entry.name.endsWith('.tmp'));
  return new Map(
    whole.map(({ name }) => {
      const { ino, mtimeNs, size } = statSync(join(folder, name), { bigint: true });
      return [name, `${ino} ${mtimeNs} ${size}`];
    }),
  );
}

async function writtenIn(folder: string, act: () => Promise<unknown>): Promise<NamedBytes> {
  const before = filesIn(folder);
  const written = () => [...filesIn(folder)].filter(([name, state]) => before.get(name) !== state).map(([name]) => name);
  await act();
  await expect.poll(written).toHaveLength(1);
  const [name] = written() as [string];
  return { name, bytes: readFileSync(join(folder, name)) };
}

export const test = base.extend<{ person: Person }>({
  page: async ({ page, host }, use) => {
    if (host === 'browser')
      await page.addInitScript(() => {
        Object.assign(window, { showOpenFilePicker: undefined, showSaveFilePicker: undefined });
      });
    await use(page);
  },
  person: async ({ app, desktop, folders }, use) => {
    const person = new Person(app, desktop && { desktop, folder: folders.files });
    await expect(person.canvas).toBeVisible();
    await use(person);
  },
});
