/**
 * @file The files that the system hands to one window. They wait until its page listens, go to it one after another, and stay until it has done
 * with them, whatever that came to: a page that is loaded again meanwhile is given them again.
 */

/** So often a file is given at most: it may be what ends the page. */
const MOST_TIMES = 2;

export class GivenFiles {
  readonly #send: (path: string) => void;
  /** The first of them is with the page, if `#with`. */
  readonly #waiting: { readonly path: string; times: number }[] = [];
  #listening = false;
  #with = false;

  /** @param send to the page, which answers by `taken` */
  constructor(send: (path: string) => void) {
    this.#send = send;
  }

  /** Nothing is on its way to the page, or waits for it. */
  get none(): boolean {
    return this.#waiting.length === 0;
  }

  has(is: (path: string) => boolean): boolean {
    return this.#waiting.some(({ path }) => is(path));
  }

  add(paths: readonly string[]): void {
    for (const path of paths) if (!this.has((known) => known === path)) this.#waiting.push({ path, times: 0 });
    this.#next();
  }

  /** A page listens; what the one before it had not done with is given once more. */
  listen(): void {
    this.deafen();
    this.#listening = true;
    this.#next();
  }

  /** The page is gone. */
  deafen(): void {
    this.#listening = false;
    this.#with = false;
    if ((this.#waiting[0]?.times ?? 0) >= MOST_TIMES) this.#waiting.shift();
  }

  /** The page has done with the file that it was given. */
  taken(path: string): void {
    if (!this.#with || this.#waiting[0]?.path !== path) return;
    this.#waiting.shift();
    this.#with = false;
    this.#next();
  }

  #next(): void {
    const first = this.#waiting[0];
    if (!first || !this.#listening || this.#with) return;
    this.#with = true;
    first.times += 1;
    this.#send(first.path);
  }
}
