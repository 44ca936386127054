/** A person who has not typed for this long, in milliseconds, has typed all of it: "1e-3" and not the 1 that it begins with. */
const REST = 600;

/** Calls back once when typing has come to rest: after a while, or when the hand reaches for something else. */
export class TypingRest {
  readonly #rested: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #field: Element | null = null;

  constructor(rested: () => void) {
    this.#rested = rested;
  }

  /** A key was typed into the field. */
  typed(field: Element): void {
    this.end();
    this.#field = field;
    this.#timer = setTimeout(() => this.#rest(), REST);
    // A press may take the field away before it loses the focus: selecting another block does.
    window.addEventListener('pointerdown', this.#pressed, { capture: true });
  }

  end(): void {
    clearTimeout(this.#timer);
    window.removeEventListener('pointerdown', this.#pressed, { capture: true });
  }

  readonly #pressed = ({ target }: Event) => {
    if (target !== this.#field) this.#rest();
  };

  #rest(): void {
    this.end();
    this.#rested();
  }
}
