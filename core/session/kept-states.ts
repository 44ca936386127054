/**
 * @file States of a run that it can be put back to, or reached from: weights, buffers, the optimizer's moments, how far it was and what it
 * knew. Kept are the state it began with, the newest, and between them as many as the memory that is given takes, evenly spread over its
 * steps. Slots are used again, so that keeping a state allocates nothing once there are enough of them; but a run that goes on from
 * another shares that one's states, and what is shared is never written over.
 */
import type { KeptState, Progress } from '../telemetry/kept-run.ts';
import type { Known } from './known.ts';
import { isDenied } from './memory.ts';
import type { Model } from './model.ts';

/** What they may take in all unless something else is asked for; the beginning is kept whatever it takes. */
const MEGABYTES = 64;
const MOST_STATES = 512;

export type Kept = KeptState<Known>;

export class KeptStates {
  /** By step; the first is the beginning, the last the newest. Never empty. */
  readonly #states: Kept[];
  /** Those whose numbers nobody else has. */
  readonly #own = new WeakSet<Kept>();
  #megabytes: number;
  #most = 0;

  constructor(states: readonly Kept[], megabytes = MEGABYTES) {
    this.#states = [...states];
    this.#megabytes = megabytes;
    this.keepWithin(megabytes);
  }

  get first(): Kept {
    return this.#states[0]!;
  }

  get newest(): Kept {
    return this.#states.at(-1)!;
  }

  get steps(): readonly number[] {
    return this.#states.map(({ progress }) => progress.step);
  }

  /** From now on; those that are too many are given up. */
  keepWithin(megabytes: number): void {
    this.#megabytes = megabytes;
    this.#most = Math.max(1, Math.min(MOST_STATES, Math.floor((megabytes * 2 ** 20) / this.first.numbers.byteLength)));
    while (this.#states.length > this.#most && this.#giveUp(this.newest.progress.step, null) !== null);
  }

  /** The newest one after at most `step` steps. */
  upTo(step: number): Kept | undefined {
    return this.#states.findLast(({ progress }) => progress.step <= step);
  }

  /** The newest one before `step` whose loss was in its bounds. */
  soundBefore(step: number): Kept | undefined {
    return this.#states.findLast(({ progress, sound }) => sound && progress.step < step);
  }

  /** The first one after `step`, if there is one. */
  after(step: number): Kept | undefined {
    return this.#states.find(({ progress }) => progress.step > step);
  }

  keep(model: Model, progress: Progress, sound: boolean, known: Known): void {
    let numbers: Float32Array<ArrayBuffer> | null = null;
    if (this.#states.length >= this.#most) {
      const given = this.#most > 1 ? this.#giveUp(progress.step, sound) : null;
      if (!given) return;
      if (this.#own.has(given)) numbers = given.numbers;
    }
    numbers ??= roomFor(model.stateLength);
    if (!numbers) return;
    model.takeState(numbers);
    const kept = { progress, sound, numbers, known };
    this.#own.add(kept);
    this.#states.push(kept);
  }

  /** What a run has that goes on from the state after `step`. Both share the numbers from now on. */
  sharedUpTo(step: number): KeptStates {
    for (const state of this.#states) this.#own.delete(state);
    return new KeptStates(
      this.#states.filter(({ progress }) => progress.step <= step),
      this.#megabytes,
    );
  }

  /** At most so many before `step`, evenly spread over the steps, the first among them. */
  spread(count: number, step: number): readonly Kept[] {
    const states = this.#states.filter((state) => state.progress.step < step);
    const first = this.first.progress.step;
    const chosen = new Set<Kept>();
    const most = Math.min(count, states.length);
    for (let index = 0; index < most; index++) {
      const wanted = first + ((step - first) * index) / most;
      chosen.add(states.reduce((best, state) => (distance(state, wanted) < distance(best, wanted) ? state : best)));
    }
    return [...chosen];
  }

  /**
   * Gives up the state whose neighbours are closest together, with `next` as the step of the newest: never the beginning, and not the
   * last sound one, unless the next is sound. `sound` is null if nothing comes after those that there are. Null if none can be given up.
   */
  #giveUp(next: number, sound: boolean | null): Kept | null {
    const states = this.#states;
    const lastSound = sound ? -1 : states.findLastIndex((state) => state.sound);
    const end = sound === null ? states.length - 1 : states.length;
    const stepAt = (index: number) => states[index]?.progress.step ?? next;
    let [free, closest] = [-1, Infinity];
    for (let index = 1; index < end; index++) {
      const apart = stepAt(index + 1) - stepAt(index - 1);
      if (index !== lastSound && apart < closest) [free, closest] = [index, apart];
    }
    return free < 0 ? null : states.splice(free, 1)[0]!;
  }
}

/** Null where there is no memory for it: a run goes on with the states that it has. */
function roomFor(length: number): Float32Array<ArrayBuffer> | null {
  try {
    return new Float32Array(length);
  } catch (error) {
    if (!isDenied(error)) throw error;
    return null;
  }
}

function distance({ progress }: Kept, step: number): number {
  return Math.abs(progress.step - step);
}
