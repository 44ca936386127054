/**
 * @file What is asked before a window closes, once, however often it is told to. A page that does not answer any more keeps nothing open: what it
 * holds was kept outside of it, and is offered at the next start.
 */
import type { MessageBoxOptions } from 'electron';
import type { ShellAppearance } from './bridge.ts';
import { say, type Word } from './words.ts';

/** The window's frame, as far as its end is concerned. */
export interface Closable {
  on(event: 'close', listener: (event: { preventDefault(): void }) => void): unknown;
  on(event: 'unresponsive' | 'session-end', listener: () => void): unknown;
  close(): void;
  destroy(): void;
}

export interface Closed {
  readonly language: () => ShellAppearance['language'];
  /** Of the network, while something would be lost; else null. */
  readonly unsaved: () => string | null;
  /** Asks the person, in front of the window. The number of the button. */
  readonly ask: (question: MessageBoxOptions) => Promise<number>;
  /** Has the page save it. False if it could not, or the person turned back. */
  readonly save: () => Promise<boolean>;
  /** Nothing of it is to be kept. */
  readonly giveUp: () => void;
  /** It is about to close, and nothing holds it any more. */
  readonly going: () => void;
}

export class Closing {
  readonly #frame: Closable;
  readonly #parts: Closed;
  #asked: Promise<boolean> | null = null;
  #saving = false;
  #askedAgain = false;
  /** Nothing is asked any more. */
  #free = false;
  #going = false;
  /** The person wants nothing of it to be kept. */
  #givingUp = false;

  constructor(frame: Closable, parts: Closed) {
    [this.#frame, this.#parts] = [frame, parts];
    frame.on('close', (event) => {
      if (this.#free || parts.unsaved() === null) return this.#go();
      event.preventDefault();
      void (this.#asked ? this.hurry() : this.#close());
    });
    // the system waits for a page that does not answer while it is being closed, and then says so
    frame.on('unresponsive', () => this.#going && frame.destroy());
    // so that the page hands over what it has not yet handed over to be kept
    frame.on('session-end', () => {
      this.free();
      frame.close();
    });
  }

  /** The window is being closed, or will be without a further question. */
  get decided(): boolean {
    return this.#free || this.#going;
  }

  /** Whether the person lets it go; asks if something would be lost. */
  mayClose(): Promise<boolean> {
    if (this.#free || this.#parts.unsaved() === null) return Promise.resolve(true);
    this.#asked ??= this.#ask().finally(() => (this.#asked = null));
    return this.#asked;
  }

  /** It stays after all: what was answered counts no more. */
  stay(): void {
    this.#givingUp = false;
  }

  /** From now on nothing is asked: the system ends the app, or everything was asked. */
  free(): void {
    this.#free = true;
  }

  async #close(): Promise<void> {
    if (!(await this.mayClose())) return;
    this.free();
    this.#frame.close();
  }

  async #ask(): Promise<boolean> {
    this.#givingUp = false;
    const answer = await this.#choose({
      message: 'save_question',
      detail: 'save_consequence',
      buttons: ['save', 'do_not_save', 'cancel'],
      cancel: 'cancel',
    });
    if (answer === 'save') return this.#save();
    this.#givingUp = answer === 'do_not_save';
    return this.#givingUp;
  }

  async #save(): Promise<boolean> {
    this.#saving = true;
    try {
      return await this.#parts.save();
    } finally {
      this.#saving = false;
    }
  }

  /** The person wants it closed once more. If it is being saved that may take long, or never end: then it is asked whether to wait. */
  async hurry(): Promise<void> {
    if (!this.#saving || this.#askedAgain) return;
    this.#askedAgain = true;
    try {
      const answer = await this.#choose({
        message: 'still_saving',
        detail: 'kept_consequence',
        buttons: ['wait', 'close_now'],
        cancel: 'wait',
      });
      if (answer === 'wait' || !this.#saving) return;
      this.#go();
      this.#frame.destroy();
    } finally {
      this.#askedAgain = false;
    }
  }

  /** @param question `cancel`: what Escape means */
  async #choose<B extends Word>(question: {
    readonly message: Word;
    readonly detail: Word;
    readonly buttons: readonly B[];
    readonly cancel: NoInfer<B>;
  }): Promise<B> {
    const { message, detail, buttons, cancel } = question;
    const language = this.#parts.language();
    const response = await this.#parts.ask({
      type: 'warning',
      message: say(language, message, { name: this.#parts.unsaved() ?? '' }),
      detail: say(language, detail),
      buttons: buttons.map((button) => say(language, button)),
      defaultId: 0,
      cancelId: buttons.indexOf(cancel),
      noLink: true,
    });
    return buttons[response] ?? cancel;
  }

  #go(): void {
    if (this.#givingUp) this.#parts.giveUp();
    this.#free = true;
    this.#going = true;
    this.#parts.going();
  }
}
