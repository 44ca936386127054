/** @file The last steps that a run recorded before it lost its numbers, and the one that lost them. */
import type { Recording } from '../../core/telemetry/recording.ts';

export interface LastStep {
  readonly step: number;
  /** NaN was not computed, Infinity is not finite; so in all three. */
  readonly loss: number;
  readonly gradientNorm: number;
  /** The largest update of a layer's weight relative to that weight, and the node of the layer; null if none was computed. */
  readonly update: number;
  readonly updated: string | null;
}

/** The learning rate of the last recorded step up to `step`; null if there is none. */
export function learningRateAt(recording: Recording, step: number): number | null {
  for (let column = recording.count - 1; column >= 0; column--)
    if (recording.stepOf(column) <= step) return recording.number('learning_rate', column);
  return null;
}

/** At most so many, oldest first; the last is the one that failed. */
export function lastSteps(recording: Recording, most: number): LastStep[] {
  const { recent, header } = recording;
  const steps: LastStep[] = [];
  for (let column = Math.max(0, recent.count - most); column < recent.count; column++) {
    let update = NaN;
    let updated: string | null = null;
    header.rows.forEach(({ node }, row) => {
      const ratio = recent.value('update_ratio', row, column);
      if (Number.isNaN(ratio) || ratio <= update) return;
      update = ratio;
      updated = node;
    });
    steps.push({
      step: recent.stepOf(column),
      loss: recent.scalar('loss', column),
      gradientNorm: recent.scalar('gradient_norm', column),
      update,
      updated,
    });
  }
  return steps;
}
