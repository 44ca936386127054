/**
 * @file Vanishing: the first hidden layer gets hundreds of times less signal than the last one, and the network does not
 * learn. Red needs both, for five samples, and the warm-up behind it; without the second it is amber, for a network may
 * learn with its late layers alone. Where a layer of units is dead nothing passes for another reason, which is not meant here;
 * but units may die of a signal that was lost before.
 */
import type { Evidence } from '../../findings/evidence.ts';
import type { Finding, Numbers } from '../../findings/finding.ts';
import { finding, type Clause } from '../../findings/messages.ts';
import { circumstances } from '../circumstances.ts';
import { remedies } from '../remedies.ts';
import { ALL_DEAD, type Statistics } from '../statistics.ts';
import { LEAST_SAMPLES, STAYS_BELOW, depth, howLow, isWarm, learnsNothing, staysLow, stuckFor } from './lost-signal.ts';
import { inDecades, inPercent, type Rule } from './rule.ts';

const AMBER_STREAK = 3;

export const gradientVanishing: Rule = (run) => {
  const origin = originOf(run);
  if (!origin || !isWarm(run) || !learnsNothing(run)) return null;
  return finding(
    'gradient_vanishing',
    place(run),
    { ...numbers(run, origin), skill: inPercent(run.latest!.skill), steps: stuckFor(run) },
    particulars(run),
  );
};

/** The amber twin. */
export const gradientAttenuated: Rule = (run) => {
  const origin = originOf(run);
  if (origin === null || run.taken < LEAST_SAMPLES) return null;
  if (run.streak((sample) => depth(sample) <= STAYS_BELOW) < AMBER_STREAK) return null;
  return finding('gradient_attenuated', place(run), numbers(run, origin), particulars(run));
};

/** Why the signal is low and was so from the start; null if it is not. */
function originOf(run: Statistics): Clause | null {
  const { start, hidden, tolerance } = run;
  if (!start || hidden.length < 2 || !staysLow(run)) return null;
  const foreseen = run.header.predicted[run.first] ?? 0;
  // weights that small lose the signal and the sign of a unit's input is left to chance: that none fires is of no account
  if (start.dead >= ALL_DEAD && !(foreseen <= -tolerance)) return null;
  if (!(start.signal <= -tolerance) && !(start.dead >= ALL_DEAD)) return null;
  return foreseen <= STAYS_BELOW ? 'clause:from_design' : 'clause:from_start';
}

function place(run: Statistics): Finding['where'] {
  return { node: run.header.rows[run.first]!.node, step: run.latest!.step };
}

function particulars(run: Statistics): { evidence: Evidence; fixes: Finding['fixes'] } {
  return {
    evidence: { measure: 'signal', value: depth(run.latest!), threshold: STAYS_BELOW, onset: 'start' },
    fixes: remedies('signal_lost_from_start', circumstances(run)),
  };
}

function numbers(run: Statistics, origin: Clause): Numbers {
  const { header, first, hidden, start, healthy } = run;
  const foreseen = header.predicted[first];
  return {
    name: header.rows[first]!.name,
    ...howLow(run),
    ...comparison(healthy),
    since: start!.step - 1,
    layers: hidden.length,
    ...(foreseen == null ? {} : { foreseen: inDecades(-foreseen) }),
    origin,
  };
}

/** What a healthy network would show, or nothing where theory was not asked. */
function comparison(healthy: number): Numbers {
  if (Number.isNaN(healthy)) return { compared: '' };
  const expected = Math.abs(healthy) < 0.05 ? 'clause:as_much' : healthy > 0 ? 'clause:decades_more' : 'clause:decades_less';
  return { compared: 'clause:compared_with_healthy', healthy: inDecades(Math.abs(healthy)), expected };
}
