/**
 * @file Exploding: the signal grows on its way back far beyond what the architecture explains, or the loss leaves all
 * bounds. Signals far above healthy at step 0 are enough, unless the network learns in spite of them; a loss must stay out of bounds for five samples, so
 * that one bad batch is not called an explosion, or leave them on one step by a factor that no batch explains.
 */
import type { Evidence } from '../../findings/evidence.ts';
import type { Finding, Numbers } from '../../findings/finding.ts';
import { finding, type Clause } from '../../findings/messages.ts';
import { circumstances } from '../circumstances.ts';
import { remedies, type Cause } from '../remedies.ts';
import type { Sample, Statistics } from '../statistics.ts';
import { inDecades, inShort, type Rule } from './rule.ts';

/** Decades above healthy at step 0. Healthy runs were measured below 1.3. */
const RED_EXCESS = 2.5;
const AMBER_EXCESS = 1.5;
/** A network that has come so far is not sick of it, whatever its signal was. */
const LEARNS_ANYWAY = 0.2;
const STREAK = 5;
/** Times the larger of the first loss and that of the constant predictor: for five samples, or much more for one. */
const LOSS_BOUND = 10;
const LOSS_BOUND_AT_ONCE = 1000;
/** Times the loss of the constant predictor: such a first loss comes of unscaled inputs or weights. */
const LARGE_FIRST_LOSS = 20;
/** Inputs of variance one are measured below 2, those of a single row as a batch below 4. */
const LARGE_INPUT = 10;
/** Decades. */
const LARGE_WEIGHTS = 1;
/**
 * A jump counts if it undoes learning: near its end a healthy run may double a tiny loss, so a quarter of all that can be learnt
 * must be lost as well.
 */
const JUMP = { window: 50, least: 20, deviations: 4, lossRise: 2, skillLost: 0.25 };

/** A leap of the norm that undid learning, and the training loss that it took the network above. */
export interface Leap {
  readonly finding: Finding;
  readonly bound: number;
}

/** Signals that start far above healthy, until the network learns in spite of them. */
export const gradientExploding: Rule = (run) => {
  const excess = excessAtStart(run);
  if (!(excess >= RED_EXCESS) || recovered(run)) return null;
  return exploding(run, place(run, 1), 'clause:shows_at_start', startsAbove(excess, RED_EXCESS), {}, 'clause:because_of_weights');
};

/** The amber twin: growth that theory does not explain, not enough to be sure or not in the way of learning. */
export const gradientAmplified: Rule = (run) => {
  const excess = excessAtStart(run);
  if (!(excess >= AMBER_EXCESS)) return null;
  return finding('gradient_amplified', place(run, 1), numbers(run), {
    evidence: startsAbove(excess, AMBER_EXCESS),
    fixes: remedies('large_weights', circumstances(run)),
  });
};

/** A run whose numbers are lost exploded as well, whatever the rules above saw of it in time. */
export function explodedToNonFinite(run: Statistics, { where, evidence }: Finding, step: number): Finding {
  return exploding(run, where, 'clause:shows_non_finite', evidence!, { step });
}

/** What has happened in training: a matter of the past only while the network has `recovered`. */
export const gradientExploded: Rule = (run) => {
  // a run that goes on from a file may lose its numbers at the first step that is seen
  const first = run.isSeenFromStart || Number.isFinite(run.firstLoss) ? run.firstLoss : 0;
  const bound = Math.max(run.header.constantLoss, first);
  const { latest } = run;
  // a log may have a loss that falls below zero, of which there are no multiples
  if (!(bound > 0)) return null;
  if (!latest || (run.streak(({ loss }) => loss > LOSS_BOUND * bound) < STREAK && !(latest.peak > LOSS_BOUND_AT_ONCE * bound))) return null;
  const { constantLoss } = run.header;
  const evidence: Evidence = {
    measure: 'loss',
    value: latest.peak / constantLoss,
    threshold: (LOSS_BOUND * bound) / constantLoss,
    onset: 'acquired',
  };
  return exploding(run, place(run, latest.step), 'clause:shows_in_loss', evidence, { loss: inShort(latest.peak), bound: inShort(bound) });
};

