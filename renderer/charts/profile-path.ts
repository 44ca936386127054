/** @file A profile beside the heatmap: one value per row drawn as a line from row to row, on the heatmap's own fixed scale. */
import { area, line } from 'd3-shape';
import { scaleLinear } from 'd3-scale';

/** Values beyond the scale run along its edge; one that is no number interrupts the line. */
export function profileScale(low: number, high: number, width: number): (value: number) => number {
  return scaleLinear().domain([low, high]).range([0, width]).clamp(true);
}

export function profileLine(values: readonly (number | null)[], x: (value: number) => number, rowHeight: number): string {
  return (
    line<number | null>()
      .defined((value) => value !== null && !Number.isNaN(value))
      .x((value) => x(value!))
      .y((_, row) => (row + 0.5) * rowHeight)([...values]) ?? ''
  );
}

export interface Spread {
  readonly low: number;
  readonly high: number;
}

export function profileBand(spreads: readonly (Spread | null)[], x: (value: number) => number, rowHeight: number): string {
  return (
    area<Spread | null>()
      .defined((spread) => spread !== null)
      .x0((spread) => x(spread!.low))
      .x1((spread) => x(spread!.high))
      .y((_, row) => (row + 0.5) * rowHeight)([...spreads]) ?? ''
  );
}
