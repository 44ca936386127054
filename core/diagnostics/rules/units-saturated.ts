/**
 * @file Saturation: most outputs of a hidden layer are where their activation is flat, so that little gradient passes. It is in the way of
 * learning only where nothing is learnt; a network that learns sharpens its answers by it.
 */
import { finding, type Clause } from '../../findings/messages.ts';
import { circumstances } from '../circumstances.ts';
import { remedies, type Cause } from '../remedies.ts';
import { isWarm, learnsNothing } from './lost-signal.ts';
import { inPercent, type Rule } from './rule.ts';

const INSPECTIONS = 3;

export const unitsSaturated: Rule = (run) => {
  const { saturated, latest } = run;
  const row = saturated.first(INSPECTIONS);
  if (row < 0) return null;
  const stuck = isWarm(run) && learnsNothing(run);
  const { node, name } = run.header.rows[row]!;
  const begun = run.isBorn(saturated, row);
  const [cause, remedy] = causeOf(begun);
  return finding(
    'units_saturated',
    { node, step: latest!.step },
    {
      name,
      share: inPercent(saturated.shares[row]!),
      effect: stuck ? 'clause:learns_nothing' : 'clause:learns_still',
      step: latest!.step,
      skill: inPercent(latest!.skill),
      cause,
      rate: run.learningRate,
    },
    {
      severity: stuck ? 'error' : 'warning',
      evidence: {
        measure: 'saturated',
        value: saturated.shares[row]!,
        threshold: saturated.threshold,
        onset: begun ? 'start' : 'acquired',
      },
      fixes: remedies(remedy, circumstances(run)),
    },
  );
};

function causeOf(begun: boolean): [Clause, Cause] {
  return begun ? ['clause:because_inputs_or_weights', 'saturated_from_start'] : ['clause:because_of_growth', 'high_rate_saturated'];
}
