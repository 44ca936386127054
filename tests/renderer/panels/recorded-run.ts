import type { Flow, Row } from '../../../core/plan/plan.ts';
import { SCALAR, STATISTIC, STATISTICS, reportLength, rowStart, type Scalar, type Statistic } from '../../../core/plan/report.ts';
import { FRAME_NUMBER, FRAME_NUMBERS, type FrameBatch, type RunHeader } from '../../../core/telemetry/frame.ts';
import { Recording } from '../../../core/telemetry/recording.ts';

const weights: Flow = { kind: 'weights', std: 0.1, fanIn: 8, fanOut: 8 };
const activation: Flow = { kind: 'activation', slopeSquare: 0.5, square: 0.5, variance: 0.34, gain: Math.SQRT2 };

/** fc1, act1, fc2, act2, ...: Linear and ReLU by turns. */
export function headerOf(rows: number, changes: Partial<RunHeader> = {}): RunHeader {
  return {
    run: 1,
    rows: Array.from({ length: rows }, (_, index): Row => {
      const linear = index % 2 === 0;
      return {
        node: `n${index}`,
        name: `${linear ? 'fc' : 'act'}${(index >> 1) + 1}`,
        layer: linear ? 'Linear' : 'ReLU',
        width: 8,
        depth: index,
        inputs: index === 0 ? [] : [index - 1],
        flow: linear ? weights : activation,
        inspected: linear ? null : 'dead',
        weight: linear ? index : null,
        parameters: linear ? 72 : 0,
      };
    }),
    task: 'classification',
    constantLoss: Math.log(10),
    stepsPerEpoch: 10,
    epochs: 100,
    classes: 10,
    trainRows: 640,
    validationRows: 100,
    threads: 1,
    parameters: 1000,
    healthy: new Array<number>(rows).fill(0),
    predicted: new Array<number>(rows).fill(0),
    anchor: rows - 1,
    ...changes,
  };
}

export interface Said {
  readonly rows?: readonly Partial<Record<Statistic, number>>[];
  readonly scalars?: Partial<Record<Scalar, number>>;
  readonly batch_size?: number;
  readonly learning_rate?: number;
}

/** Steps 1, 2, ... as frames; what a step does not say was not computed. */
export function framesOf(rows: number, steps: readonly Said[]): FrameBatch {
  const length = reportLength(rows);
  const numbers = new Float64Array(steps.length * FRAME_NUMBERS.length);
  const reports = new Float32Array(steps.length * length).fill(Number.NaN);
  steps.forEach((said, index) => {
    numbers[index * FRAME_NUMBERS.length + FRAME_NUMBER.step] = index + 1;
    numbers[index * FRAME_NUMBERS.length + FRAME_NUMBER.batch_size] = said.batch_size ?? 64;
    numbers[index * FRAME_NUMBERS.length + FRAME_NUMBER.learning_rate] = said.learning_rate ?? 0.01;
    for (const [name, value] of Object.entries(said.scalars ?? {})) reports[index * length + SCALAR[name as Scalar]] = value;
    said.rows?.forEach((row, at) => {
      for (const name of STATISTICS) if (row[name] !== undefined) reports[index * length + rowStart(at) + STATISTIC[name]] = row[name];
    });
  });
  return { count: steps.length, rows, numbers, reports };
}

/** Some of the frames of a batch, from one up to another. */
export function partOf({ rows, numbers, reports }: FrameBatch, from: number, to: number): FrameBatch {
  const part = <T extends Float32Array | Float64Array>(all: T, each: number) => all.subarray(from * each, to * each) as T;
  return { count: to - from, rows, numbers: part(numbers, FRAME_NUMBERS.length), reports: part(reports, reportLength(rows)) };
}

/** A recording of steps 1, 2, ... */
export function recordingOf(header: RunHeader, steps: readonly Said[]): Recording {
  const recording = new Recording(header);
  recording.append(framesOf(header.rows.length, steps));
  return recording;
}
