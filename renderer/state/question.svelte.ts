/** @file A question between a person and what happens next: asked in a dialog, answered once. */

export class Question<Subject, Answer> {
  readonly #turnedBack: Answer;
  #asked = $state.raw<{ readonly subject: Subject; readonly answer: (answer: Answer) => void } | null>(null);

  /** What it is about, while it is asked; null else. */
  readonly asked: { readonly subject: Subject } | null = $derived(this.#asked);
  readonly open: boolean = $derived(this.#asked !== null);

  /** `turnedBack` is the answer of who does not want to answer. */
  constructor(turnedBack: Answer) {
    this.#turnedBack = turnedBack;
  }

  /** Shows the question; the one before, if still open, counts as turned back from. */
  ask(subject: Subject): Promise<Answer> {
    this.turnBack();
    return new Promise((resolve) => {
      this.#asked = { subject, answer: resolve };
    });
  }

  answer(answer: Answer): void {
    this.#asked?.answer(answer);
    this.#asked = null;
  }

  turnBack(): void {
    this.answer(this.#turnedBack);
  }
}
