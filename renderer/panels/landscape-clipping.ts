/** @file Where clipping scaled the gradient of a run, column by column. */
import type { Columns } from '../../core/telemetry/recording.ts';
import type { Clipping } from '../charts/clipping.ts';
import { clippedIn } from '../charts/clipping.ts';
import { stepText } from '../charts/number-text.ts';
import { m } from '../language/generated/messages.js';

/** Of several steps in a column it is known whether it was some or each of them. */
export function clippingOf(columns: Columns): Clipping {
  const clipping: Clipping = {
    of: (column) => (columns.scalar('clipped', column, 'min') === 1 ? 2 : columns.scalar('clipped', column, 'max') === 1 ? 1 : 0),
    readout(from, to) {
      const steps = { from: stepText(columns.firstStepOf(from)), to: stepText(columns.stepOf(to)) };
      if (columns.firstStepOf(from) === columns.stepOf(to)) return m.clipped_step({ step: steps.to });
      return clippedIn(from, to + 1, clipping) === 2 ? m.clipped_steps(steps) : m.clipped_some(steps);
    },
  };
  return clipping;
}

/** Looked for from the newest back, for a run that is clipped often is clipped now. */
export function everClipped(columns: Columns): boolean {
  for (let column = columns.count - 1; column >= 0; column--) if (columns.scalar('clipped', column, 'max') === 1) return true;
  return false;
}