/** A network that learns after all: the explosion is over, until that is lost again. */
export function recovered(run: Statistics): boolean {
  return run.streak(({ skill }) => skill >= LEARNS_ANYWAY) >= STREAK;
}

/**
 * The norm leaps out of its window and the loss rises with it and stays up: not the noise of one batch. It is over when the loss is
 * back below where the leap took it; then what was learnt was found again.
 */
export function leap(run: Statistics, before: Leap | null): Leap | null {
  const { samples } = run;
  if (before && run.latest!.trainLoss > before.bound) return before;
  if (!(run.latest!.trainLoss > lossBound(lowest(samples), run.header.constantLoss))) return null;
  for (let at = samples.length - STREAK; at >= JUMP.least; at--) {
    const after = samples.slice(at);
    const bound = lossBound(lowest(samples.slice(0, at)), run.header.constantLoss);
    if (!after.every((sample) => sample.trainLoss > bound)) continue;
    const window = samples.slice(Math.max(0, at - JUMP.window), at);
    const norm = samples[at]!.norm;
    const outlier = outlierBound(window);
    if (!(norm > outlier)) continue;
    const evidence: Evidence = { measure: 'gradient_norm', value: 10 ** norm, threshold: 10 ** outlier, onset: 'acquired' };
    const numbers = { norm: inShort(10 ** norm), window: window.length, loss: inShort(run.latest!.trainLoss) };
    return { finding: exploding(run, place(run, samples[at]!.step), 'clause:shows_in_norm', evidence, numbers), bound };
  }
  return null;
}

function lowest(samples: readonly Sample[]): number {
  return samples.reduce((least, { trainLoss }) => (trainLoss < least ? trainLoss : least), Infinity);
}

/** Up to here a training loss may rise from the best one, and what was learnt is not undone. */
export function lossBound(best: number, constantLoss: number): number {
  return Math.max(JUMP.lossRise * best, best + JUMP.skillLost * constantLoss);
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

const REMEDY_OF = {
  'clause:because_of_weights': 'large_weights',
  'clause:because_of_inputs': 'large_inputs',
  'clause:because_of_scale': 'large_first_loss',
  'clause:because_of_rate': 'high_rate',
} as const satisfies Partial<Record<Clause, Cause>>;

function causeOf(run: Statistics): keyof typeof REMEDY_OF {
  if (run.inputSize >= LARGE_INPUT) return 'clause:because_of_inputs';
  if (excessAtStart(run) >= AMBER_EXCESS) return 'clause:because_of_weights';
  if (run.isSeenFromStart && run.firstLoss > LARGE_FIRST_LOSS * run.header.constantLoss) return 'clause:because_of_scale';
  return 'clause:because_of_rate';
}

/** Decades that theory foresees above healthy, for the weights as they were drawn. */
function foreseenExcess({ header, first, healthy }: Statistics): number {
  return (header.predicted[first] ?? 0) - healthy;
}

function startsAbove(value: number, threshold: number): Evidence {
  return { measure: 'excess', value, threshold, onset: 'start' };
}

function place(run: Statistics, step: number): Finding['where'] {
  return { node: run.header.rows[run.first]!.node, step };
}

function exploding(
  run: Statistics,
  where: Finding['where'],
  shows: Clause,
  evidence: Evidence,
  more: Numbers,
  cause: keyof typeof REMEDY_OF = causeOf(run),
): Finding {
  const both = cause === 'clause:because_of_inputs' && foreseenExcess(run) >= LARGE_WEIGHTS;
  const fixes = remedies(both ? 'large_inputs_and_weights' : REMEDY_OF[cause], circumstances(run));
  return finding('gradient_exploding', where, { ...numbers(run), evidence: shows, cause, ...more }, { evidence, fixes });
}

function numbers(run: Statistics): Numbers {
  const { header, first, last, start, firstLoss, learningRate, inputSize } = run;
  return {
    name: header.rows[first]!.name,
    last: header.rows[last]!.name,
    ...(start && !Number.isNaN(start.excess) ? { decades: inDecades(start.excess) } : {}),
    first: inShort(firstLoss),
    constantLoss: inShort(header.constantLoss),
    rate: learningRate,
    inputs: inShort(inputSize),
  };
}
