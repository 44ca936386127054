/** @file The norm that gradients are clipped to, as it was in force over the steps of a run. */
import type { SettingChange } from '../../core/telemetry/run-settings.ts';
import type { Columns } from '../../core/telemetry/recording.ts';
import type { Curve } from '../charts/curve.ts';

/** Null if nothing was ever clipped to. `now` is in force if nothing was changed. Steps without clipping are a gap. */
export function clipLine(columns: Columns, changes: readonly SettingChange[], now: number | null, name: string): Curve | null {
  if (columns.count === 0) return null;
  const first = changes[0];
  const levels = [
    { step: columns.firstStepOf(0), value: first ? first.from.clip_grad_norm : now },
    ...changes.map(({ step, to }) => ({ step: step + 1, value: to.clip_grad_norm })),
  ];
  if (levels.every(({ value }) => value === null)) return null;
  // it is in force to the newest step, and a line ends at its last point
  const last = columns.stepOf(columns.count - 1);
  const points = levels.filter(({ step }) => step <= last);
  points.push({ step: last, value: points.at(-1)!.value });
  const value = (index: number) => points[index]!.value ?? Number.NaN;
  return {
    name,
    colour: 'var(--warn)',
    look: 'steps',
    dash: '8 3 2 3',
    count: points.length,
    step: (index) => points[index]!.step,
    value,
    low: value,
    high: value,
  };
}
