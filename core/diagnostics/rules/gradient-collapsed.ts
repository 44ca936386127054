/**
 * @file Collapse: a network whose gradient was well at the start and is lost now, with all that was learnt; and one that no
 * gradient enters at all, whenever that began. What was lost by design from the start is vanishing, not this.
 */
import type { Evidence } from '../../findings/evidence.ts';
import type { Finding, Numbers } from '../../findings/finding.ts';
import { finding, type Clause } from '../../findings/messages.ts';
import { circumstances } from '../circumstances.ts';
import { remedies, type Cause } from '../remedies.ts';
import type { Statistics } from '../statistics.ts';
import { STAYS_BELOW, STREAK, depth, holdsOn, howLow, isWarm, learnsNothing, staysLow } from './lost-signal.ts';
import { inDecades, inPercent, type Rule } from './rule.ts';

/** Decades: at step 0 such a signal was well. */
const WELL = -1.5;
/** Rows of the batches of these samples together: of a few rows it may be chance that no unit fires for them. */
const ROWS = 150;
/** From such a p on, a Dropout is a likelier cause than the learning rate. */
const LEAVES_NOTHING = 0.9;

export const gradientCollapsed: Rule = (run) => {
  const { start } = run;
  if (run.hidden.length === 0 || !isWarm(run) || !learnsNothing(run)) return null;
  if (run.streak(({ stopsAt }) => stopsAt >= 0) >= Math.max(STREAK, ROWS / run.batchSize)) return stops(run);
  if (!start || !(start.signal > WELL)) return null;
  const { threshold, largest } = run.saturated;
  // the last inspection may have come after the last sample
  const isFlat = largest >= threshold && holdsOn(run, ({ saturated }) => saturated >= threshold);
  if (isFlat && !(start.saturated >= threshold)) return saturates(run);
  return run.hidden.length >= 2 && staysLow(run) ? fades(run) : null;
};

function stops(run: Statistics): Finding {
  const begun = run.start !== null && run.start.stopsAt >= 0;
  const evidence = lostSignal(-Infinity, begun ? 'start' : 'acquired');
  const p = largestDropout(run);
  return begun
    ? collapsed(run, run.latest!.stopsAt, 'clause:shows_as_zero', evidence, ['clause:because_nothing_passes', 'nothing_passes'], { p })
    : collapsed(run, run.latest!.stopsAt, 'clause:shows_as_zero', evidence, causeOf(run), { p });
}

function saturates(run: Statistics): Finding {
  const { shares, threshold } = run.saturated;
  const row = shares.findIndex((share) => share >= threshold);
  const evidence: Evidence = { measure: 'saturated', value: shares[row]!, threshold, onset: 'acquired' };
  return collapsed(run, row, 'clause:shows_in_saturation', evidence, ['clause:because_of_rate', 'high_rate_saturated'], {
    share: inPercent(shares[row]!),
  });
}

function fades(run: Statistics): Finding {
  return collapsed(run, run.first, 'clause:shows_in_signal', lostSignal(depth(run.latest!), 'acquired'), causeOf(run), {
    p: largestDropout(run),
    ...howLow(run),
    since: run.start!.step - 1,
    before: inDecades(-run.start!.signal),
  });
}

function lostSignal(value: number, onset: Evidence['onset']): Evidence {
  return { measure: 'signal', value, threshold: STAYS_BELOW, onset };
}

function causeOf(run: Statistics): [Clause, Cause] {
  return largestDropout(run) >= LEAVES_NOTHING
    ? ['clause:because_of_dropout', 'large_dropout']
    : ['clause:because_of_rate', 'high_rate_saturated'];
}

function largestDropout({ header }: Statistics): number {
  return header.rows.reduce((most, { flow }) => (flow.kind === 'dropout' ? Math.max(most, flow.p) : most), 0);
}

function collapsed(
  run: Statistics,
  row: number,
  shows: Clause,
  evidence: Evidence,
  [cause, remedy]: [Clause, Cause],
  numbers: Numbers,
): Finding {
  const { node, name } = run.header.rows[row]!;
  const { step, skill } = run.latest!;
  return finding(
    'gradient_collapsed',
    { node, step },
    { name, evidence: shows, cause, step, skill: inPercent(skill), rate: run.learningRate, ...numbers },
    { evidence, fixes: remedies(remedy, circumstances(run)) },
  );
}
