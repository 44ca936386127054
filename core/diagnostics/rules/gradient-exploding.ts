/**
 * @file Exploding: the signal grows on its way back far beyond what the architecture explains, or the loss leaves all
 * bounds. Signals far above healthy at step 0 are enough, unless the network learns in spite of them; a loss must stay out of bounds for five samples, so
 * that one bad batch is not called an explosion, or leave them on one step by a factor that no batch explains.
 */
import type { Finding } from '../../findings/finding.ts';
import { finding, type Clause } from '../../findings/messages.ts';
import type { Sample, Statistics } from '../statistics.ts';
import { inDecades, inShort, type Rule } from './rule.ts';

/** Decades above healthy at step 0. Healthy runs were measured below 1.3. */
const RED_EXCESS = 2.5;
const AMBER_EXCESS = 1.5;
/** With such a skill a network is not sick, whatever its signal was. */
const LEARNS_ANYWAY = 0.2;
const STREAK = 5;
/** Times the larger of the first loss and that of the constant predictor: for five samples, or much more for one. */
const LOSS_BOUND = 10;
const LOSS_BOUND_AT_ONCE = 1000;
/** Times the loss of the constant predictor: such a first loss comes of unscaled inputs or weights. */
const LARGE_FIRST_LOSS = 20;
/**
 * A jump counts if it undoes learning: near its end a healthy run may double a tiny loss, so a quarter of all that can be learnt
 * must be lost as well.
 */
const JUMP = { window: 50, least: 20, deviations: 4, lossRise: 2, skillLost: 0.25 };

/** What has happened in training, and is not taken back. */
export const gradientExploded: Rule = (run) => leavesBounds(run) ?? jumps(run);

/** Signals that start far above healthy, until the network learns in spite of them. */
export const gradientExploding: Rule = (run) => {
  if (!(excessAtStart(run) >= RED_EXCESS) || run.latest!.skill >= LEARNS_ANYWAY) return null;
  return finding('gradient_exploding', place(run, 1), {
    ...numbers(run),
    evidence: 'clause:shows_at_start',
    cause: 'clause:because_of_weights',
  });
};

/** The amber twin: growth that theory does not explain, not enough to be sure or not in the way of learning. */
export const gradientAmplified: Rule = (run) => {
  if (!(excessAtStart(run) >= AMBER_EXCESS) || gradientExploding(run)) return null;
  return finding('gradient_amplified', place(run, 1), numbers(run));
};

/** A run whose numbers are lost exploded as well, whatever the rules above saw of it in time. */
export function explodedToNonFinite(run: Statistics, where: Finding['where'], step: number): Finding {
  return finding('gradient_exploding', where, { ...numbers(run), evidence: 'clause:shows_non_finite', cause: causeOf(run), step });
}

function leavesBounds(run: Statistics): Finding | null {
  const bound = Math.max(run.header.constantLoss, run.firstLoss);
  const { latest } = run;
  if (!latest || (run.streak(({ loss }) => loss > LOSS_BOUND * bound) < STREAK && !(latest.peak > LOSS_BOUND_AT_ONCE * bound))) return null;
  return finding('gradient_exploding', place(run, latest.step), {
    ...numbers(run),
    evidence: 'clause:shows_in_loss',
    cause: causeOf(run),
    loss: inShort(latest.peak),
    bound: inShort(bound),
  });
}

/** The norm leaps out of its window and the loss rises with it and stays up: not the noise of one batch. */
function jumps(run: Statistics): Finding | null {
  const { samples } = run;
  for (let at = samples.length - STREAK; at >= JUMP.least; at--) {
    const best = samples.slice(0, at).reduce((least, { trainLoss }) => (trainLoss < least ? trainLoss : least), Infinity);
    const after = samples.slice(at);
    const bound = Math.max(JUMP.lossRise * best, best + JUMP.skillLost * run.header.constantLoss);
    if (!after.every((sample) => sample.trainLoss > bound)) continue;
    const window = samples.slice(Math.max(0, at - JUMP.window), at);
    if (!(samples[at]!.norm > outlierBound(window))) continue;
    return finding('gradient_exploding', place(run, samples[at]!.step), {
      ...numbers(run),
      evidence: 'clause:shows_in_norm',
      cause: causeOf(run),
      norm: inShort(10 ** samples[at]!.norm),
      window: window.length,
      loss: inShort(run.latest!.trainLoss),
    });
  }
  return null;
}

function outlierBound(window: readonly Sample[]): number {
  const mean = window.reduce((sum, { norm }) => sum + norm, 0) / window.length;
  const variance = window.reduce((sum, { norm }) => sum + (norm - mean) ** 2, 0) / window.length;
  return mean + JUMP.deviations * Math.sqrt(variance);
}

/** Only of the true first step: later, healthy networks too have larger gradients near the input. */
function excessAtStart({ start, hidden }: Statistics): number {
  return start?.step === 1 && hidden.length >= 2 ? start.excess : NaN;
}

function causeOf(run: Statistics): Clause {
  if (excessAtStart(run) >= AMBER_EXCESS) return 'clause:because_of_weights';
  if (run.firstLoss > LARGE_FIRST_LOSS * run.header.constantLoss) return 'clause:because_of_scale';
  return 'clause:because_of_rate';
}

function place(run: Statistics, step: number): Finding['where'] {
  return { node: run.header.rows[run.first]!.node, step };
}

function numbers(run: Statistics): Record<string, string | number> {
  const { header, first, last, start, firstLoss, learningRate } = run;
  return {
    name: header.rows[first]!.name,
    last: header.rows[last]!.name,
    ...(start ? { decades: inDecades(start.excess) } : {}),
    first: inShort(firstLoss),
    constantLoss: inShort(header.constantLoss),
    rate: learningRate,
  };
}
