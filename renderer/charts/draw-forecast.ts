/**
 * @file The bars of a forecast, drawn where cells will be: for each row one from healthy to where it stands. All is pale, for
 * nothing here comes from a step of a run; a bar has a firm end only if it is measured, and an exact zero is a dotted line without end.
 */
import { scaleLinear, type ScaleLinear } from 'd3-scale';
import type { Palette } from '../theme/palette.ts';
import { forecastScale } from './forecast-scale.ts';
import type { HeatForecast, HeatScale } from './heat-source.ts';
import { coloursOf } from './scale-colours.ts';

const PALE = { predicted: 0.25, measured: 0.5 };
/** Rows this tall, in pixels, are parted by a gap of 3, lower ones by 1; no bar is thicker than 16. */
const PARTED_ROW = 7;
const THICKEST = 16;

/** Decades to pixels, and the labels below; values beyond the ends run to the edge. */
export function forecastAxis(forecast: HeatForecast, width: number): { x: ScaleLinear<number, number>; ticks: readonly number[] } {
  const values = [...forecast.rows.map((row) => row?.value ?? 0), ...forecast.predicted.map((value) => value ?? 0)];
  const { low, high, ticks } = forecastScale(values);
  return { x: scaleLinear([low, high], [0, width]).clamp(true), ticks };
}

/** In CSS pixels; `x` and `rowHeight` say where. */
export function drawForecast(
  context: CanvasRenderingContext2D,
  { rows }: HeatForecast,
  { x, rowHeight, scale, palette }: { x: (decades: number) => number; rowHeight: number; scale: HeatScale; palette: Palette },
): void {
  const colours = coloursOf(scale, palette);
  const thick = Math.max(1, Math.min(THICKEST, rowHeight - (rowHeight > PARTED_ROW ? 3 : 1)));
  const healthy = x(0);
  rows.forEach((row, index) => {
    if (!row) return;
    const middle = (index + 0.5) * rowHeight;
    const firm = row.value < 0 ? palette.cold : palette.hot;
    if (row.value === -Infinity) {
      context.strokeStyle = firm;
      context.setLineDash([1, 4]);
      context.beginPath();
      context.moveTo(healthy, middle);
      context.lineTo(0, middle);
      context.stroke();
      context.setLineDash([]);
      return;
    }
    const end = x(row.value);
    context.globalAlpha = row.measured ? PALE.measured : PALE.predicted;
    context.fillStyle = colours(row.value);
    context.fillRect(Math.min(end, healthy), middle - thick / 2, Math.abs(end - healthy), thick);
    context.globalAlpha = 1;
    if (!row.measured) return;
    context.fillStyle = firm;
    context.fillRect(end - 1, middle - thick / 2, 2, thick);
  });
}
