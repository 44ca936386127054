/**
 * @file A lens: a machine beside that of a run which does one step of it again, on the same rows, with the same kernels and the same
 * masks, hence to the bit, and in which nothing writes over anything: of that step everything can be read. It runs on one thread and
 * knows no more of the data than the batch.
 */
import type { Table } from '../datasets/table.ts';
import { featureWidth, targetWidth } from '../engine/data-set.ts';
import type { List, Machine, Mode, RealArray, Running } from '../engine/machine.ts';
import { ADDRESSABLE, memoryNeeded } from '../engine/memory-needed.ts';
import { createWasmMachine, type Kernels } from '../engine/wasm-machine.ts';
import type { Plan, PlannedTensor, Region, TensorId } from '../plan/plan.ts';
import { transparent } from '../plan/transparent.ts';
import type { StillNetwork } from './data-look.ts';
import type { Model } from './model.ts';

const RECORDED: Mode = { training: true, recorded: true, inspected: false, scored: true };
const STILL: Mode = { training: false, recorded: false, inspected: false, scored: false };

/** How far the step has been done again: each list needs those before it. */
const LISTS = ['forward', 'backward', 'update'] as const satisfies readonly List[];

/** What a step is done with beside the state that it begins with. */
export interface StepTaken {
  /** The rows of the training table that are its batch. */
  readonly order: Int32Array;
  /** Its number among the rest. */
  readonly running: Running;
}

/** What of the state is taken along: the moments are for the update alone, and they are most of it. */
export type Along = 'weights' | 'moments';

export class Lens implements StillNetwork {
  /** That of the run, but that every tensor has a place of its own. */
  readonly plan: Plan;
  /** What the step leaves, in evaluation mode; its moments must have come along. */
  readonly after: StillNetwork;
  readonly #machine: Machine;
  readonly #regions: readonly Region[];
  readonly #running: Running = { lr: 0, clip_grad_norm: 0, step: 0, seed: 0 };
  readonly #features: Float32Array;
  readonly #targets: Float32Array;
  /** The state that the step began with, region after region, as far as the step has been done since. */
  readonly #before: Float32Array;
  #scratch = new Float32Array(0);
  /** What is to be read of the step has been written over by rows that are not of it. */
  #strayed = false;
  #rows = 0;
  /** Of LISTS, how many have been done. */
  #done = 0;

