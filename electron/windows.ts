/** @file All windows, and which of them takes a file. */
import type { WebContents } from 'electron';
import type { DocumentWindow } from './document-window.ts';

export class Windows {
  /** The one that was used last is the last. */
  readonly #all: DocumentWindow[] = [];
  readonly #create: () => DocumentWindow;

  constructor(create: () => DocumentWindow) {
    this.#create = create;
  }

  open(): DocumentWindow {
    const window = this.#create();
    this.#all.push(window);
    window.frame.on('focus', () => this.#all.push(...this.#all.splice(this.#all.indexOf(window), 1)));
    window.frame.once('closed', () => this.#all.splice(this.#all.indexOf(window), 1));
    return window;
  }

  get all(): readonly DocumentWindow[] {
    return this.#all;
  }

  /** The one that was used last. */
  get last(): DocumentWindow | null {
    return this.#all.at(-1) ?? null;
  }

  /** The one whose page these are the contents of. */
  of(contents: WebContents): DocumentWindow | null {
    return this.#all.find(({ frame }) => frame.webContents === contents) ?? null;
  }

  /** Each file comes into the window that shows it already, else into one with nothing in it, else into one of its own. */
  give(paths: readonly string[]): void {
    for (const path of paths) {
      const shows = this.#all.find((window) => window.path === path);
      const window = shows ?? [...this.#all].reverse().find(({ blank }) => blank) ?? this.open();
      if (!shows) window.give([path]);
      this.#show(window);
    }
  }

  /** Another start of the app without files: the window that was used last comes to the front. */
  show(): void {
    this.#show(this.last ?? this.open());
  }

  #show({ frame }: DocumentWindow): void {
    if (frame.isMinimized()) frame.restore();
    frame.focus();
  }
}
