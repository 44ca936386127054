/**
 * @file Not a number: judged on every step, not on samples, for one is enough and the run ends with it. Who trains knows which
 * number was the first, and what computed it. Of a log the statistics tell where it began: forward, the first layer whose output
 * is not finite; backward (the loss still is), the layer nearest to the loss.
 */
import type { Evidence } from '../../findings/evidence.ts';
import type { Finding } from '../../findings/finding.ts';
import { finding, type Clause } from '../../findings/messages.ts';
import { SCALAR, STATISTIC, rowStart } from '../../plan/report.ts';
import type { Row } from '../../plan/plan.ts';
import type { KernelName } from '../../plan/step.ts';
import type { LostNumber } from '../../telemetry/lost-number.ts';

/** What a kernel does, in words; null of those whose numbers are part of nothing that flows. */
const DOING: { readonly [K in KernelName]: Clause | null } = {
  gather: 'clause:in_reading',
  linear: 'clause:in_weighted_sum',
  batch_norm: 'clause:in_normalising',
  relu: 'clause:in_activation',
  leaky_relu: 'clause:in_activation',
  sigmoid: 'clause:in_activation',
  tanh: 'clause:in_activation',
  softmax: 'clause:in_exponentials',
  dropout: 'clause:in_dropout',
  add: 'clause:in_sum',
  cross_entropy: 'clause:in_comparing',
  bce_with_logits: 'clause:in_comparing',
  mse: 'clause:in_comparing',
  cross_entropy_backward: 'clause:in_loss_slope',
  bce_with_logits_backward: 'clause:in_loss_slope',
  mse_backward: 'clause:in_loss_slope',
  linear_input_gradient: 'clause:in_way_back_weights',
  linear_weight_gradient: 'clause:in_adding_up',
  linear_bias_gradient: 'clause:in_adding_up',
  batch_norm_backward: 'clause:in_way_back_normalising',
  relu_backward: 'clause:in_way_back_activation',
  leaky_relu_backward: 'clause:in_way_back_activation',
  sigmoid_backward: 'clause:in_way_back_activation',
  tanh_backward: 'clause:in_way_back_activation',
  softmax_backward: 'clause:in_way_back_activation',
  dropout_backward: 'clause:in_dropout',
  clip_grad_norm: null,
  optimize: 'clause:in_update',
  probe_signal: null,
  probe_units: null,
  probe_finite: null,
};

/** Allocation-free, so that it can be asked after each step. */
export function isFiniteStep(report: Float32Array, at = 0): boolean {
  return Number.isFinite(report[at + SCALAR.loss]!) && !(report[at + SCALAR.non_finite]! > 0);
}

export function nonFinite(rows: readonly Row[], step: number, report: Float32Array, at = 0): Finding {
  const count = (row: number) => report[at + rowStart(row) + STATISTIC.non_finite]!;
  const signal = (row: number) => report[at + rowStart(row) + STATISTIC.signal]!;
  const forward = !Number.isFinite(report[at + SCALAR.loss]!);
  const row = forward ? firstForward(rows, count) : rows.findLastIndex((_, index) => count(index) > 0 || !Number.isFinite(signal(index)));
  const evidence = evidenceOf(step, report[at + SCALAR.non_finite]!);
  if (row < 0) return finding('non_finite', { step }, { what: 'clause:loss_itself', detail: '', step }, { evidence });
  const { node, name } = rows[row]!;
  const what = forward ? 'clause:output_of' : 'clause:gradient_at';
  return finding('non_finite', { node, step }, { what, name, detail: '', step }, { evidence });
}

/** Of the first number that a step lost. */
export function lostNumber(rows: readonly Row[], step: number, report: Float32Array, lost: LostNumber): Finding {
  const { kernel, node, tensor, sample } = lost;
  const row = rows.find((candidate) => candidate.node === node);
  const doing = lost.role === 'parameter' && lost.list !== 'update' ? null : DOING[kernel];
  const detail = doing === null ? '' : sample === null ? 'clause:doing' : 'clause:doing_for_row';
  return finding(
    'non_finite',
    row ? { node: row.node, step } : { step },
    {
      what: whatOf(lost),
      // an Input is no row; its tensors are named after it
      name: row?.name ?? tensor.slice(0, tensor.lastIndexOf('.')),
      tensor,
      detail,
      ...(doing === null ? {} : { doing }),
      ...(sample === null ? {} : { row: sample + 1 }),
      step,
    },
    { evidence: evidenceOf(step, report[SCALAR.non_finite]!) },
  );
}

/** A loss that is lost is one number at least, counted or not. */
function evidenceOf(step: number, count: number): Evidence {
  return { measure: 'non_finite', value: count > 0 ? count : 1, threshold: 0, onset: step === 1 ? 'start' : 'acquired' };
}

function whatOf({ list, kernel, role }: LostNumber): Clause {
  switch (role) {
    case 'parameter':
      return 'clause:parameter_itself';
    case 'moment':
      return 'clause:moment_itself';
    case 'parameter_gradient':
      return 'clause:gradient_of_weight';
    default:
      if (list === 'backward') return 'clause:gradient_at';
      return DOING[kernel] === 'clause:in_comparing' ? 'clause:loss_itself' : 'clause:output_of';
  }
}

/**
 * A layer with weights counts their gradient too, and that is lost in every layer before the culprit. A layer without counts
 * its output alone: the first of those that is hit tells, and what feeds it is the culprit if it is hit as well.
 */
function firstForward(rows: readonly Row[], count: (row: number) => number): number {
  const first = rows.findIndex(({ weight }, row) => weight === null && count(row) > 0);
  if (first < 0) return rows.findLastIndex((_, row) => count(row) > 0);
  return rows[first]!.inputs.find((input) => rows[input]!.weight !== null && count(input) > 0) ?? first;
}
