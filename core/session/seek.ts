/**
 * @file Any step of a run, as it was: from the nearest state that is kept before it, the steps up to there are done again in a machine of
 * their own, with the same rows, settings and dropout masks, and thus to the same bits. The run itself may go on meanwhile.
 */
import { batchRows } from '../datasets/batches.ts';
import type { Running } from '../engine/machine.ts';
import type { Progress } from '../telemetry/kept-run.ts';
import type { Engine } from './engine.ts';
import { memoryOf, withMemory } from './memory.ts';
import { Model } from './model.ts';
import { smallestBatch, type Run } from './run.ts';

/** What a step was taken with. */
export interface StepInputs {
  readonly step: number;
  /** Parameters, moments and buffers as they were before the step, in the order of `Model.takeState`. */
  readonly numbers: Float32Array;
  /** The rows of its batch, by their place in the data: training rows first. */
  readonly order: Int32Array;
  readonly running: Running;
}

/** Goes to and fro between the steps of a run; what comes soon after the step before is near. */
export class Seeker {
  readonly #engine: Engine;
  #past: Past | null = null;

  /** Another thread's help would be taken from the run, so it works alone. */
  constructor({ kernels }: Engine) {
    this.#engine = { kernels, team: null };
  }

  /**
   * What step `step` of the run was, or will be, taken with: the run has come at least to the one before. One seek at a time.
   * @throws InputError step_not_kept, memory_denied
   */
  *seek(run: Run, step: number): Generator<void, StepInputs> {
    run.requireStep(step - 1);
    if (this.#past?.run !== run || this.#past.model.plan !== run.model.plan) {
      this.#past = null;
      this.#past = new Past(run, this.#engine);
    }
    const past = this.#past;
    try {
      past.nearTo(step - 1);
      while (past.step < step - 1) {
        past.takeStep();
        yield;
      }
      return past.inputs();
    } catch (error) {
      this.#past = null;
      throw error;
    }
  }
}

/** A machine that stands after some step of a run. */
class Past {
  readonly run: Run;
  readonly model: Model;
  readonly #smallest: 1 | 2;
  #progress: Omit<Progress, 'seconds'> | null = null;
  /** The epoch whose order of rows is laid. */
  #laid = -1;

  constructor(run: Run, engine: Engine) {
    const { plan } = run.model;
    this.run = run;
    this.model = withMemory(memoryOf(plan, engine, run.data), () => {
      const model = new Model(plan, engine, run.seed);
      model.bind(run.data.train, run.data.validation, run.data.train.rows + run.data.validation.rows);
      return model;
    });
    this.#smallest = smallestBatch(plan);
  }

  get step(): number {
    return this.#progress!.step;
  }

  /** From where it stands if that is the nearest, else from the nearest state that is kept. */
  nearTo(step: number): void {
    const kept = this.run.states.upTo(step)!;
    if (this.#progress && this.#progress.step <= step && this.#progress.step >= kept.progress.step) return;
    this.model.putState(kept.numbers);
    this.#progress = kept.progress;
  }

  takeStep(): void {
    const rows = this.#beginBatch();
    const { step, epoch, first } = this.#progress!;
    this.model.trainer.trainStep(first, rows, this.#running(), false);
    this.#progress = { step: step + 1, epoch, first: first + rows };
  }

  inputs(): StepInputs {
    const rows = this.#beginBatch();
    const { step, first } = this.#progress!;
    const numbers = new Float32Array(this.model.stateLength);
    this.model.takeState(numbers);
    return { step: step + 1, numbers, order: this.model.machine.order.slice(first, first + rows), running: this.#running() };
  }

  #running(): Running {
    const { lr, clip_grad_norm } = this.run.course.settingsAfter(this.step);
    return { lr, clip_grad_norm: clip_grad_norm ?? 0, step: this.step + 1, seed: this.run.seed };
  }

  /** The rows of the next batch, the first of the next epoch if this one is done. */
  #beginBatch(): number {
    const { train } = this.run.data;
    const { batch_size } = this.run.course.settingsAfter(this.step);
    const { step, epoch, first } = this.#progress!;
    const rows = batchRows(first, train.rows, batch_size, this.#smallest);
    if (rows > 0) {
      this.#layEpoch(epoch);
      return rows;
    }
    this.#progress = { step, epoch: epoch + 1, first: 0 };
    this.#layEpoch(epoch + 1);
    return batchRows(0, train.rows, batch_size, this.#smallest);
  }

  #layEpoch(epoch: number): void {
    if (epoch === this.#laid) return;
    this.run.shuffleEpoch(this.model, epoch);
    this.#laid = epoch;
  }
}
