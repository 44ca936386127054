/** @file A diagnosis that watches a run which is told, step by step, and never trained. */
import { Diagnosis } from '../../core/diagnostics/diagnose.ts';
import type { FindingCode } from '../../core/findings/messages.ts';
import type { Row } from '../../core/plan/plan.ts';
import type { RunHeader } from '../../core/telemetry/frame.ts';
import { frame, header } from './rows.ts';

export interface Told {
  readonly loss: number;
  /** Of the evaluation of training rows, before the step. */
  readonly trainLoss?: number;
  readonly accuracy?: number;
  /** Of the validation rows; not measured without. */
  readonly validationLoss?: number;
  /** d: decades of the first hidden layer's signal over that of the last. */
  readonly signal?: number;
  readonly norm?: number;
  /** Of row 1. */
  readonly dead?: number;
  readonly saturated?: number;
  /** Of row 0, the first layer with weights. */
  readonly identical?: number;
  /** The norm of its gradient over its signal. */
  readonly inputs?: number;
  readonly update?: number;
  /** Rows before this one get exactly zero. */
  readonly stopsAt?: number;
}

/** Steps are planned as in `header`: 500. Returns the codes that stand after each step in which they changed, of those asked for. */
export function watchRun(
  rows: readonly Row[],
  tell: (step: number) => Told,
  change: Partial<RunHeader> = {},
  steps = 500,
  asked: (code: FindingCode) => boolean = () => true,
) {
  const told = header(rows, change);
  const diagnosis = new Diagnosis(told);
  const changes: { step: number; codes: FindingCode[] }[] = [];
  const { stepsPerEpoch } = told;
  for (let step = 1; step <= steps; step++) {
    const now = tell(step);
    const { loss, trainLoss = loss, accuracy = 0.5, signal = 0, norm = 1, dead = 0, saturated = 0, stopsAt = 0 } = now;
    const epoch = Math.ceil(step / stepsPerEpoch);
    diagnosis.observeEvaluation({ step, epoch, on: 'probe', loss: trainLoss, accuracy });
    const signals = rows.map((_, index) => (index < stopsAt ? 0 : index < told.anchor ? 10 ** signal : 1));
    const lost = Number.isFinite(loss) ? 0 : 1;
    const batch = frame(
      rows.length,
      { step, epoch, learning_rate: 0.1, batch_size: 32 },
      { loss, gradient_norm: norm, non_finite: lost },
      {
        signal: signals,
        gradient_norm: now.inputs === undefined ? [] : [now.inputs * signals[0]!],
        update_ratio: now.update === undefined ? [] : rows.map(() => now.update!),
        dead: [NaN, dead],
        saturated: [NaN, saturated],
        identical: now.identical === undefined ? [] : [now.identical],
        non_finite: rows.map(() => lost),
      },
    );
    diagnosis.observe(batch.numbers, batch.reports);
    if (step % stepsPerEpoch === 0) {
      diagnosis.observeEvaluation({ step, epoch, on: 'train', loss: trainLoss, accuracy });
      if (now.validationLoss !== undefined)
        diagnosis.observeEvaluation({ step, epoch, on: 'validation', loss: now.validationLoss, accuracy });
    }
    const codes = diagnosis.findings.filter(({ ended, code }) => ended === undefined && asked(code)).map(({ code }) => code);
    if (codes.join() !== (changes.at(-1)?.codes ?? []).join()) changes.push({ step, codes });
  }
  return { diagnosis, changes };
}
