/** @file How often a worker is started again by itself: what kills one after the other is not to be had by trying on. */

const MOST = 3;
/** Milliseconds. */
const WITHIN = 5 * 60_000;

export class Restarts {
  #begun: number[] = [];

  /** Whether there may be one more now; it counts then. */
  mayBegin(now: number): boolean {
    this.#begun = this.#begun.filter((begun) => now - begun < WITHIN);
    if (this.#begun.length >= MOST) return false;
    this.#begun.push(now);
    return true;
  }

  /** The person wants it: from now on as if there had been none. */
  forget(): void {
    this.#begun = [];
  }
}
