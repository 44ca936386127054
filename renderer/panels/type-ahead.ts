/** @file Typing in a list leads to the line that begins with what was typed. */

/** What was typed longer ago, in milliseconds, begins no line any more. */
const MEMORY = 700;

export class TypeAhead {
  #typed = '';
  readonly #changed: (pending: boolean) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Hears whether more characters are waited for. */
  constructor(changed: (pending: boolean) => void) {
    this.#changed = changed;
  }

  /**
   * The index of the line that is meant, or -1. One letter again and again leads from line to line that begin with it; more letters stay at
   * the line that has the focus as long as it begins with them.
   */
  typed(character: string, names: readonly string[], from: number): number {
    this.#typed += character.toLowerCase();
    this.#changed(true);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.end(), MEMORY);
    const repeated = [...this.#typed].every((each) => each === this.#typed[0]);
    const wanted = repeated ? this.#typed[0]! : this.#typed;
    const first = repeated ? from + 1 : from;
    for (let step = 0; step < names.length; step++) {
      const index = (first + step) % names.length;
      if (names[index]!.toLowerCase().startsWith(wanted)) return index;
    }
    return -1;
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#typed = '';
    this.#changed(false);
  }
}
