/**
 * @file Where everything of a chart of curves lies in a plot of some width and height: what the page draws and what an exported picture
 * draws, alike. Pixels count from the plot's upper left corner.
 */
import { scaleLinear, scaleLog, type ScaleContinuousNumeric } from 'd3-scale';
import { area, curveLinear, curveStepAfter, line } from 'd3-shape';
import { curvePoints, cutPoints, valueRange, type Curve, type CurvePoint, type Lane, type Reference, type Within } from './curve.ts';
import { timeScale, type TimeWindow } from './pixel-columns.ts';
import { valueTicks } from './value-ticks.ts';

export interface Chart {
  readonly curves: readonly Curve[];
  readonly references: readonly Reference[];
  readonly lane: Lane | null;
  readonly scale: 'linear' | 'log';
  /** A range that does not depend on the values; else it follows them. */
  readonly range?: readonly [number, number];
  /** The steps to show; null: all that the curves have. */
  readonly within: Within | null;
}

export interface PlottedCurve {
  readonly curve: Curve;
  readonly points: readonly CurvePoint[];
  /** Of a band its outline, else the line. */
  readonly path: string;
  /** Rare measurements are dots; so is a line of a single point, which would not show. */
  readonly dots: readonly CurvePoint[];
  /** Points above the top of the plot. */
  readonly cut: readonly CurvePoint[];
}

export interface EndLabel {
  readonly text: string;
  readonly colour: string;
  readonly y: number;
}

export interface LaneMark {
  readonly x: number;
  readonly width: number;
  readonly share: 'some' | 'all';
}

export interface Plot {
  readonly time: TimeWindow;
  /** The middle of a step. */
  x(step: number): number;
  /** The step at a pixel, within those that are shown. */
  stepAt(x: number): number;
  y(value: number): number;
  /** Values that the axis names. */
  readonly ticks: readonly number[];
  readonly valueScale: ScaleContinuousNumeric<number, number>;
  readonly curves: readonly PlottedCurve[];
  readonly labels: readonly EndLabel[];
  readonly lane: readonly LaneMark[];
}

/** Marks of what is above the top are so many pixels apart. */
const CUT_APART = 7;
/** Lines of labels at the ends of curves are so many pixels apart. */
const LABEL_APART = 12;
/** For so many pixels of height the axis names one value. */
const TICK_APART = 36;

/** Null if there is nothing to draw. */
export function plotOf({ curves, references, lane, scale, range, within }: Chart, width: number, height: number): Plot | null {
  const drawn = curves.filter(({ count }) => count > 0);
  if (drawn.length === 0) return null;
  const time: TimeWindow = {
    axis: 'linear',
    first: within?.first ?? Math.min(...drawn.map((curve) => curve.step(0))),
    last: within?.last ?? Math.max(...drawn.map((curve) => curve.step(curve.count - 1))),
  };
  const steps = timeScale(time, width);
  const x = (step: number) => steps(step + 0.5);
  const points = drawn.map((curve) => curvePoints(curve, x, time));
  const inside = points.map((curve) => curve.filter(({ step }) => step >= time.first && step <= time.last));
  const levels = drawn.flatMap(({ look }, index) => (look === 'steps' ? points[index]! : []).map(({ value }) => ({ value, name: '' })));
  const domain = range ?? valueRange(inside, [...references, ...levels], scale);
  const y = (scale === 'log' ? scaleLog() : scaleLinear()).domain(domain).range([height, 0]).nice(5);
  const visible = (value: number) => Number.isFinite(value) && (scale === 'linear' || value > 0);
  const stepsApart = steps.invert(CUT_APART) - steps.invert(0);

  const plotted = drawn.map((curve, index): PlottedCurve => {
    const all = points[index]!;
    const shown = inside[index]!.filter(({ value }) => visible(value));
    return {
      curve,
      points: all,
      path: curve.look === 'band' ? bandPath(all, x, y, scale, visible) : linePath(curve, all, x, y, visible),
      dots: shown.length === 1 || (curve.look === 'dashed' && shown.length <= width / 8) ? shown : [],
      cut: curve.look === 'band' ? [] : cutPoints(inside[index]!, y.domain()[1]!, stepsApart),
    };
  });
  return {
    time,
    x,
    stepAt: (pixel) => Math.round(Math.min(time.last, Math.max(time.first, steps.invert(pixel) - 0.5))),
    y,
    ticks: valueTicks(y, scale, Math.max(2, Math.floor(height / TICK_APART))),
    valueScale: y,
    curves: plotted,
    labels: endLabels(plotted, y, visible, height),
    lane: lane ? laneMarks(lane, time, steps) : [],
  };
}

type Scale = ScaleContinuousNumeric<number, number>;

function bandPath(
  points: readonly CurvePoint[],
  x: (step: number) => number,
  y: Scale,
  scale: 'linear' | 'log',
  visible: (value: number) => boolean,
): string {
  const floor = (value: number) => y(scale === 'log' ? Math.max(value, y.domain()[0]!) : value);
  const band = area<CurvePoint>()
    .defined(({ value, high }) => visible(value) && visible(high))
    .x(({ step }) => x(step))
    .y0(({ low }) => floor(low))
    .y1(({ high }) => y(high));
  return band(points) ?? '';
}

function linePath(
  { look }: Curve,
  points: readonly CurvePoint[],
  x: (step: number) => number,
  y: Scale,
  visible: (value: number) => boolean,
): string {
  const path = line<CurvePoint>()
    .curve(look === 'steps' ? curveStepAfter : curveLinear)
    .defined(({ value }) => visible(value))
    .x(({ step }) => x(step))
    .y(({ value }) => y(value));
  return path(points) ?? '';
}

/** Each beside the end of its curve, moved up where they would cover one another. */
function endLabels(curves: readonly PlottedCurve[], y: Scale, visible: (value: number) => boolean, height: number): EndLabel[] {
  const labels = curves.flatMap(({ curve, points }) => {
    const last = points.findLast(({ value }) => visible(value));
    return curve.label === undefined || !last ? [] : [{ text: curve.label, colour: curve.colour, y: y(last.value) - 4 }];
  });
  labels.sort((a, b) => b.y - a.y);
  let below = height + LABEL_APART - 2;
  return labels.map((label) => ({ ...label, y: (below = Math.min(Math.max(label.y, LABEL_APART - 2), below - LABEL_APART)) }));
}

/** One for each pixel in which it happened. */
function laneMarks(lane: Lane, { first, last }: TimeWindow, steps: Scale): LaneMark[] {
  const marks: LaneMark[] = [];
  let pixel = -1;
  for (let index = 0; index < lane.count; index++) {
    const step = lane.step(index);
    const share = lane.share(index);
    if (share === 'none' || step < first || step > last) continue;
    const at = Math.floor(steps(step));
    if (at === pixel) {
      if (share === 'some') marks[marks.length - 1] = { ...marks.at(-1)!, share };
      continue;
    }
    marks.push({ x: at, width: Math.max(1, Math.min(3, steps(step + 1) - steps(step))), share });
    pixel = at;
  }
  return marks;
}

/** The number of a curve at a step: its last before, of a band none; NaN if there is none. */
export function valueAt(points: readonly CurvePoint[], step: number): number {
  return points.findLast((point) => point.step <= step && !Number.isNaN(point.value))?.value ?? Number.NaN;
}

/** The pattern of a curve's line; null if it is not broken. */
export function dashOf({ look, dash }: Curve): string | null {
  return dash ?? (look === 'dashed' ? '4 3' : null);
}
