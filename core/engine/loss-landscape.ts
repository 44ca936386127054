/**
 * @file The loss of one batch as a function of the weights, or of what the layers put out: computed by the plain twin in double
 * precision, in training mode.
 */
import type { Plan, PlannedTensor } from '../plan/plan.ts';
import { SCALAR } from '../plan/report.ts';
import { Random, STREAMS } from '../tensor/random.ts';
import type { Machine, Mode, RealArray, Running } from './machine.ts';

const FORWARD: Mode = { training: true, recorded: false, inspected: false, scored: true };
/** Moves weights in the last digits of double precision: how far the loss follows is how far rounding may put it off. */
const JITTER = 2 ** -50;
const JITTERS = 3;

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

  /** `weights` are the parameter region; `twin` has the rows 0 .. rows - 1 bound. */
  constructor(twin: Machine, weights: RealArray, running: Running, rows: number) {
    this.plan = twin.plan;
    this.rows = rows;
    this.#twin = twin;
    this.#weights = weights;
    this.#running = running;
    this.here = this.#loss();
    this.noise = this.#measureNoise();
  }

  /** With the numbers from `start` of the parameter region on moved by `distance` times `direction`. */
  movingWeights(start: number, direction: Float64Array, distance: number): number {
    const { arena } = this.#twin;
    const at = this.plan.parameterRegion.offset + start;
    for (let i = 0; i < direction.length; i++) arena[at + i] = this.#weights[start + i]! + distance * direction[i]!;
    const loss = this.#loss();
    for (let i = 0; i < direction.length; i++) arena[at + i] = this.#weights[start + i]!;
    return loss;
  }

  /** The tensor that a row of the plan puts out. */
  outputOf(row: number): PlannedTensor {
    return this.plan.tensors[this.#probeOf(row).x]!;
  }

  /** With the numbers from `start` of a row's output [rows, width] on moved, as soon as they are there. */
  movingOutput(row: number, start: number, direction: Float64Array, distance: number): number {
    const { arena } = this.#twin;
    const { offset } = this.outputOf(row);
    const probe = this.#probeOf(row);
    this.plan.forward.forEach((step, index) => {
      if (step === probe) for (let i = 0; i < direction.length; i++) arena[offset + start + i]! += distance * direction[i]!;
      if (step.when === 'always' || FORWARD[step.when]) this.#twin.runOne('forward', index, FORWARD, this.#running, 0, this.rows);
    });
    return this.#lossTold();
  }

  /** It stands right behind the step that computes the output. */
  #probeOf(row: number) {
    return this.plan.forward.find((step) => step.kernel === 'probe_finite' && step.row === row) as Extract<
      Plan['forward'][number],
      { kernel: 'probe_finite' }
    >;
  }

  #loss(): number {
    this.#twin.run('forward', FORWARD, this.#running, 0, this.rows);
    return this.#lossTold();
  }

  #lossTold(): number {
    return this.#twin.arena[this.plan.tensors[this.plan.report]!.offset + SCALAR.loss]!;
  }

  #measureNoise(): number {
    const random = new Random(this.#running.seed, STREAMS.check);
    let noise = 4 * Number.EPSILON * Math.abs(this.here);
    for (let time = 0; time < JITTERS; time++) {
      const jitter = Float64Array.from(this.#weights, (weight) => (2 * random.uniform() - 1) * weight);
      noise = Math.max(noise, Math.abs(this.movingWeights(0, jitter, JITTER) - this.here));
    }
    return Math.max(noise, Number.MIN_VALUE);
  }
}
