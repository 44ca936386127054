/** @file The one question the app asks: what to do with changes that are in no file. */

export type Choice = 'save' | 'discard' | 'cancel';

export class UnsavedQuestion {
  #answer = $state.raw<((choice: Choice) => void) | null>(null);

  readonly open: boolean = $derived(this.#answer !== null);

  /** Shows the question; the one before, if still open, is answered with `cancel`. */
  ask(): Promise<Choice> {
    this.answer('cancel');
    return new Promise((resolve) => {
      this.#answer = resolve;
    });
  }

  answer(choice: Choice): void {
    this.#answer?.(choice);
    this.#answer = null;
  }
}
