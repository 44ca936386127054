/** @file All windows, and which of them takes a file. */
import { statSync } from 'node:fs';
import type { WebContents } from 'electron';
import type { DocumentWindow } from './document-window.ts';

/** A window, as far as this is concerned. */
export type Shown = Pick<DocumentWindow, 'give' | 'shows' | 'blank' | 'bringToFront'> & {
  readonly frame: Pick<DocumentWindow['frame'], 'on' | 'once'> & { readonly webContents: unknown };
};

/** A page, or a start of the app with all files of a folder, must not take all of the machine. */
const MOST = 32;

/** Tables are data of a network, and no networks. */
const TABLE = /\.[ct]sv$/i;

export class Windows<W extends Shown = DocumentWindow> {
  /** The one that was used last is the last. */
  readonly #all: W[] = [];
  readonly #create: (beside: W | null) => W;

  /** @param create beside the window that was used last */
  constructor(create: (beside: W | null) => W) {
    this.#create = create;
  }

  /** Another one; that which was used last, if there are too many. */
  open(): W {
    if (this.#all.length >= MOST) return this.last!;
    const window = this.#create(this.last);
    this.#all.push(window);
    window.frame.on('focus', () => this.#all.push(...this.#all.splice(this.#all.indexOf(window), 1)));
    window.frame.once('closed', () => this.#all.splice(this.#all.indexOf(window), 1));
    return window;
  }

  get all(): readonly W[] {
    return this.#all;
  }

  /** The one that was used last. */
  get last(): W | null {
    return this.#all.at(-1) ?? null;
  }

  /** The one whose page these are the contents of. */
  of(contents: WebContents): W | null {
    return this.#all.find(({ frame }) => frame.webContents === contents) ?? null;
  }

  /**
   * Each network comes into the window that shows it already, else into one with nothing in it, else into one of its own. Tables go to the first
   * network that is given with them. What cannot be opened opens no window: that which was used last says why.
   */
  give(paths: readonly string[]): void {
    const tables = paths.filter((path) => TABLE.test(path));
    const networks = paths.filter((path) => !TABLE.test(path));
    const first = networks.map((path) => this.#giveOne(path))[0];
    if (first) first.give(tables);
    else for (const path of tables) this.#giveOne(path);
  }

  /** Another start of the app without files: the window that was used last comes to the front. */
  show(): void {
    (this.last ?? this.open()).bringToFront();
  }

  #giveOne(path: string): W {
    const shows = this.#all.find((window) => window.shows(path));
    const window = shows ?? (isFile(path) ? [...this.#all].reverse().find(({ blank }) => blank) : this.last) ?? this.open();
    if (!shows) window.give([path]);
    window.bringToFront();
    return window;
  }
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
