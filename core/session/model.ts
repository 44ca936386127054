/** @file A compiled network with its numbers: the plan, the machine that runs it, and the trainer that drives the machine. */
import type { Table } from '../datasets/table.ts';
import type { Machine, RealArray } from '../engine/machine.ts';
import { Trainer } from '../engine/trainer.ts';
import { createWasmMachine } from '../engine/wasm-machine.ts';
import type { Plan, Region } from '../plan/plan.ts';
import type { Weights } from '../formats/model-file.ts';
import type { Engine } from './engine.ts';

export class Model {
  readonly plan: Plan;
  readonly machine: Machine;
  readonly trainer: Trainer;
  /** The report of the last step: a view that `bind` renews, so that a step need not make one. */
  report: RealArray;
  /** Running statistics, as they are and as they were held last. */
  #buffers: readonly { readonly live: RealArray; readonly held: RealArray }[] = [];

  /** Where parameters, moments and buffers lie, in this order; what lies side by side is one. */
  readonly #stateRegions: readonly Region[];
  /** How many numbers a run goes on from: the same in every plan of a structure. */
  readonly stateLength: number;

  /** Freshly drawn from `seed`, but for what `given` holds and is put in next. @throws RangeError if the memory cannot be had. */
  constructor(plan: Plan, { kernels, team }: Engine, seed: number, given: Weights['state'] = []) {
    this.plan = plan;
    this.#stateRegions = joined([plan.parameterRegion, ...plan.momentRegions, ...plan.buffers.map((id) => plan.tensors[id]!)]);
    this.stateLength = this.#stateRegions.reduce((sum, { size }) => sum + size, 0);
    this.machine = createWasmMachine(plan, kernels, team);
    this.trainer = new Trainer(this.machine, { seed });
    this.trainer.initialise(given);
    this.report = this.trainer.report;
    this.#view();
  }

  /** Puts training and validation rows, in this order, next to the network; `places` as in Machine.bind. */
  bind(train: Table, validation: Table, places: number): void {
    const features = new Float32Array(train.features.length + validation.features.length);
    features.set(train.features);
    features.set(validation.features, train.features.length);
    const targets = new Float32Array(train.targets.length + validation.targets.length);
    targets.set(train.targets);
    targets.set(validation.targets, train.targets.length);
    this.machine.bind(features, targets, train.rows + validation.rows, places);
    this.#view();
  }

  /** Remembers the running statistics: a forward pass changes them also where it loses a number. Allocates nothing. */
  holdBuffers(): void {
    for (const { live, held } of this.#buffers) held.set(live);
  }

  putBackBuffers(): void {
    for (const { live, held } of this.#buffers) live.set(held);
  }

  /** Copies parameters, moments and buffers to `into`, of `stateLength` numbers. */
  takeState(into: Float32Array): void {
    const { arena } = this.machine;
    let at = 0;
    for (const { offset, size } of this.#stateRegions) {
      into.set(arena.subarray(offset, offset + size), at);
      at += size;
    }
  }

  /** From numbers that a model of the same structure gave. */
  putState(from: Float32Array): void {
    const { arena } = this.machine;
    let at = 0;
    for (const { offset, size } of this.#stateRegions) {
      arena.set(from.subarray(at, at + size), offset);
      at += size;
    }
  }

  /** Takes over the state of a model of the same structure, place by place: its tensors may have other names. */
  carryOver(from: Model): void {
    const names = this.trainer.state().map(({ name }) => name);
    this.trainer.load(from.trainer.state().map(({ values }, index) => ({ name: names[index]!, values })));
  }

  /** Of the arena where it is now. */
  #view(): void {
    const { plan, machine } = this;
    this.report = this.trainer.report;
    this.#buffers = plan.buffers.map((id) => {
      const { offset, size } = plan.tensors[id]!;
      const live = machine.arena.subarray(offset, offset + size);
      return { live, held: live.slice() };
    });
  }
}

function joined(regions: readonly Region[]): readonly Region[] {
  const all: { offset: number; size: number }[] = [];
  for (const { offset, size } of regions) {
    const last = all.at(-1);
    if (last && last.offset + last.size === offset) last.size += size;
    else if (size > 0) all.push({ offset, size });
  }
  return all;
}
