/** @file Some things change less often than the heatmap is drawn: words, for a listener needs time, and what costs more than it shows. */

export class Pace {
  readonly #milliseconds: number;
  #acted = -Infinity;

  /** At least this long between two acts. */
  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
  }

  /** Acts as soon as the pace allows, if not cancelled by the function returned: the next call replaces this one. */
  act(action: () => void): () => void {
    const wait = Math.max(0, this.#acted + this.#milliseconds - performance.now());
    const timer = setTimeout(() => {
      this.#acted = performance.now();
      action();
    }, wait);
    return () => clearTimeout(timer);
  }
}
