/** @file The plain machine: every kernel as it would be written on paper. Slow, and what the fast one is measured against. */
import { writesOf } from '../../plan/operands.ts';
import type { Plan, TensorId } from '../../plan/plan.ts';
import { SCALAR, STATISTIC, rowStart } from '../../plan/report.ts';
import { rowOf, rowsByTensor } from '../../plan/row-of.ts';
import type { Kernel, KernelName, Operands, Step } from '../../plan/step.ts';
import { featureWidth, requireRows, requireStaged, targetWidth } from '../data-set.ts';
import type { List, Machine, Mode, RealArray, Running } from '../machine.ts';
import * as activations from './activations.ts';
import { add } from './add.ts';
import { batchNorm, batchNormBackward } from './batch-norm.ts';
import { clipGradNorm } from './clip-grad-norm.ts';
import { dropout, dropoutBackward } from './dropout.ts';
import { gather } from './gather.ts';
import { linear, linearBiasGradient, linearInputGradient, linearWeightGradient } from './linear.ts';
import * as losses from './losses.ts';
import { optimize } from './optimizers.ts';
import { probeFinite, probeSignal, probeUnits } from './probes.ts';
import { addTo } from './report.ts';
import { softmax, softmaxBackward } from './softmax.ts';
import { countOf, type Pass } from './pass.ts';

const KERNELS: { [K in KernelName]: (pass: Pass, step: Operands<K>) => void } = {
  gather,
  linear,
  batch_norm: batchNorm,
  relu: activations.relu,
  leaky_relu: activations.leakyRelu,
  sigmoid: activations.sigmoid,
  tanh: activations.tanh,
  softmax,
  dropout,
  add,
  cross_entropy: losses.crossEntropy,
  bce_with_logits: losses.bceWithLogits,
  mse: losses.mse,
  cross_entropy_backward: losses.crossEntropyBackward,
  bce_with_logits_backward: losses.bceWithLogitsBackward,
  mse_backward: losses.mseBackward,
  linear_input_gradient: linearInputGradient,
  linear_weight_gradient: linearWeightGradient,
  linear_bias_gradient: linearBiasGradient,
  batch_norm_backward: batchNormBackward,
  relu_backward: activations.reluBackward,
  leaky_relu_backward: activations.leakyReluBackward,
  sigmoid_backward: activations.sigmoidBackward,
  tanh_backward: activations.tanhBackward,
  softmax_backward: softmaxBackward,
  dropout_backward: dropoutBackward,
  clip_grad_norm: clipGradNorm,
  optimize,
  probe_signal: probeSignal,
  probe_units: probeUnits,
  probe_finite: probeFinite,
};

function runKernel<K extends KernelName>(pass: Pass, step: Kernel & { readonly kernel: K }): void {
  KERNELS[step.kernel](pass, step as unknown as Operands<K>);
}

const EMPTY = new Float32Array(0);

/** `float64` is for finite differences and for judging the rounding of the others. */
export function createReferenceMachine(plan: Plan, { precision }: { precision: 'float32' | 'float64' }): Machine {
  const Real = precision === 'float32' ? Float32Array : Float64Array;
  const arena: RealArray = new Real(plan.elements);
  const report = plan.tensors[plan.report]!;
  const pass: Pass = {
    plan,
    arena,
    round: precision === 'float32' ? Math.fround : (value) => value,
    features: new Real(0),
    targets: new Real(0),
    featureWidth: featureWidth(plan),
    targetWidth: targetWidth(plan),
    order: new Int32Array(0),
    mode: { training: false, recorded: false, inspected: false, scored: false },
    running: { lr: 0, clip_grad_norm: 0, step: 1, seed: 0 },
    first: 0,
    rows: 0,
    flushed: 0,
    clipScale: 1,
    gradientSquares: 0,
  };
  const rows = rowsByTensor(plan);
  let boundRows = 0;
  let order = pass.order;

  function bind(features: RealArray, targets: RealArray, rows: number, places = rows): void {
    requireRows(plan, features, targets, rows);
    boundRows = rows;
    pass.features = new Real((rows + plan.batch) * pass.featureWidth);
    pass.features.set(features);
    pass.targets = new Real(targets);
    pass.order = new Int32Array(places + plan.batch);
    order = pass.order.subarray(0, places);
    for (let place = 0; place < places; place++) order[place] = place % Math.max(rows, 1);
    for (let row = 0; row < plan.batch; row++) pass.order[places + row] = rows + row;
  }
  bind(EMPTY, EMPTY, 0);

  function adopt(mode: Mode, running: Running, first: number, rows: number): void {
    pass.mode = mode;
    pass.running = running;
    pass.first = first;
    pass.rows = rows;
  }

  function perform(step: Step): void {
    pass.flushed = 0;
    runKernel(pass, step);
    if (!pass.mode.recorded) return;
    const row = rowOf(step, rows);
    addTo(pass, report.offset + SCALAR.underflow, pass.flushed);
    if (row !== null) addTo(pass, report.offset + rowStart(row) + STATISTIC.underflow, pass.flushed);
  }

  function run(list: List, mode: Mode, running: Running, first: number, rows: number): void {
    adopt(mode, running, first, rows);
    if (list === 'forward') arena.fill(NaN, report.offset, report.offset + report.size);
    for (const step of plan[list]) if (step.when === 'always' || mode[step.when]) perform(step);
  }

  /** As `run`; returns whether all that was written is finite, looked at before the next step may write over it. */
  function runSoundly(list: List, mode: Mode, running: Running, first: number, rows: number): boolean {
    adopt(mode, running, first, rows);
    if (list === 'forward') arena.fill(NaN, report.offset, report.offset + report.size);
    let sound = true;
    for (const step of plan[list]) {
      if (step.when !== 'always' && !mode[step.when]) continue;
      perform(step);
      const written = step.kernel === 'optimize' ? updatedBy(step.parameter) : writesOf(step);
      sound &&= written.every(isFinite);
    }
    return sound;
  }

  function updatedBy(parameter: number): TensorId[] {
    const { tensor, moments } = plan.parameters[parameter]!;
    return [tensor, ...moments];
  }

  function isFinite(id: TensorId): boolean {
    const { offset, role } = plan.tensors[id]!;
    return role === 'scratch' || arena.subarray(offset, offset + countOf(pass, id)).every(Number.isFinite);
  }

  return {
    plan,
    numerics: 'reference',
    threads: 1,
    arena,
    get order() {
      return order;
    },
    bind,
    stage(features, rows) {
      requireStaged(plan, features, rows);
      pass.features.set(features, boundRows * pass.featureWidth);
      return order.length;
    },
    run,
    step(mode, running, first, rows) {
      for (const list of ['forward', 'backward', 'update'] as const) if (!runSoundly(list, mode, running, first, rows)) return list;
      return 'sound';
    },
    runOne(list, index, mode, running, first, rows) {
      adopt(mode, running, first, rows);
      perform(plan[list][index]!);
    },
  };
}
