/** @file A curve over steps as a chart receives it, and its points once there are no more of them than pixels. */

export interface Curve {
  readonly name: string;
  /** A CSS colour. */
  readonly colour: string;
  /**
   * `band`: thin, from lowest to highest; `line`: strong; `dashed`: dashed with a dot at each point, for rare points; `steps`: level from
   * each point to the next, for what is set and not measured.
   */
  readonly look: 'band' | 'line' | 'dashed' | 'steps';
  /** Its own pattern of dashes, as SVG has them: what tells it apart from the others without a colour. */
  readonly dash?: string;
  /** Written at its end, for what belongs to another run than the rest. */
  readonly label?: string;
  readonly count: number;
  step(index: number): number;
  value(index: number): number;
  /** Lowest and highest of the steps that a point stands for; `value` where it stands for one. */
  low(index: number): number;
  high(index: number): number;
}

export interface CurvePoint {
  readonly step: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** A level that the curves are compared with, drawn as a line across. */
export interface Reference {
  readonly value: number;
  readonly name: string;
}

/** Steps on which something happened, in a lane below the curves. */
export interface Lane {
  readonly name: string;
  readonly count: number;
  step(index: number): number;
  /** Of the steps that a point stands for: on none of them, on some, on all. */
  share(index: number): 'none' | 'some' | 'all';
}

/** The steps that are shown. */
export interface Within {
  readonly first: number;
  readonly last: number;
}

/**
 * At most one point per pixel: the last value in it, the lowest and the highest. Points must be in order of steps. A point
 * that is not finite is kept as such, so that the line breaks there. Of the points that are not `within`, the nearest on either side
 * are kept, for lines lead to them.
 */
export function curvePoints(curve: Curve, x: (step: number) => number, { first, last }: Within = EVERYTHING): CurvePoint[] {
  const points: CurvePoint[] = [];
  let from = 0;
  while (from + 1 < curve.count && curve.step(from + 1) < first) from += 1;
  let pixel = Number.NaN;
  for (let index = from; index < curve.count; index++) {
    const step = curve.step(index);
    const value = curve.value(index);
    const low = curve.low(index);
    const high = curve.high(index);
    const at = Math.floor(x(step));
    const before = points.at(-1);
    if (before && at === pixel && Number.isFinite(before.value) && Number.isFinite(value))
      points[points.length - 1] = { step, value, low: Math.min(before.low, low), high: Math.max(before.high, high) };
    else points.push({ step, value, low, high });
    pixel = at;
    if (step > last) break;
  }
  return points;
}

const EVERYTHING: Within = { first: -Infinity, last: Infinity };

/** Of fewer values none is an outlier. */
const MANY = 50;

/**
 * The range of values to show: all of every curve, but a few outliers among many points must not press everything else flat.
 * A curve's top is a little above its 98th percentile unless its highest is near it. The references are always inside.
 */
export function valueRange(
  points: readonly (readonly CurvePoint[])[],
  references: readonly Reference[],
  scale: 'linear' | 'log',
): [number, number] {
  const shown = scale === 'log' ? (value: number) => Number.isFinite(value) && value > 0 : Number.isFinite;
  const curves = points.map((curve) => curve.flatMap(({ low, high }) => [low, high]).filter(shown)).filter(({ length }) => length > 0);
  const levels = references.map(({ value }) => value).filter(shown);
  if (curves.length + levels.length === 0) return scale === 'log' ? [0.1, 1] : [0, 1];
  const top = Math.max(...curves.map(topOf), ...levels);
  const bottom = Math.min(...curves.map((values) => values.reduce((least, value) => Math.min(least, value))), ...levels);
  if (scale === 'log') return bottom === top ? [bottom / 2, top * 2] : [bottom, top];
  return [Math.min(0, bottom), top <= 0 ? 1 : top];
}

function topOf(values: number[]): number {
  values.sort((a, b) => a - b);
  const highest = values.at(-1)!;
  const common = values[Math.floor((values.length - 1) * 0.98)]!;
  return values.length >= MANY && highest > 3 * common && common > 0 ? 1.2 * common : highest;
}

/** The points that lie above the top of the chart, at most one for so many steps. */
export function cutPoints(points: readonly CurvePoint[], top: number, apart: number): CurvePoint[] {
  const cut: CurvePoint[] = [];
  for (const point of points)
    if (point.value > top && point.value < Infinity && !(point.step - (cut.at(-1)?.step ?? -Infinity) < apart)) cut.push(point);
  return cut;
}
