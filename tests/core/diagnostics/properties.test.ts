/** @file What must not change a verdict: the units of the loss, and the number of rows in a batch. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Diagnosis } from '../../../core/diagnostics/diagnose.ts';
import type { Finding } from '../../../core/findings/finding.ts';
import type { Flow, Row } from '../../../core/plan/plan.ts';
import { ACTIVATIONS, chain, frame, header } from '../../helpers/rows.ts';

const { relu, sigmoid, tanh } = ACTIVATIONS;
const NETWORKS: readonly (readonly Row[])[] = [
  chain(10, 1, [sigmoid]),
  chain(10, 2, [relu]),
  chain(4, 1, [tanh]),
  chain(6, 2, [{ kind: 'normalise' }, relu] as Flow[]),
];
const STEPS = 300;

/** A course that a run may take: each of its numbers drifts from a start to an end and is noisy about it. */
const course = fc.record({
  network: fc.nat(NETWORKS.length - 1),
  loss: fc.tuple(fc.double({ min: 0.01, max: 3, noNaN: true }), fc.double({ min: 0.001, max: 30, noNaN: true })),
  validation: fc.tuple(fc.double({ min: 0.1, max: 2, noNaN: true }), fc.double({ min: 0.1, max: 4, noNaN: true })),
  noise: fc.double({ min: 0, max: 0.6, noNaN: true }),
  signal: fc.tuple(fc.double({ min: -6, max: 4, noNaN: true }), fc.double({ min: -6, max: 4, noNaN: true })),
  dead: fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.6, 1)),
  saturated: fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.7)),
  update: fc.constantFrom(1e-6, 1e-3, 0.2),
  norm: fc.double({ min: 0.01, max: 100, noNaN: true }),
});
type Course = typeof course extends fc.Arbitrary<infer C> ? C : never;

/** All that was said, step by step; `scale` multiplies the loss and with it every gradient, a power of two so that no digit changes. */
function toldOf(run: Course, scale: number, batchSize: number): readonly (readonly unknown[])[] {
  const rows = NETWORKS[run.network]!;
  const diagnosis = new Diagnosis(header(rows, { constantLoss: scale * Math.LN2, stepsPerEpoch: 10, epochs: STEPS / 10 }));
  const { anchor } = header(rows);
  const told: (readonly unknown[])[] = [];
  for (let step = 1; step <= STEPS; step++) {
    const t = step / STEPS;
    const at = ([from, to]: readonly [number, number]) => from + (to - from) * t;
    const noise = 1 + run.noise * Math.sin(step * step);
    const loss = scale * at(run.loss) * noise;
    const epoch = Math.ceil(step / 10);
    diagnosis.observeEvaluation({ step, epoch, on: 'probe', loss, accuracy: 0.5 });
    const { numbers, reports } = frame(
      rows.length,
      { step, epoch, learning_rate: 0.1, batch_size: batchSize },
      { loss, gradient_norm: scale * run.norm * noise, non_finite: 0 },
      {
        signal: rows.map((_, row) => scale * (row < anchor ? 10 ** at(run.signal) : 1)),
        gradient_norm: [scale * 10 ** at(run.signal)],
        update_ratio: rows.map(() => run.update),
        dead: [NaN, at(run.dead)],
        saturated: [NaN, at(run.saturated)],
        identical: [0],
      },
    );
    diagnosis.observe(numbers, reports);
    if (step % 10 === 0) {
      diagnosis.observeEvaluation({ step, epoch, on: 'train', loss, accuracy: 0.5 });
      diagnosis.observeEvaluation({ step, epoch, on: 'validation', loss: scale * at(run.validation) * noise, accuracy: 0.5 });
    }
    told.push(diagnosis.findings.map(verdict));
  }
  return told;
}

const verdict = ({ code, severity, where, ended, numbers, fixes }: Finding) => [
  code,
  severity,
  where,
  ended,
  numbers['cause'],
  fixes.map((fix) => fix.code),
];

describe('a verdict', () => {
  test('is the same in any unit of the loss', () => {
    fc.assert(
      fc.property(course, fc.constantFrom(2 ** -10, 2 ** 10), (run, scale) => {
        expect(toldOf(run, scale, 32)).toEqual(toldOf(run, 1, 32));
      }),
      { numRuns: 10 },
    );
  });

  test('is the same for any number of rows in a batch that is not small', () => {
    fc.assert(
      fc.property(course, fc.constantFrom(64, 128, 1000), (run, batchSize) => {
        expect(toldOf(run, 1, batchSize)).toEqual(toldOf(run, 1, 32));
      }),
      { numRuns: 10 },
    );
  });
});

test('the courses that are drawn come to many verdicts, so that the properties above say something', () => {
  const codes = new Set<unknown>();
  for (const run of fc.sample(course, { numRuns: 30, seed: 1 }))
    for (const told of toldOf(run, 1, 32)) for (const [code] of told as unknown[][]) codes.add(code);
  expect(codes.size).toBeGreaterThanOrEqual(8);
});

test('a network is not flagged for the growth that theory foresees of its BatchNorm, however deep it is', () => {
  for (const depth of [20, 40, 80]) {
    const rows = chain(depth, 2, [{ kind: 'normalise' }, relu] as Flow[]);
    const told = header(rows, { epochs: 50 });
    const diagnosis = new Diagnosis(told);
    for (let step = 1; step <= 400; step++) {
      diagnosis.observeEvaluation({ step, epoch: 1, on: 'probe', loss: Math.LN2 * 0.995 ** step, accuracy: 0.7 });
      const signal = rows.map((_, row) => 10 ** (told.healthy[row] ?? 0));
      const { numbers, reports } = frame(rows.length, { step, batch_size: 32 }, { loss: 0.5, gradient_norm: 1, non_finite: 0 }, { signal });
      diagnosis.observe(numbers, reports);
    }
    expect(told.healthy[0]!).toBeGreaterThan(0.08 * depth - 0.4);
    expect(diagnosis.findings).toEqual([]);
  }
});
