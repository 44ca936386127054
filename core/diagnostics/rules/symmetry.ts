/**
 * @file Symmetry: every unit of a hidden layer is a copy of the first since it was first looked at, after the first update. Units that
 * begin alike get the same gradient and stay alike for ever.
 */
import { finding } from '../../findings/messages.ts';
import { circumstances } from '../circumstances.ts';
import { remedies } from '../remedies.ts';
import type { Rule } from './rule.ts';

const INSPECTIONS = 2;

export const symmetry: Rule = (run) => {
  const { rows } = run.header;
  const { identical } = run;
  const alike = run.hidden.find((row) => rows[row]!.width >= 2 && identical.holds(row, INSPECTIONS) && identical.always(row));
  if (alike === undefined) return null;
  const { node, name, width } = rows[alike]!;
  return finding(
    'symmetry',
    { node, step: run.step },
    { name, units: width },
    { evidence: { measure: 'identical', value: 1, threshold: 1, onset: 'start' }, fixes: remedies('alike', circumstances(run)) },
  );
};
