/**
 * @file Some things change less often than the heatmap is drawn: words, for a listener needs time, and what costs more than it shows.
 * All of the same pace act in the same frame, for the browser lays out and layers the page once for all that changed in it.
 */

export class Pace {
  readonly #milliseconds: number;
  /** The stretch of time, of so many milliseconds, in which it acted last. */
  #acted = -Infinity;

  /** Once in so many milliseconds, by the clock of the page. */
  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
  }

  /** Acts as soon as the pace allows, if not cancelled by the function returned: the next call replaces this one. */
  act(action: () => void): () => void {
    const now = performance.now();
    const wait = Math.floor(now / this.#milliseconds) > this.#acted ? 0 : (this.#acted + 1) * this.#milliseconds - now;
    // whole milliseconds, for a timer leaves out what is beyond and would come too early
    const timer = setTimeout(() => {
      this.#acted = Math.floor(performance.now() / this.#milliseconds);
      action();
    }, Math.ceil(wait));
    return () => clearTimeout(timer);
  }
}
