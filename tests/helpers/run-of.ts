/** @file A run without a session around it, driven step by step, and all that can be compared of two runs. */
import { loadData } from '../../core/datasets/load.ts';
import type { Document } from '../../core/document/document.ts';
import type { Weights } from '../../core/formats/model-file.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { compileDocument, type Compiled } from '../../core/session/compiled.ts';
import { createRun } from '../../core/session/create-run.ts';
import { createEngine } from '../../core/session/engine.ts';
import type { Run } from '../../core/session/run.ts';
import { FRAME_NUMBER, FRAME_NUMBERS, type Evaluation } from '../../core/telemetry/frame.ts';
import { kernels, noHelper } from './local-session.ts';

/** On its own data of two moons, of which `rows` in all, with room for batches of `room` rows. */
export async function runOf(
  document: Document,
  { rows = 200, room = 0, engine = createEngine(kernels(), 1, noHelper), weights = null as Weights | null } = {},
): Promise<Run> {
  const data = await loadData({ source: 'moons', rows }, new Map(), 3);
  const facts = { name: 'moons', width: 2, task: 'classification', classes: 2, targetWidth: 1 } as const;
  const compiled = compileDocument(document, facts) as Compiled & { plan: Plan };
  const batch_size = Math.max(room, compiled.training.batch_size);
  const { plan } = compileDocument({ ...document, training: { ...document.training, batch_size } }, facts);
  return createRun(1, { ...compiled, plan: plan! }, data, engine, weights);
}

/** Trains on to a step, what is measured there included. */
export function goTo(run: Run, step: number): Run {
  while (!run.isFailed && (run.step < step || run.isEvaluating)) run.advance(step);
  return run;
}

/** As `goTo`, but stops only where the run stops by itself: at the first recorded step, or end of an epoch, from `step` on. */
export function goPast(run: Run, step: number): Run {
  while (!run.isFailed && (run.step < step || run.isEvaluating)) run.advance();
  return run;
}

export async function goneBack(run: Run, step: number): Promise<Run> {
  const work = run.goneBack(run.header.run + 1, step);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    await Promise.resolve();
  }
}

interface Told {
  /** Of each recorded step: its numbers but the clock's, and its report. */
  readonly frames: readonly { readonly step: number; readonly numbers: readonly number[]; readonly report: readonly number[] }[];
  readonly evaluations: readonly Evaluation[];
}

/** What the run has told since it was last asked. */
export function toldBy({ outbox }: Run): Told {
  const { frames, evaluations } = outbox.take();
  const [numbers, length] = [FRAME_NUMBERS.length, frames.reports.length / Math.max(frames.count, 1)];
  return {
    frames: Array.from({ length: frames.count }, (_, frame) => {
      const all = [...frames.numbers.subarray(frame * numbers, (frame + 1) * numbers)];
      return {
        step: all[FRAME_NUMBER.step]!,
        numbers: all.filter((_number, index) => index !== FRAME_NUMBER.seconds),
        report: [...frames.reports.subarray(frame * length, (frame + 1) * length)],
      };
    }),
    evaluations,
  };
}

export function toldAfter({ frames, evaluations }: Told, step: number): Told {
  return { frames: frames.filter((frame) => frame.step > step), evaluations: evaluations.filter((evaluation) => evaluation.step > step) };
}

/** Parameters, moments and buffers as they are now. */
export function stateOf({ model }: Run): Float32Array {
  const numbers = new Float32Array(model.stateLength);
  model.takeState(numbers);
  return numbers;
}
