/** @file Which of several cells is shown where there is room for one. */
import type { HeatScale } from './heat-source.ts';

/** The value that needs no attention: the middle of a diverging scale, else the low end. */
export function quietOf(scale: HeatScale): number {
  return scale.kind === 'diverging' ? 0 : scale.low;
}

/** How much more urgent than the newest cell another must be to be shown in its place. */
export function spikeOf(scale: HeatScale): number {
  return (scale.high - scale.low) / 12;
}

/** Below that of a cell that is not finite, above that of any number; both fit a Float32Array. */
const URGENCY_OF_ZERO = 3e38;

/** How much a cell wants to be seen: not finite, then exact zero, then distance from quiet; -1 without data. */
export function urgency(cell: number, quiet: number): number {
  if (cell !== cell) return -1;
  if (cell === Infinity) return Infinity;
  if (cell === -Infinity) return URGENCY_OF_ZERO;
  return Math.abs(cell - quiet);
}

/** The newest of some cells, or their extreme if it stands out. */
export function seenCell(newest: number, extreme: number, quiet: number, spike: number): number {
  return urgency(extreme, quiet) > urgency(newest, quiet) + spike ? extreme : newest;
}
