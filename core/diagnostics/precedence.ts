/**
 * @file Who goes first. What a finding explains is not told beside it: a consequence is not blamed beside its cause, nor a mild
 * word said beside the grave one for the same thing. What neither explains may stand at once.
 */
import type { Finding } from '../findings/finding.ts';
import type { Clause, FindingCode } from '../findings/messages.ts';
import { converged } from './rules/converged.ts';
import { gradientCollapsed } from './rules/gradient-collapsed.ts';
import { gradientAmplified, gradientExploding } from './rules/gradient-exploding.ts';
import { gradientAttenuated, gradientVanishing } from './rules/gradient-vanishing.ts';
import { learningSlow } from './rules/learning-slow.ts';
import { lossOscillating } from './rules/loss-oscillating.ts';
import { lossPlateau } from './rules/loss-plateau.ts';
import { overfitting } from './rules/overfitting.ts';
import type { Rule } from './rules/rule.ts';
import { symmetry } from './rules/symmetry.ts';
import { underfitting } from './rules/underfitting.ts';
import { capacityLost, unitsDead } from './rules/units-dead.ts';
import { unitsSaturated } from './rules/units-saturated.ts';

/** That nothing, or no more, is learnt: what every fault of the gradient comes to. */
const LEARNS_NO_MORE = ['learning_slow', 'underfitting', 'loss_plateau'] as const;
/** How a signal is lost. */
const LOST_SIGNAL = ['gradient_vanishing', 'gradient_attenuated', 'gradient_collapsed'] as const;

/** By a rate that was too high: the units that it killed stay dead when it is lowered, and that is another finding. */
const EXPLAINED_BY_RATE = [...LOST_SIGNAL, ...LEARNS_NO_MORE, 'gradient_amplified', 'capacity_lost', 'overfitting'] as const;
const EXPLAINED_BY_WEIGHTS = [...EXPLAINED_BY_RATE, 'units_dead', 'units_saturated', 'loss_oscillating'] as const;

export function explainedByExplosion({ numbers }: Finding): readonly FindingCode[] {
  return numbers['cause'] === ('clause:because_of_rate' satisfies Clause) ? EXPLAINED_BY_RATE : EXPLAINED_BY_WEIGHTS;
}

export const PRECEDENCE: readonly { readonly code: FindingCode; readonly rule: Rule; readonly explains: readonly FindingCode[] }[] = [
  {
    code: 'converged',
    rule: converged,
    explains: [...LOST_SIGNAL, ...LEARNS_NO_MORE, 'gradient_amplified', 'units_dead', 'capacity_lost', 'units_saturated'],
  },
  { code: 'gradient_exploding', rule: gradientExploding, explains: EXPLAINED_BY_WEIGHTS },
  { code: 'symmetry', rule: symmetry, explains: [...LOST_SIGNAL, ...LEARNS_NO_MORE, 'units_dead', 'capacity_lost', 'units_saturated'] },
  {
    code: 'gradient_vanishing',
    rule: gradientVanishing,
    explains: [...LOST_SIGNAL, ...LEARNS_NO_MORE, 'units_dead', 'capacity_lost', 'units_saturated'],
  },
  {
    code: 'gradient_attenuated',
    rule: gradientAttenuated,
    explains: ['units_dead', 'capacity_lost', 'gradient_collapsed', 'loss_plateau'],
  },
  { code: 'units_dead', rule: unitsDead, explains: [...LEARNS_NO_MORE, 'gradient_collapsed', 'capacity_lost'] },
  { code: 'gradient_collapsed', rule: gradientCollapsed, explains: [...LEARNS_NO_MORE, 'units_saturated', 'capacity_lost'] },
  { code: 'units_saturated', rule: unitsSaturated, explains: ['learning_slow', 'underfitting'] },
  { code: 'loss_oscillating', rule: lossOscillating, explains: LEARNS_NO_MORE },
  { code: 'overfitting', rule: overfitting, explains: ['loss_plateau'] },
  { code: 'learning_slow', rule: learningSlow, explains: ['underfitting'] },
  { code: 'underfitting', rule: underfitting, explains: [] },
  { code: 'loss_plateau', rule: lossPlateau, explains: [] },
  { code: 'gradient_amplified', rule: gradientAmplified, explains: [] },
  { code: 'capacity_lost', rule: capacityLost, explains: [] },
];
