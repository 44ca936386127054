/**
 * @file What is done for a window whose page has died, hangs or could not be loaded: it is loaded again with its work, which is kept outside of
 * it. What dies twice in a minute is loaded without its work, which is then offered; what dies a third time is for the person to decide.
 */
import type { MessageBoxOptions, RenderProcessGoneDetails } from 'electron';
import type { ShellAppearance, ShellEnd } from './bridge.ts';
import type { DocumentWindow } from './document-window.ts';
import type { Log } from './log.ts';
import { say, type Word } from './words.ts';

/** Milliseconds in which several ends are one trouble. */
const SOON = 60_000;
/** Of ends so close together, from which one on nothing is brought back by itself, and nothing is loaded without a question. */
const OFFERED_FROM = 2;
const ASKED_FROM = 3;

/** What Chromium says of a load that another took the place of. */
const ABORTED = -3;

const WHAT: { readonly [R in RenderProcessGoneDetails['reason']]: Exclude<ShellEnd['what'], 'hung'> } = {
  'clean-exit': 'killed',
  'abnormal-exit': 'crashed',
  killed: 'killed',
  crashed: 'crashed',
  oom: 'memory',
  'launch-failed': 'crashed',
  'integrity-failure': 'crashed',
  'memory-eviction': 'memory',
};

/** The page of a window, as far as it can go wrong. */
export interface Mortal {
  on(event: 'render-process-gone', listener: (event: unknown, details: RenderProcessGoneDetails) => void): unknown;
  on(
    event: 'did-fail-load',
    listener: (event: unknown, code: number, description: string, address: string, isMainFrame: boolean) => void,
  ): unknown;
  on(event: 'unresponsive' | 'responsive', listener: () => void): unknown;
  forcefullyCrashRenderer(): void;
  isDevToolsOpened(): boolean;
}

export interface Recovered {
  readonly contents: Mortal;
  readonly window: Pick<DocumentWindow, 'document' | 'path' | 'give' | 'silent' | 'ended'> & {
    readonly work: Pick<DocumentWindow['work'], 'own' | 'setAside'>;
    readonly closing: Pick<DocumentWindow['closing'], 'decided'>;
  };
  /** The window's page, from the beginning. */
  readonly load: () => void;
  /** The window goes, with nothing asked. */
  readonly destroy: () => void;
  /** Asks the person, in front of the window. The number of the button. */
  readonly ask: (question: MessageBoxOptions) => Promise<number>;
  readonly language: () => ShellAppearance['language'];
  readonly log: Pick<Log, 'write'>;
  /** Milliseconds, of a clock that is never set. */
  readonly now: () => number;
}

export class Recovery {
  readonly #parts: Recovered;
  /** When the page ended lately. */
  #ends: number[] = [];
  /** The person has given it up. */
  #hung = false;
  /** Ends a question that has become pointless. */
  #asking: AbortController | null = null;

  constructor(parts: Recovered) {
    this.#parts = parts;
    const { contents } = parts;
    contents.on('render-process-gone', (_event, details) => void this.#gone(details));
    contents.on('did-fail-load', (_event, code, description, _address, isMainFrame) => {
      if (isMainFrame && code !== ABORTED) void this.#notLoaded(description);
    });
    contents.on('unresponsive', () => void this.#askOfHung());
    contents.on('responsive', () => this.#asking?.abort());
  }

  async #gone({ reason, exitCode }: RenderProcessGoneDetails): Promise<void> {
    const { window, log, now } = this.#parts;
    log.write({ level: 'error', text: `the process of a page is gone: ${reason}, ${exitCode}` });
    this.#asking?.abort();
    const what = this.#hung ? 'hung' : WHAT[reason];
    this.#hung = false;
    if (window.closing.decided) return this.#parts.destroy();

    const { path } = window;
    window.silent();
    this.#ends = [...this.#ends.filter((end) => now() - end < SOON), now()];
    const count = this.#ends.length;
    if (count >= ASKED_FROM) return this.#askOfDying(what);
    const restored = count < OFFERED_FROM;
    if (!restored) await window.work.setAside();
    // what was not changed since it was opened is kept nowhere but in its file; of what cannot be read the page says so itself
    else if (path !== null && !(await window.work.own().catch(() => null))) window.give([path]);
    window.ended = { what, restored, at: Date.now() };
    this.#parts.load();
  }

  /** The system says so after some seconds without an answer, and again after some more. */
  async #askOfHung(): Promise<void> {
    const { contents, window } = this.#parts;
    if (this.#asking || window.closing.decided || contents.isDevToolsOpened()) return;
    const answer = await this.#choose('hung_question', 'hung_consequence', ['wait', 'load_again', 'close'], 'wait');
    if (answer === 'close') this.#parts.destroy();
    if (answer !== 'load_again') return;
    this.#hung = true;
    contents.forcefullyCrashRenderer();
  }

  async #askOfDying(what: ShellEnd['what']): Promise<void> {
    const { window, load, destroy } = this.#parts;
    const answer = await this.#choose('dying_question', 'dying_consequence', ['load_again', 'close'], 'load_again');
    if (answer === 'close') return destroy();
    await window.work.setAside(); // it may be what the page dies of, taken on again since
    window.ended = { what, restored: false, at: Date.now() };
    load();
  }

  async #notLoaded(why: string): Promise<void> {
    this.#parts.log.write({ level: 'error', text: `a page could not be loaded: ${why}` });
    const answer = await this.#choose('not_loaded_question', 'not_loaded_consequence', ['load_again', 'close'], 'close');
    if (answer === 'close') this.#parts.destroy();
    else this.#parts.load();
  }

  /** @param cancel what Escape means, and what it comes to when nobody needs an answer any more */
  async #choose<B extends Word>(message: Word, detail: Word, buttons: readonly B[], cancel: NoInfer<B>): Promise<B> {
    const asking = new AbortController();
    this.#asking = asking;
    const language = this.#parts.language();
    const name = this.#parts.window.document.name || 'Gradscape';
    const response = await this.#parts.ask({
      type: 'warning',
      message: say(language, message, { name }),
      detail: say(language, detail),
      buttons: buttons.map((button) => say(language, button)),
      defaultId: buttons.indexOf(cancel),
      cancelId: buttons.indexOf(cancel),
      noLink: true,
      signal: asking.signal,
    });
    if (this.#asking === asking) this.#asking = null;
    return asking.signal.aborted ? cancel : (buttons[response] ?? cancel);
  }
}
