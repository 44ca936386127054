/**
 * @file The end of the app. When the person ends it, the windows ask one after another, and the first that is to stay keeps them all. When the
 * system ends it nobody is asked: what is in no file is kept, and offered at the next start.
 */
import type { App } from 'electron';
import type { Closing } from './closing.ts';

/** Milliseconds that a disk may take for what is still to be written. What is cut off is as it was before. */
const PATIENCE = 5_000;

/** A window, as far as the end of the app is concerned. */
export interface Endable {
  readonly closing: Pick<Closing, 'decided' | 'mayClose' | 'hurry' | 'stay' | 'free'>;
  readonly unsaved: boolean;
  bringToFront(): void;
}

export class Ending {
  readonly #app: Pick<App, 'quit' | 'exit'>;
  readonly #windows: () => readonly Endable[];
  readonly #settled: () => Promise<unknown>;
  /** The one that asks. */
  #asked: Endable | null = null;
  #gone = false;

  /** @param settled resolves when everything that was to be written is on the disk */
  constructor(app: Pick<App, 'quit' | 'exit' | 'on'>, windows: () => readonly Endable[], settled: () => Promise<unknown>) {
    [this.#app, this.#windows, this.#settled] = [app, windows, settled];
    app.on('before-quit', (event) => {
      if (!windows().some(isToBeAsked)) return;
      event.preventDefault();
      void (this.#asked ? this.#asked.closing.hurry() : this.#ask());
    });
    app.on('will-quit', (event) => {
      if (this.#gone) return;
      event.preventDefault();
      void this.#leave();
    });
  }

  /** The system ends the app. */
  now(): void {
    for (const { closing } of this.#windows()) closing.free();
    this.#app.quit();
  }

  async #ask(): Promise<void> {
    const givenUp = new Set<Endable>();
    // one that had nothing to lose, or was saved, may have been worked in while another asked
    const next = () => [...this.#windows()].reverse().find((window) => isToBeAsked(window) && !givenUp.has(window));
    try {
      for (let window = next(); window; window = next()) {
        this.#asked = window;
        window.bringToFront();
        if (!(await window.closing.mayClose())) return this.#stay();
        if (window.unsaved) givenUp.add(window);
      }
      for (const { closing } of this.#windows()) closing.free();
      this.#app.quit();
    } finally {
      this.#asked = null;
    }
  }

  #stay(): void {
    for (const { closing } of this.#windows()) closing.stay();
  }

  /** Not if the app was started once more meanwhile: then it has a window again. */
  async #leave(): Promise<void> {
    const { length } = this.#windows();
    await Promise.race([this.#settled(), new Promise((late) => setTimeout(late, PATIENCE).unref())]);
    if (this.#windows().length > length) return;
    this.#gone = true;
    this.#app.exit(0);
  }
}

const isToBeAsked = ({ unsaved, closing }: Endable): boolean => unsaved && !closing.decided;
