/**
 * @file Drives a machine through training, and everything a caller may want of a network: draw it, train it a step, measure
 * it, inspect it, predict with it, take its numbers out and put them back.
 */
import type { PlannedTensor } from '../plan/plan.ts';
import { SCALAR, STATISTIC, rowStart } from '../plan/report.ts';
import type { Operands } from '../plan/step.ts';
import type { Initial } from '../tensor/initial.ts';
import { Random, STREAMS } from '../tensor/random.ts';
import type { Shape } from '../tensor/shape.ts';
import { featureWidth } from './data-set.ts';
import { identicalUnits, unitWeights, type UnitWeights } from './identical-units.ts';
import type { Health, Machine, Mode, RealArray, Running } from './machine.ts';

const TRAINING: Mode = { training: true, recorded: true, inspected: false, scored: true };
const UNRECORDED: Mode = { training: true, recorded: false, inspected: false, scored: true };
const EVALUATION: Mode = { training: false, recorded: false, inspected: false, scored: true };
const INSPECTION: Mode = { training: false, recorded: false, inspected: true, scored: true };
const PREDICTION: Mode = { training: false, recorded: false, inspected: false, scored: false };

/** Sums over rows, so that measurements of parts add up exactly: the loss is `loss / rows`. */
export interface Measurement {
  readonly rows: number;
  readonly loss: number;
  /** Rows predicted right; NaN for regression. */
  readonly correct: number;
}

/** One tensor as it is saved: a parameter, a buffer or optimizer state. */
export interface SavedTensor {
  readonly name: string;
  readonly role: 'parameter' | 'buffer' | 'moment';
  readonly shape: Shape;
  readonly values: RealArray;
}

function isSaved(tensor: PlannedTensor): boolean {
  return tensor.role === 'parameter' || tensor.role === 'buffer' || tensor.role === 'moment';
}

export class Trainer {
  readonly machine: Machine;
  readonly #seed: number;
  /** For passes that do not train: nothing that they run reads it. */
  readonly #still: Running;
  readonly #peaks: readonly PlannedTensor[];
  readonly #saturations: readonly { readonly at: number; sum: number }[];
  readonly #unitWeights: readonly UnitWeights[];
  readonly #report: PlannedTensor;

