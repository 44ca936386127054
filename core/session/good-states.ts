/**
 * @file States of a run that it can be put back to: weights, buffers, the optimizer's moments and how far it was. Kept are the state it
 * began with, a few between, evenly spread over its steps, and the newest; only such as were taken while the loss was in its bounds.
 * Slots are used again, so that keeping a state allocates nothing once there are enough of them.
 */
import { lossBound } from '../diagnostics/rules/gradient-exploding.ts';
import type { Region } from '../plan/plan.ts';
import type { Model } from './model.ts';
import type { Progress } from '../telemetry/kept-run.ts';

/** What they may take in all, the beginning aside. */
const MOST_BYTES = 32 * 2 ** 20;
const MOST_STATES = 8;

interface State {
  readonly progress: Progress;
  readonly numbers: Float32Array;
}

export class GoodStates {
  readonly #constantLoss: number;
  /** By step; the first is the beginning, the last the newest. */
  readonly #states: State[];
  readonly #most: number;
  #best = Infinity;

  constructor(model: Model, beginning: Progress, constantLoss: number) {
    const numbers = new Float32Array(regionsOf(model).reduce((sum, { size }) => sum + size, 0));
    copyOut(model, numbers);
    this.#states = [{ progress: beginning, numbers }];
    this.#constantLoss = constantLoss;
    this.#most = Math.min(MOST_STATES, Math.floor(MOST_BYTES / numbers.byteLength));
  }

  /** The step of the newest state before `step`; null if there is none. */
  lastBefore(step: number): number | null {
    return this.#newestBefore(step)?.progress.step ?? null;
  }

  /** A loss on training rows, of weights that are not kept. */
  see(loss: number): void {
    if (loss < this.#best) this.#best = loss;
  }

  /** Keeps the model as it is unless its loss on training rows is out of bounds. */
  keep(model: Model, progress: Progress, loss: number): void {
    this.see(loss);
    if (!(loss <= lossBound(this.#best, this.#constantLoss)) || this.#most < 2) return;
    const numbers = this.#freeSlot(progress.step);
    copyOut(model, numbers);
    this.#states.push({ progress, numbers });
  }

  /**
   * Puts the newest state before `step` into the model, which may be another of the same structure, and forgets those after it: the
   * next time it is the one before. Null if there is none.
   */
  putBack(model: Model, step: number): Progress | null {
    const state = this.#newestBefore(step);
    if (!state) return null;
    copyIn(model, state.numbers);
    this.#states.length = this.#states.indexOf(state) + 1;
    return state.progress;
  }

  #newestBefore(step: number): State | undefined {
    return this.#states.findLast(({ progress }) => progress.step < step);
  }

  /** A new one while there is room; then that of the state, the beginning aside, whose neighbours are closest together. */
  #freeSlot(step: number): Float32Array {
    const states = this.#states;
    if (states.length < this.#most) return new Float32Array(states[0]!.numbers.length);
    const stepAt = (index: number) => states[index]?.progress.step ?? step;
    let free = 1;
    for (let index = 2; index < states.length; index++)
      if (stepAt(index + 1) - stepAt(index - 1) < stepAt(free + 1) - stepAt(free - 1)) free = index;
    return states.splice(free, 1)[0]!.numbers;
  }
}

/** All that a run goes on from; of the same sizes in every plan of a structure. */
function regionsOf({ plan }: Model): readonly Region[] {
  return [plan.parameterRegion, ...plan.momentRegions, ...plan.buffers.map((id) => plan.tensors[id]!)];
}

function copyOut(model: Model, numbers: Float32Array): void {
  let at = 0;
  for (const { offset, size } of regionsOf(model)) {
    numbers.set(model.machine.arena.subarray(offset, offset + size), at);
    at += size;
  }
}

function copyIn(model: Model, numbers: Float32Array): void {
  let at = 0;
  for (const { offset, size } of regionsOf(model)) {
    model.machine.arena.set(numbers.subarray(at, at + size), offset);
    at += size;
  }
}
