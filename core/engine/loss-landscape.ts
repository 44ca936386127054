/**
 * @file The loss of one batch as a function of the weights, or of what the layers put out: computed by the plain twin in double
 * precision, in training mode. Of the forward pass only what depends on the moved numbers runs again.
 */
import type { Plan, PlannedTensor, TensorId } from '../plan/plan.ts';
import { SCALAR } from '../plan/report.ts';
import type { Operands, Step } from '../plan/step.ts';
import { Random, STREAMS } from '../tensor/random.ts';
import { fromOutput, fromParameter } from './forward-from.ts';
import type { Machine, Mode, RealArray, Running } from './machine.ts';

const FORWARD: Mode = { training: true, recorded: false, inspected: false, scored: true };
/** Moves weights in the last digits of double precision: how far the loss follows is how far rounding may put it off. */
const JITTER = 2 ** -50;
const JITTERS = 3;

/** The loss with the numbers from `start` of a tensor on moved by `distance` times `direction`. */
export type LossAlong = (start: number, direction: Float64Array, distance: number) => number;

export class LossLandscape {
  readonly plan: Plan;
  readonly rows: number;
  /** The loss where the weights are. */
  readonly here: number;
  /** How far a loss may be off by rounding. */
  readonly noise: number;
  readonly #twin: Machine;
  readonly #weights: RealArray;
  readonly #running: Running;

  /** `weights` are the parameter region; the plan of `twin` shares no memory, and the rows 0 .. rows - 1 are bound. */
  constructor(twin: Machine, weights: RealArray, running: Running, rows: number) {
    this.plan = twin.plan;
    this.rows = rows;
    this.#twin = twin;
    this.#weights = weights;
    this.#running = running;
    this.here = this.#lossFrom(0);
    this.noise = this.#measureNoise();
  }

  /** Puts everything back where the weights are: before another tensor is moved. */
  settle(): void {
    this.#lossFrom(0);
  }

  ofParameter(id: TensorId): LossAlong {
    const start = this.plan.tensors[id]!.offset - this.plan.parameterRegion.offset;
    const from = fromParameter(this.plan, id);
    return (first, direction, distance) => this.#movingWeights(start + first, direction, distance, from);
  }

  /** Of what a row of the plan puts out: [rows, width]. */
  ofOutput(row: number): { readonly tensor: PlannedTensor; readonly loss: LossAlong } {
    const from = fromOutput(this.plan, row);
    const probe = this.plan.forward[from] as Step & Operands<'probe_finite'>;
    const tensor = this.plan.tensors[probe.x]!;
    const { arena } = this.#twin;
    const loss: LossAlong = (first, direction, distance) => {
      const at = tensor.offset + first;
      const held = arena.slice(at, at + direction.length);
      for (let i = 0; i < direction.length; i++) arena[at + i] = held[i]! + distance * direction[i]!;
      const value = this.#lossFrom(from);
      arena.set(held, at);
      return value;
    };
    return { tensor, loss };
  }

  #movingWeights(start: number, direction: Float64Array, distance: number, from: number): number {
    const { arena } = this.#twin;
    const at = this.plan.parameterRegion.offset + start;
    for (let i = 0; i < direction.length; i++) arena[at + i] = this.#weights[start + i]! + distance * direction[i]!;
    const loss = this.#lossFrom(from);
    for (let i = 0; i < direction.length; i++) arena[at + i] = this.#weights[start + i]!;
    return loss;
  }

  /** Steps before `from` have run, and what they read has not been moved since. */
  #lossFrom(from: number): number {
    for (let index = from; index < this.plan.forward.length; index++) {
      const { when } = this.plan.forward[index]!;
      if (when === 'always' || FORWARD[when]) this.#twin.runOne('forward', index, FORWARD, this.#running, 0, this.rows);
    }
    return this.#twin.arena[this.plan.tensors[this.plan.report]!.offset + SCALAR.loss]!;
  }

  #measureNoise(): number {
    const random = new Random(this.#running.seed, STREAMS.check);
    let noise = 4 * Number.EPSILON * Math.abs(this.here);
    for (let time = 0; time < JITTERS; time++) {
      const jitter = Float64Array.from(this.#weights, (weight) => (2 * random.uniform() - 1) * weight);
      noise = Math.max(noise, Math.abs(this.#movingWeights(0, jitter, JITTER, 0) - this.here));
    }
    return Math.max(noise, Number.MIN_VALUE);
  }
}