  constructor(machine: Machine, { seed }: { seed: number }) {
    const { plan } = machine;
    const units = plan.forward.filter((step): step is typeof step & Operands<'probe_units'> => step.kernel === 'probe_units');
    this.machine = machine;
    this.#seed = seed;
    this.#still = { lr: 0, clip_grad_norm: 0, step: 0, seed };
    this.#report = plan.tensors[plan.report]!;
    this.#unitWeights = unitWeights(plan);
    this.#peaks = units.map(({ peak }) => plan.tensors[peak]!);
    this.#saturations = units
      .filter(({ activation }) => activation !== 'relu')
      .map(({ row }) => ({ at: this.#report.offset + rowStart(row) + STATISTIC.saturated, sum: 0 }));
  }

  /**
   * Empties the arena and draws parameters, buffers and moments, each from its own stream: the same seed, the same network. Those of `given`
   * are left for `load`: to draw a hundred million numbers that are put aside at once takes seconds.
   */
  initialise(given: Iterable<{ readonly name: string; readonly values: ArrayLike<number> }> = []): void {
    this.machine.arena.fill(0);
    const sizes = new Map(Array.from(given, ({ name, values }) => [name, values.length]));
    let stream = STREAMS.initialise;
    for (const tensor of this.machine.plan.tensors) {
      if (tensor.initial === null) continue;
      if (sizes.get(tensor.name) !== tensor.size) draw(this.#view(tensor), tensor.initial, new Random(this.#seed, stream));
      stream += 1;
    }
  }

  /**
   * One step of training on the rows order[first .. first + rows). Its report stands in `report` until the next run: loss and right
   * predictions always, the other statistics if it is `recorded`. Allocates nothing.
   */
  trainStep(first: number, rows: number, running: Running, recorded = true): Health {
    return this.machine.step(recorded ? TRAINING : UNRECORDED, running, first, rows);
  }

  /** The report of the last run: a view into the arena, laid out as plan/report.ts says. */
  get report(): RealArray {
    return this.#view(this.#report);
  }

  /** Loss and right predictions over the rows order[first .. first + rows), any number of them, in evaluation mode. */
  evaluate(first: number, rows: number): Measurement {
    return this.#measure(EVALUATION, first, rows, this.machine.plan.batch);
  }

  /**
   * `evaluate`, and beside it what only a fixed set of rows can tell: afterwards the report holds for each activation
   * the fraction of units that were dead on all of these rows, or of (row, unit) that were saturated, and for each layer with weights
   * the fraction of its units that are copies of its first. At most `atOnce` rows go through it at a time.
   */
  inspect(first: number, rows: number, atOnce = this.machine.plan.batch): Measurement {
    const { arena } = this.machine;
    for (const { offset, size } of this.#peaks) arena.fill(-Infinity, offset, offset + size);
    for (const saturation of this.#saturations) saturation.sum = 0;
    const measured = this.#measure(INSPECTION, first, rows, atOnce);
    for (const { at, sum } of this.#saturations) arena[at] = sum / rows;
    for (const unit of this.#unitWeights)
      arena[this.#report.offset + rowStart(unit.row) + STATISTIC.identical] = identicalUnits(arena, unit);
    return measured;
  }

  /** The network's output [rows, width] for rows that are not of the data set, in evaluation mode. */
  predict(features: RealArray, rows: number): Float32Array {
    const { machine } = this;
    const { plan } = machine;
    const width = featureWidth(plan);
    const output = plan.tensors[plan.output]!;
    const outputs = new Float32Array(rows * output.size);
    for (let done = 0; done < rows; done += plan.batch) {
      const count = Math.min(plan.batch, rows - done);
      const first = machine.stage(features.subarray(done * width, (done + count) * width), count);
      machine.run('forward', PREDICTION, this.#still, first, count);
      outputs.set(machine.arena.subarray(output.offset, output.offset + count * output.size), done * output.size);
    }
    return outputs;
  }

  /** The live numbers of one parameter, buffer or moment. A view: the next step changes it, `bind` may end it. */
  parameter(name: string): RealArray {
    const tensor = this.machine.plan.tensors.find((candidate) => candidate.name === name && isSaved(candidate));
    if (!tensor) throw new RangeError(`The plan learns nothing called "${name}".`);
    return this.#view(tensor);
  }

  /** Copies of everything that a run continues from, in the plan's order. */
  state(): SavedTensor[] {
    return this.machine.plan.tensors.filter(isSaved).map((tensor) => ({
      name: tensor.name,
      role: tensor.role as SavedTensor['role'],
      shape: tensor.shape,
      values: this.#view(tensor).slice(),
    }));
  }

  /**
   * Puts saved tensors back, by name and size; others are left alone. Returns the names of the plan's tensors that were not
   * among them and so stay as they are: none means that the run continues exactly.
   */
  load(saved: Iterable<{ readonly name: string; readonly values: ArrayLike<number> }>): string[] {
    const values = new Map<string, ArrayLike<number>>();
    for (const tensor of saved) values.set(tensor.name, tensor.values);
    const missing: string[] = [];
    for (const tensor of this.machine.plan.tensors.filter(isSaved)) {
      const found = values.get(tensor.name);
      if (found?.length === tensor.size) this.#view(tensor).set(found);
      else missing.push(tensor.name);
    }
    return missing;
  }

  #view({ offset, size }: PlannedTensor): RealArray {
    return this.machine.arena.subarray(offset, offset + size);
  }

  #measure(mode: Mode, first: number, rows: number, atOnce: number): Measurement {
    const { machine } = this;
    let loss = 0;
    let correct = 0;
    for (let done = 0; done < rows; done += atOnce) {
      const count = Math.min(atOnce, rows - done);
      machine.run('forward', mode, this.#still, first + done, count);
      loss += machine.arena[this.#report.offset + SCALAR.loss]! * count;
      correct += machine.arena[this.#report.offset + SCALAR.correct]!;
      if (mode.inspected) for (const saturation of this.#saturations) saturation.sum += machine.arena[saturation.at]! * count;
    }
    return { rows, loss, correct };
  }
}

function draw(values: RealArray, initial: Initial, random: Random): void {
  switch (initial.kind) {
    case 'constant':
      values.fill(initial.value);
      return;
    case 'uniform':
      for (let i = 0; i < values.length; i++) values[i] = initial.low + (initial.high - initial.low) * random.uniform();
      return;
    case 'normal':
      for (let i = 0; i < values.length; i++) values[i] = initial.mean + initial.std * random.normal();
      return;
    default:
      initial satisfies never;
  }
}
