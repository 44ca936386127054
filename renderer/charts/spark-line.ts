/** @file A small line over the last steps. */
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';

/** Above and below the farthest, in pixels, so that the line is whole. */
const AIR = 3;

export interface Spark {
  /** An SVG path; empty where there is nothing to draw. */
  readonly path: string;
  /** The height of the quiet value. */
  readonly quiet: number;
}

/**
 * The values from the left edge to the right on a scale from -`range` to `range`, which grows with what lies beyond it. What is not finite
 * interrupts the line.
 */
export function sparkLine(values: readonly number[], range: number, width: number, height: number): Spark {
  const farthest = values.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), range);
  const x = scaleLinear()
    .domain([0, Math.max(1, values.length - 1)])
    .range([0, width]);
  const y = scaleLinear()
    .domain([-farthest, farthest])
    .range([height - AIR, AIR]);
  const path = line<number>()
    .defined(Number.isFinite)
    .x((_, index) => x(index))
    .y((value) => y(value));
  return { path: path([...values]) ?? '', quiet: y(0) };
}
