/**
 * @file Dead units: a whole layer of ReLU whose outputs are zero for every inspected row, so that no gradient passes it. Half
 * dead layers are common in networks that learn well; a dead one that nobody learns around does not come back by itself.
 */
import { finding } from '../../findings/messages.ts';
import { LEARNS, LEAST_SAMPLES } from './lost-signal.ts';
import { inPercent, type Rule } from './rule.ts';

const INSPECTIONS = 3;

export const unitsDead: Rule = (run) => {
  const { latest, header, taken } = run;
  const row = run.deadRow(INSPECTIONS);
  if (row < 0 || taken < LEAST_SAMPLES || !(latest!.skill < LEARNS)) return null;
  const { node, name } = header.rows[row]!;
  return finding(
    'units_dead',
    { node, step: latest!.step },
    {
      name,
      skill: inPercent(latest!.skill),
      step: latest!.step,
      cause: run.wasAlive(row) ? 'clause:because_units_died' : 'clause:because_born_dead',
      rate: run.learningRate,
    },
  );
};
