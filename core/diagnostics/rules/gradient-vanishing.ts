/**
 * @file Vanishing: the first hidden layer gets hundreds of times less signal than the last one, and the network does not
 * learn. Red needs both, for five samples, and the warm-up behind it; without the second it is amber, for a network may
 * learn with its late layers alone. Where a layer of units is dead nothing passes for another reason, which is not meant here;
 * but units may die of a signal that was lost before.
 */
import type { Finding } from '../../findings/finding.ts';
import { finding, type Clause } from '../../findings/messages.ts';
import { ALL_DEAD, type Statistics } from '../statistics.ts';
import { LEARNS, LEAST_SAMPLES, STAYS_BELOW, depth, isWarm, learnsNothing, staysLow } from './lost-signal.ts';
import { inDecades, inPercent, type Rule } from './rule.ts';

const AMBER_STREAK = 3;

export const gradientVanishing: Rule = (run) => {
  const origin = originOf(run);
  if (!origin || !isWarm(run) || !learnsNothing(run)) return null;
  const { latest } = run;
  return finding('gradient_vanishing', place(run), {
    ...numbers(run, origin),
    skill: inPercent(latest!.skill),
    step: latest!.step,
  });
};

export const gradientAttenuated: Rule = (run) => {
  const origin = originOf(run);
  if (origin === null || run.taken < LEAST_SAMPLES) return null;
  if (run.streak((sample) => depth(sample) <= STAYS_BELOW) < AMBER_STREAK) return null;
  return finding('gradient_attenuated', place(run), numbers(run, origin));
};

/** What is left to say when a network that was red learns after all. */
export function gradientRecovered({ latest }: Statistics, { where, numbers: { name, step } }: Finding): Finding | null {
  return latest!.skill >= LEARNS ? finding('gradient_recovered', where, { name: name!, step: step! }) : null;
}

/** Why the signal is low and was so from the start; null if it is not. */
function originOf(run: Statistics): Clause | null {
  const { start, hidden, tolerance } = run;
  if (!start || hidden.length < 2 || !(start.signal <= -tolerance) || start.dead >= ALL_DEAD || !staysLow(run)) return null;
  const foreseen = run.header.predicted[run.first];
  return foreseen != null && foreseen <= STAYS_BELOW ? 'clause:from_design' : 'clause:from_start';
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
    healthy: inDecades(Math.abs(healthy)),
    expected: Math.abs(healthy) < 0.05 ? 'clause:as_much' : healthy > 0 ? 'clause:decades_more' : 'clause:decades_less',
    since: start!.step - 1,
    before: inDecades(-start!.signal),
    ...(foreseen == null ? {} : { foreseen: inDecades(-foreseen) }),
    origin,
  };
}