  /** @throws RangeError if the memory cannot be had */
  constructor(plan: Plan, kernels: Kernels) {
    this.plan = transparent(plan);
    this.after = { plan: this.plan, outputs: (features, rows, tensor) => this.#outputsAfter(features, rows, tensor) };
    if (memoryNeeded(this.plan, 1, plan.batch) > ADDRESSABLE) throw new RangeError('No machine has the memory for it.');
    this.#machine = createWasmMachine(this.plan, kernels);
    this.#regions = stateRegions(plan);
    this.#before = new Float32Array(this.#regions.reduce((sum, { size }) => sum + size, 0));
    this.#features = new Float32Array(plan.batch * featureWidth(plan));
    this.#targets = new Float32Array(plan.batch * targetWidth(plan));
  }

  /** Bytes that a lens for this plan takes. */
  static memoryFor(plan: Plan): number {
    return memoryNeeded(transparent(plan), 1, plan.batch) + 4 * (plan.parameterRegion.size * (1 + plan.momentRegions.length));
  }

  /** The step that the lens is on. */
  get step(): number {
    return this.#running.step;
  }

  /** Rows of its batch. */
  get rows(): number {
    return this.#rows;
  }

  get running(): Readonly<Running> {
    return this.#running;
  }

  /** The step that a model of the same plan is about to take. */
  takeLive(model: Model, taken: StepTaken, train: Table, along: Along): void {
    const { arena } = model.machine;
    const moments = this.plan.momentRegions.length;
    stateRegions(model.plan).forEach(({ offset, size }, index) => {
      if (along === 'weights' && index >= 1 && index <= moments) return;
      this.#machine.arena.set(arena.subarray(offset, offset + size), this.#regions[index]!.offset);
    });
    this.#take(taken, train);
  }

  /** The step that follows on a state that was kept: parameters, moments, buffers. */
  take(numbers: Float32Array, taken: StepTaken, train: Table): void {
    let at = 0;
    for (const { offset, size } of this.#regions) {
      this.#machine.arena.set(numbers.subarray(at, at + size), offset);
      at += size;
    }
    this.#take(taken, train);
  }

  #take({ order, running }: StepTaken, { features, targets, rows }: Table): void {
    gather(features, features.length / rows, order, this.#features);
    gather(targets, targets.length / rows, order, this.#targets);
    this.#rows = order.length;
    const width = featureWidth(this.plan);
    const wanted = targetWidth(this.plan);
    this.#machine.bind(this.#features.subarray(0, order.length * width), this.#targets.subarray(0, order.length * wanted), order.length);
    Object.assign(this.#running, running);
    this.#done = 0;
    this.#strayed = false;
  }

  /** Does the step again up to the end of a list, unless that has been done; the state must have come along for the update. */
  replay(list: List): void {
    if (this.#strayed) this.#putBack();
    for (const next of LISTS.slice(this.#done, LISTS.indexOf(list) + 1)) {
      this.#hold(next);
      this.#machine.run(next, RECORDED, this.#running, 0, this.#rows);
      this.#done += 1;
    }
  }

  /** The numbers of a tensor as the step left them: of the first `rows` rows, if it is batched. A view, good until the next call. */
  numbers(id: TensorId): RealArray {
    const { offset, size, batched } = this.plan.tensors[id]!;
    return this.#machine.arena.subarray(offset, offset + (batched ? this.#rows : 1) * size);
  }

  /** Those of a parameter as the step began, whether or not it has been updated since. */
  weights(id: TensorId): RealArray {
    const { offset, size } = this.plan.tensors[id]!;
    if (this.#done < LISTS.length) return this.numbers(id);
    const at = offset - this.plan.parameterRegion.offset;
    return this.#before.subarray(at, at + size);
  }

  /** Room to work in, `count` numbers of it, good until the next call. */
  scratch(count: number): Float32Array {
    if (this.#scratch.length < count) this.#scratch = new Float32Array(count);
    return this.#scratch.subarray(0, count);
  }

  /** In evaluation mode, with the state that the step began with. */
  outputs(features: Float32Array, rows: number, tensor: TensorId): RealArray {
    this.#putBack();
    return this.#still(features, rows, tensor);
  }

  #outputsAfter(features: Float32Array, rows: number, tensor: TensorId): RealArray {
    if (!this.#strayed) this.replay('update');
    this.#strayed = true;
    return this.#still(features, rows, tensor);
  }

  #still(features: Float32Array, rows: number, tensor: TensorId): RealArray {
    this.#machine.run('forward', STILL, this.#running, this.#machine.stage(features, rows), rows);
    const { offset, size } = this.plan.tensors[tensor]!;
    return this.#machine.arena.subarray(offset, offset + rows * size);
  }

  /** Forward changes buffers, the update parameters and moments. */
  #hold(list: List): void {
    if (list !== 'backward')
      this.#eachOf(list, ({ offset, size }, at) => this.#before.set(this.#machine.arena.subarray(offset, offset + size), at));
  }

  #putBack(): void {
    for (const list of LISTS.slice(0, this.#done))
      if (list !== 'backward')
        this.#eachOf(list, ({ offset, size }, at) => this.#machine.arena.set(this.#before.subarray(at, at + size), offset));
    this.#done = 0;
    this.#strayed = false;
  }

  #eachOf(list: 'forward' | 'update', visit: (region: Region, at: number) => void): void {
    const updated = 1 + this.plan.momentRegions.length;
    let at = 0;
    this.#regions.forEach((region, index) => {
      if (index < updated === (list === 'update')) visit(region, at);
      at += region.size;
    });
  }
}

function stateRegions({ parameterRegion, momentRegions, buffers, tensors }: Plan): readonly Region[] {
  return [parameterRegion, ...momentRegions, ...buffers.map((id): PlannedTensor => tensors[id]!)];
}

function gather(values: Float32Array, width: number, order: Int32Array, into: Float32Array): void {
  for (let index = 0; index < order.length; index++) {
    const row = order[index]!;
    into.set(values.subarray(row * width, (row + 1) * width), index * width);
  }
}
