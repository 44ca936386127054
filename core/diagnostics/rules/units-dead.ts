/**
 * @file Dead units: a whole layer of ReLU whose outputs are zero for every inspected row, so that no gradient passes it. A dead layer that
 * nobody learns around does not come back by itself; half a layer is capacity that is lost, and common in networks that learn well.
 */
import type { Finding } from '../../findings/finding.ts';
import { finding, type Clause, type FindingCode } from '../../findings/messages.ts';
import { circumstances } from '../circumstances.ts';
import { remedies, type Cause } from '../remedies.ts';
import type { RowStreaks } from '../row-streaks.ts';
import { LEARNS, type Statistics } from '../statistics.ts';
import { LEAST_SAMPLES } from './lost-signal.ts';
import { inPercent, type Rule } from './rule.ts';

const INSPECTIONS = 3;
/** A first step that changed the weights by so much of them killed the units; a smaller one let them die. */
const KILLS = 0.1;

export const unitsDead: Rule = (run) => (run.latest!.skill < LEARNS ? deadIn(run, run.dead, 'units_dead') : null);

/** The amber twin. */
export const capacityLost: Rule = (run) => deadIn(run, run.halfDead, 'capacity_lost');

function deadIn(run: Statistics, streaks: RowStreaks, code: FindingCode): Finding | null {
  const row = streaks.first(INSPECTIONS);
  if (row < 0 || run.taken < LEAST_SAMPLES) return null;
  const { node, name } = run.header.rows[row]!;
  const { step, skill } = run.latest!;
  const born = run.isBorn(streaks, row);
  const [cause, remedy] = causeOf(run, born);
  return finding(
    code,
    { node, step },
    { name, share: inPercent(streaks.shares[row]!), skill: inPercent(skill), step, cause, rate: run.learningRate },
    {
      evidence: { measure: 'dead', value: streaks.shares[row]!, threshold: streaks.threshold, onset: born ? 'start' : 'acquired' },
      fixes: remedies(remedy, circumstances(run)),
    },
  );
}

function causeOf(run: Statistics, born: boolean): [Clause, Cause] {
  if (born) return ['clause:because_born_dead', 'dead_from_start'];
  if (run.firstUpdate >= KILLS) return ['clause:because_rate_killed', 'high_rate'];
  return ['clause:because_units_died', 'narrow_and_dead'];
}
