/**
 * @file Collapse: a network whose gradient was well at the start and is lost now, with all that was learnt; and one that no
 * gradient enters at all, whenever that began. What was lost by design from the start is vanishing, not this.
 */
import type { Finding } from '../../findings/finding.ts';
import { finding, type Clause } from '../../findings/messages.ts';
import type { Statistics } from '../statistics.ts';
import { depth, holdsOn, isWarm, learnsNothing, staysLow } from './lost-signal.ts';
import { inDecades, inPercent, type Rule } from './rule.ts';

/** Decades: at step 0 such a signal was well. */
const WELL = -1.5;
const MOSTLY_SATURATED = 0.5;
/** From such a p on, a Dropout is a likelier cause than the learning rate. */
const LEAVES_NOTHING = 0.9;

export const gradientCollapsed: Rule = (run) => {
  const { start } = run;
  if (run.hidden.length === 0 || !isWarm(run) || !learnsNothing(run)) return null;
  if (holdsOn(run, ({ stopsAt }) => stopsAt >= 0)) return stops(run);
  if (!start || !(start.signal > WELL)) return null;
  if (holdsOn(run, ({ saturated }) => saturated > MOSTLY_SATURATED)) return saturates(run);
  return run.hidden.length >= 2 && staysLow(run) ? fades(run) : null;
};

function stops(run: Statistics): Finding {
  const begun = run.start !== null && run.start.stopsAt >= 0;
  return collapsed(run, run.latest!.stopsAt, 'clause:shows_as_zero', begun ? 'clause:because_nothing_passes' : causeOf(run), {
    p: largestDropout(run),
  });
}

function saturates(run: Statistics): Finding {
  const begun = run.start!.saturated > MOSTLY_SATURATED;
  return collapsed(
    run,
    run.mostSaturatedRow,
    'clause:shows_in_saturation',
    begun ? 'clause:because_of_weights' : 'clause:because_of_rate',
    {
      share: inPercent(run.latest!.saturated),
    },
  );
}

function fades(run: Statistics): Finding {
  return collapsed(run, run.first, 'clause:shows_in_signal', causeOf(run), {
    p: largestDropout(run),
    last: run.header.rows[run.last]!.name,
    decades: inDecades(-depth(run.latest!)),
    since: run.start!.step - 1,
    before: inDecades(-run.start!.signal),
  });
}

function causeOf(run: Statistics): Clause {
  return largestDropout(run) >= LEAVES_NOTHING ? 'clause:because_of_dropout' : 'clause:because_of_rate';
}

function largestDropout({ header }: Statistics): number {
  return Math.max(0, ...header.rows.map(({ flow }) => (flow.kind === 'dropout' ? flow.p : 0)));
}

function collapsed(run: Statistics, row: number, evidence: Clause, cause: Clause, numbers: Finding['numbers'] = {}): Finding {
  const { node, name } = run.header.rows[row]!;
  const { step, skill } = run.latest!;
  return finding(
    'gradient_collapsed',
    { node, step },
    { name, evidence, cause, step, skill: inPercent(skill), rate: run.learningRate, ...numbers },
  );
}
