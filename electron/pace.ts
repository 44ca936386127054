/** @file How often a page may say one thing: more often than a person's work ever has it said, and seldom enough to harm nobody. */

export interface Pace {
  /** So often without a pause, */
  readonly burst: number;
  /** and so often in the long run. */
  readonly perSecond: number;
  /** Unanswered, at most. */
  readonly atOnce: number;
}

/** What follows the work in the window. */
export const STEADY: Pace = { burst: 2000, perSecond: 200, atOnce: 1000 };
/** What costs the shell or the disk something every time: menus that are made anew, lines of the log. The page takes its time with them. */
export const COSTLY: Pace = { burst: 100, perSecond: 8, atOnce: 100 };
/** What is seen or heard outside of the page: windows, the browser, notifications. */
export const INTRUSIVE: Pace = { burst: 10, perSecond: 0.5, atOnce: 4 };
/** Large contents, which are held in memory until the disk has taken or given them; they come as fast as it does. */
export const BULKY: Pace = { burst: Infinity, perSecond: 0, atOnce: 32 };

/** What is left of what one page may say of one thing. */
export class Allowance {
  readonly #pace: Pace;
  #left: number;
  #at: number;
  #unanswered = 0;

  /** @param now in milliseconds, as in what follows */
  constructor(pace: Pace, now: number) {
    [this.#pace, this.#left, this.#at] = [pace, pace.burst, now];
  }

  /** Whether it may be said now; then it counts until `answered`. */
  take(now: number): boolean {
    const { burst, perSecond, atOnce } = this.#pace;
    this.#left = Math.min(burst, this.#left + (Math.max(0, now - this.#at) / 1000) * perSecond);
    this.#at = now;
    if (this.#left < 1 || this.#unanswered >= atOnce) return false;
    this.#left -= 1;
    this.#unanswered += 1;
    return true;
  }

  answered(): void {
    this.#unanswered -= 1;
  }
}
