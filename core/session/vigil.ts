/**
 * @file Whether a worker that is asked again and again still answers. Time counts only as far as whoever watches was awake: a page that is
 * throttled, hidden, asleep or busy itself looks seldom, and what it slept through is nobody's silence.
 */

/** Milliseconds from one look to the next. */
export const SPACING = 1_000;
/** Of the time since the last look, no more is counted. */
const MOST_COUNTED = 2 * SPACING;
/** Milliseconds of silence after which a worker is called slow; and silent, at least. */
const SLOW = 3_000;
const SILENT = 10_000;
/** Before its first sign a worker is loaded, on a machine that may have much to do. */
const STARTING = 30_000;
/** What is silent so many times longer than the usual step takes is not busy with a step. */
const STEPS = 20;
/** Milliseconds that are left to it from then on. */
const GRACE = 2_000;

/** `silent`: it is given up in a moment. */
export type Pulse = 'beating' | 'slow' | 'silent';

export class Vigil {
  #looked: number;
  #silence = 0;
  #begun = false;
  /** As the worker announced it. */
  #patience = 0;
  /** Milliseconds of a step. */
  #step = 0;

  constructor(now: number) {
    this.#looked = now;
  }

  /** A sign of life has come. */
  hear(): void {
    this.#silence = 0;
    this.#begun = true;
  }

  /** What is in hand may take so many milliseconds. */
  expect(milliseconds: number): void {
    this.#patience = milliseconds;
  }

  /** How fast its run goes; null while there is none. */
  hearPace(stepsPerSecond: number | null): void {
    this.#step = stepsPerSecond ? 1000 / stepsPerSecond : 0;
  }

  /** Milliseconds that it may be silent. */
  get #limit(): number {
    return Math.max(this.#begun ? SILENT : STARTING, this.#patience, STEPS * this.#step);
  }

  /** How long it has been silent, in milliseconds. */
  get silence(): number {
    return this.#silence;
  }

  /** To be called every SPACING milliseconds, as far as one can. */
  look(now: number): Pulse | 'hung' {
    this.#silence += Math.min(now - this.#looked, MOST_COUNTED);
    this.#looked = now;
    if (this.#silence >= this.#limit + GRACE) return 'hung';
    if (this.#silence >= this.#limit) return 'silent';
    return this.#begun && this.#silence >= SLOW ? 'slow' : 'beating';
  }
}
