/** @file Rows and headers of runs that were never compiled, for tests of what is told about runs. */
import { profile } from '../../core/diagnostics/profile.ts';
import type { Flow, Row } from '../../core/plan/plan.ts';
import { SCALAR, STATISTIC, reportLength, rowStart, type Scalar, type Statistic } from '../../core/plan/report.ts';
import { FRAME_NUMBER, FRAME_NUMBERS, type FrameBatch, type FrameNumber, type RunHeader } from '../../core/telemetry/frame.ts';

/** Moments of phi(z), z ~ N(0, 1), by quadrature in double precision. */
export const ACTIVATIONS = {
  relu: { kind: 'activation', slopeSquare: 0.5, square: 0.5, variance: 0.5 - 1 / (2 * Math.PI), gain: Math.SQRT2 },
  sigmoid: { kind: 'activation', slopeSquare: 0.0448349, square: 0.2933791, variance: 0.0433791, gain: 1 },
  tanh: { kind: 'activation', slopeSquare: 0.4644202, square: 0.3942945, variance: 0.3942945, gain: 5 / 3 },
} as const satisfies Record<string, Flow>;

/** A row; its inputs are the row before unless they are given. */
export function row(index: number, flow: Flow, width = 32, inputs = index === 0 ? [] : [index - 1]): Row {
  const weighted = flow.kind === 'weights';
  return {
    node: `n${index}`,
    name: `${flow.kind}${index}`,
    layer: flow.kind,
    width,
    depth: index + 1,
    inputs,
    flow,
    inspected: flow.kind !== 'activation' ? null : flow.slopeSquare === flow.square ? 'dead' : 'saturated',
    weight: weighted ? index : null,
    parameters: weighted ? 1 : 0,
  };
}

/** Weights of `gain` = n Var W. */
export function weights(gain: number, fanIn = 32): Flow {
  return { kind: 'weights', std: Math.sqrt(gain / fanIn), fanIn, fanOut: fanIn };
}

/** `depth` hidden layers, each weights and what follows them, and an output layer. */
export function chain(depth: number, gain: number, after: readonly Flow[], width = 32): Row[] {
  const flows = Array.from({ length: depth }, () => [weights(gain, width), ...after]).flat();
  return [...flows, weights(1, width)].map((flow, index) => row(index, flow, width));
}

export function header(rows: readonly Row[], change: Partial<RunHeader> = {}): RunHeader {
  return {
    run: 1,
    rows,
    task: 'classification',
    constantLoss: Math.LN2,
    stepsPerEpoch: 10,
    epochs: 50,
    classes: 2,
    trainRows: 320,
    validationRows: 80,
    threads: 1,
    parameters: 1000,
    ...profile(rows),
    ...change,
  };
}

/** One frame; every number that is not given was not computed. */
export function frame(
  rows: number,
  numbers: Partial<Record<FrameNumber, number>>,
  scalars: Partial<Record<Scalar, number>>,
  statistics: Partial<Record<Statistic, readonly number[]>> = {},
): FrameBatch {
  const batch = {
    count: 1,
    rows,
    numbers: new Float64Array(FRAME_NUMBERS.length),
    reports: new Float32Array(reportLength(rows)).fill(NaN),
  };
  for (const [name, value] of Object.entries(numbers)) batch.numbers[FRAME_NUMBER[name as FrameNumber]] = value;
  for (const [name, value] of Object.entries(scalars)) batch.reports[SCALAR[name as Scalar]] = value;
  for (const [name, values] of Object.entries(statistics))
    values.forEach((value, index) => (batch.reports[rowStart(index) + STATISTIC[name as Statistic]] = value));
  return batch;
}
