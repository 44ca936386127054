/**
 * @file Underfitting: half of the run is over, nothing has been learnt, and neither the gradient nor the learning rate is in the way. While
 * the loss may still fall nothing is said until the run is over; if it does fall then, the run was too short, which is no fault of the
 * network.
 */
import type { Evidence } from '../../findings/evidence.ts';
import { finding, type Clause } from '../../findings/messages.ts';
import { circumstances } from '../circumstances.ts';
import type { Row } from '../../plan/plan.ts';
import { remedies, type Cause } from '../remedies.ts';
import { LEARNS, type Statistics } from '../statistics.ts';
import { hasLearntNothing } from './learning-gate.ts';
import { ENOUGH, LEVEL, recentFall } from './recent-fall.ts';
import { inPercent, type Rule } from './rule.ts';

/** || ΔW || / || W || per step: with less the rate is in the way, and that is another finding. */
const LARGE_ENOUGH = 1e-4;
/** From such a p on, Dropout takes so much that a small network has nothing left to learn with. */
const LARGE_DROPOUT = 0.6;

export const underfitting: Rule = (run) => {
  if (!hasLearntNothing(run) || !(run.usualUpdate >= LARGE_ENOUGH)) return null;
  const evidence: Evidence = { measure: 'skill', value: run.bestSkill, threshold: LEARNS, onset: 'start' };
  const numbers = { elapsed: Math.round(100 * run.elapsed), best: inPercent(run.bestSkill), width: widest(run) };
  const { fall, measurements } = recentFall(run);
  if (run.elapsed < 1 && !(fall < LEVEL && measurements >= ENOUGH)) return null;
  if (fall >= LEVEL) {
    const told = { ...numbers, stage: 'clause:hardly_learns', cause: 'clause:because_unfinished' };
    return finding('underfitting', { step: run.step }, told, { severity: 'warning', evidence });
  }
  const zero = drawnAsZero(run);
  const [cause, remedy] = causeOf(run, zero);
  const told = { ...numbers, stage: 'clause:cannot_learn', cause, ...(zero ? { name: zero.name } : {}) };
  return finding('underfitting', { step: run.step }, told, { evidence, fixes: remedies(remedy, circumstances(run)) });
};

/** A hidden layer whose weights all began as zero; with biases that differ its units are no copies of one another. */
function drawnAsZero({ header: { rows }, hidden }: Statistics): Row | undefined {
  return hidden.map((row) => rows[row]!).find(({ flow }) => flow.kind === 'weights' && flow.std === 0);
}

function causeOf({ header: { rows } }: Statistics, zero: Row | undefined): [Clause, Cause] {
  if (zero) return ['clause:because_drawn_as_zero', 'alike'];
  if (!rows.some(({ flow }) => flow.kind === 'activation')) return ['clause:because_linear', 'linear'];
  if (rows.some(({ flow }) => flow.kind === 'dropout' && flow.p >= LARGE_DROPOUT)) return ['clause:because_dropout_large', 'large_dropout'];
  return ['clause:because_small', 'small'];
}

function widest({ header, hidden }: Statistics): number {
  return hidden.reduce((most, row) => Math.max(most, header.rows[row]!.width), 0);
}
