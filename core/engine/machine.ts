/**
 * @file A machine runs the steps of one plan over one arena. There are two of a kind: the plain one (reference/, any
 * precision) and the fast one (kernels/, WebAssembly); the same suite runs on both.
 */
import type { Plan } from '../plan/plan.ts';

export type RealArray = Float32Array | Float64Array;

/** Which of a plan's conditional steps run: see `When` in plan/step.ts. */
export interface Mode {
  readonly training: boolean;
  readonly recorded: boolean;
  readonly inspected: boolean;
  readonly scored: boolean;
}

/** 'sound', or the list in which a number came out that is not finite. */
export type Health = 'sound' | List;

export type List = 'forward' | 'backward' | 'update';

/** Settings that may change between two steps without a new plan. */
export interface Running {
  lr: number;
  /** Largest gradient norm, or 0 for no clipping. */
  clip_grad_norm: number;
  /** The optimizer's step count, from 1; bias corrections are computed from it. */
  step: number;
  seed: number;
}

/** How numbers are computed: plainly, in a fixed order, or with products and sums fused where the processor can. */
export type Numerics = 'reference' | 'strict' | 'relaxed';

export interface Machine {
  readonly plan: Plan;
  /** What the app and --json show. */
  readonly numerics: Numerics;
  /** Threads that share its steps: one if no step of the plan is worth the sharing. */
  readonly threads: number;
  /** plan.elements numbers; offsets of the plan index it. Read it again after `bind`, which may move it. */
  readonly arena: RealArray;
  /** Rows of the bound data in the order they are gathered; the caller fills it. Read it again after `bind`. */
  readonly order: Int32Array;
  /**
   * Copies the data set next to the arena. Features: rows × width; targets: rows × targetWidth. Done once per run.
   * `order` then has `places` places and starts as 0, 1, 2, … A caller who keeps several lists of rows (an epoch's
   * permutation, the validation rows, the rows to inspect) asks for as many places as they need and lays them side by side.
   */
  bind(features: RealArray, targets: RealArray, rows: number, places?: number): void;
  /**
   * Takes up to plan.batch rows that are not of the data set, for one forward run without a target. Returns the `first` to
   * give to `run`. They stay until the next call or `bind`.
   */
  stage(features: RealArray, rows: number): number;
  /**
   * Runs one list of steps for the `rows` rows order[first .. first + rows). Allocates nothing. Forward empties the report
   * (NaN) before its first step, so that what no probe wrote is not taken for a number.
   * @throws never for numbers: non-finite values flow through and are counted by probes.
   */
  run(list: List, mode: Mode, running: Running, first: number, rows: number): void;
  /**
   * Forward, backward and update in one call: a step of training. Where a number comes out that is not finite, the step ends with
   * that list; if it is not the update, the weights are still those from before the step. Allocates nothing.
   */
  step(mode: Mode, running: Running, first: number, rows: number): Health;
  /** Runs the step at `index` of a list alone, whatever its `when` is; the report is not emptied. For those who look for a culprit. */
  runOne(list: List, index: number, mode: Mode, running: Running, first: number, rows: number): void;
}
