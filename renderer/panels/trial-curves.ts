/** @file The loss of both networks of a trial, for a chart. */
import type { Curve } from '../charts/curve.ts';
import { m } from '../language/generated/messages.js';
import type { Trial, TrialSide } from '../state/trial-queue.ts';

export function trialCurves({ present, repaired }: Trial): Curve[] {
  return [lossOf(present, m.trial_present(), 'var(--quiet)'), lossOf(repaired, m.trial_repaired(), 'var(--accent)')];
}

function lossOf({ curve }: TrialSide, name: string, colour: string): Curve {
  const value = (index: number) => curve[index]!.loss;
  return { name, colour, look: 'line', count: curve.length, step: (index) => curve[index]!.step, value, low: value, high: value };
}
