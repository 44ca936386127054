/**
 * @file Vanishing: the first hidden layer gets hundreds of times less signal than the last one, and the network does not
 * learn. Red needs both, for five samples, and the warm-up behind it; without the second it is amber, for a network may
 * learn with its late layers alone. Where a layer of units is dead nothing passes for another reason, which is not meant here;
 * but units may die of a signal that was lost before.
 */
import type { Finding } from '../../findings/finding.ts';
import { finding, type Clause } from '../../findings/messages.ts';
import { median, type Sample, type Statistics } from '../statistics.ts';
import { inDecades, type Rule } from './rule.ts';

const RED_STREAK = 5;
const AMBER_STREAK = 3;
/** Decades: the middle of the last samples must stay at least so low. */
const STAYS_BELOW = -2;
/** Decades: at step 0 such a signal was well, so what happened later was acquired. */
const WELL = -1.5;
const LEARNS = 0.1;
const ALL_DEAD = 0.999;
const WARM_UP = { samples: 10, share: 0.1, steps: 50 };

export const gradientVanishing: Rule = (run) => {
  const origin = originOf(run);
  if (!origin || !isWarm(run) || run.streak((sample) => sample.skill < LEARNS) < RED_STREAK) return null;
  const { latest } = run;
  return finding('gradient_vanishing', place(run), {
    ...numbers(run, origin),
    skill: Math.max(0, 100 * latest!.skill).toFixed(1),
    step: latest!.step,
  });
};

export const gradientAttenuated: Rule = (run) => {
  const origin = originOf(run);
  if (origin === null || origin === 'clause:acquired' || run.taken < WARM_UP.samples) return null;
  if (run.streak((sample) => depth(sample) <= STAYS_BELOW) < AMBER_STREAK) return null;
  return finding('gradient_attenuated', place(run), numbers(run, origin));
};

/** What is left to say when a network that was red learns after all. */
export function gradientRecovered({ latest }: Statistics, { where, numbers: { name, step } }: Finding): Finding | null {
  return latest!.skill >= LEARNS ? finding('gradient_recovered', where, { name: name!, step: step! }) : null;
}

/** Whether the signal is low now, and since when; null if it is not. */
function originOf(run: Statistics): Clause | null {
  const { start, samples, hidden, tolerance } = run;
  if (!start || hidden.length < 2) return null;
  const now = median(samples.slice(-RED_STREAK).map(depth));
  if (!(now <= STAYS_BELOW)) return null;
  if (start.signal > WELL) return isDead(samples.at(-1)!) ? null : 'clause:acquired';
  if (!(start.signal <= -tolerance) || isDead(start)) return null;
  const foreseen = run.header.predicted[run.first];
  return foreseen != null && foreseen <= STAYS_BELOW ? 'clause:from_design' : 'clause:from_start';
}

/** Where nothing sets out any more, nothing arrives. */
function depth({ signal }: Sample): number {
  return Number.isNaN(signal) ? -Infinity : signal;
}

function isDead({ dead }: Sample): boolean {
  return dead >= ALL_DEAD;
}

/** A tenth of the planned steps and at least 50, though never more than half of a short run. */
function isWarm({ latest, plannedSteps, taken }: Statistics): boolean {
  const steps = Math.min(Math.max(WARM_UP.share * plannedSteps, WARM_UP.steps), plannedSteps / 2);
  return taken >= WARM_UP.samples && latest!.step >= steps;
}

function place(run: Statistics): Finding['where'] {
  return { node: run.header.rows[run.first]!.node, step: run.latest!.step };
}

function numbers(run: Statistics, origin: Clause): Record<string, string | number> {
  const { header, first, last, start, latest, healthy } = run;
  const foreseen = header.predicted[first];
  return {
    name: header.rows[first]!.name,
    last: header.rows[last]!.name,
    decades: inDecades(-depth(latest!)),
    healthy: inDecades(-healthy),
    since: start!.step - 1,
    before: inDecades(-start!.signal),
    ...(foreseen == null ? {} : { foreseen: inDecades(-foreseen) }),
    origin,
  };
}
