/** @file Curves as a picture for papers and slides: the plot of the screen (`plotOf`) with axes, levels, lane and a legend with the newest numbers. */
import { escaped, LETTER, type Drawing, type Ink } from '../theme/drawing.ts';
import { m } from '../language/generated/messages.js';
import { dashOf, plotOf, valueAt, type Chart, type Plot, type PlottedCurve } from './chart-plot.ts';
import { stepText } from './number-text.ts';
import { opening, round, roundedPath, stepAxisSvg, TEXT, type PictureWords } from './svg-words.ts';

export interface ChartPicture extends PictureWords {
  readonly chart: Chart;
  /** The step that the window shows; null: the newest. */
  readonly moment: number | null;
  readonly valueText: (value: number) => string;
  /** A value on the axis. */
  readonly tickText: (value: number) => string;
}

const WIDTH = 960;
const PLOT = { left: 64, top: 64, width: 872, height: 400 } as const;
const MARGIN = 24;
/** From one line of the legend to the next, and how long its dashes are. */
const LEGEND = { line: 20, sample: 32 } as const;
const LANE = { some: 4, all: 8 } as const;

/** Null if there is nothing to draw. */
export function chartSvg(picture: ChartPicture, ink: Ink): Drawing | null {
  const { chart, moment } = picture;
  const plot = plotOf(chart, PLOT.width, PLOT.height);
  if (!plot) return null;
  const entries = legend(picture, plot, ink);
  const height = PLOT.top + PLOT.height + 44 + entries.lines * LEGEND.line + 12;
  const svg = [
    opening(picture, { width: WIDTH, height }, MARGIN, ink),
    `<clipPath id="plot"><rect y="-2" width="${PLOT.width}" height="${PLOT.height + 4}"/></clipPath>`,
    `<g transform="translate(${PLOT.left} ${PLOT.top})">`,
    ...plot.ticks.map((tick) => valueTick(plot.y(tick), picture.tickText(tick), ink)),
    ...chart.references.map(({ name, value }) => level(plot.y(value), `${name} ${picture.valueText(value)}`, ink)),
    `<g class="curves" clip-path="url(#plot)">`,
    ...plot.curves.map((each) => curveSvg(each, plot, ink)),
    `</g>`,
    ...plot.curves.flatMap(({ curve, cut }) => cut.map((point) => cutSvg(curve.name, curve.colour, point, plot, picture.valueText, ink))),
    ...plot.lane.map(
      ({ x, width, share }) =>
        `<rect class="clipped" x="${x}" y="${PLOT.height - LANE[share]}" width="${round(width)}" height="${LANE[share]}" fill="${ink('var(--warn)')}"/>`,
    ),
    ...plot.labels.map(
      ({ text, colour, y }) =>
        `<text x="${PLOT.width - 2}" y="${round(y)}" text-anchor="end" fill="${ink(colour)}" stroke="${ink('var(--panel)')}" stroke-width="3" paint-order="stroke">${escaped(text)}</text>`,
    ),
    moment !== null && moment >= plot.time.first && moment <= plot.time.last
      ? `<path class="moment" d="M${round(plot.x(moment))} 0v${PLOT.height}" stroke="${ink('var(--accent)')}"/>`
      : '',
    `<g transform="translate(0 ${PLOT.height})">${stepAxisSvg(plot.time, PLOT.width, ink)}</g>`,
    `</g>`,
    `<g class="legend" transform="translate(${PLOT.left} ${PLOT.top + PLOT.height + 44})">${entries.svg}</g>`,
    `</svg>`,
  ];
  return { svg: `${svg.filter((line) => line !== '').join('\n')}\n`, width: WIDTH, height };
}

function valueTick(y: number, text: string, ink: Ink): string {
  return `<path d="M0 ${round(y)}h${PLOT.width}" stroke="${ink('var(--line)')}"/><text class="value" x="-8" y="${round(y + 4)}" text-anchor="end">${escaped(text)}</text>`;
}

function level(y: number, text: string, ink: Ink): string {
  return `<path class="level" d="M0 ${round(y)}h${PLOT.width}" stroke="${ink('var(--warn)')}" stroke-dasharray="2 4"/><text x="${PLOT.width - 2}" y="${round(y < 16 ? y + 13 : y - 5)}" text-anchor="end">${escaped(text)}</text>`;
}

function curveSvg({ curve, path, dots }: PlottedCurve, plot: Plot, ink: Ink): string {
  const colour = ink(curve.colour);
  if (curve.look === 'band')
    return `<path class="band" d="${roundedPath(path)}" fill="${colour}" fill-opacity="0.16" stroke="${colour}" stroke-opacity="0.3"><title>${escaped(curve.name)}</title></path>`;
  const dash = dashOf(curve);
  const line = `<path class="curve" d="${roundedPath(path)}" fill="none" stroke="${colour}" stroke-width="1.75" stroke-linejoin="round"${dash ? ` stroke-dasharray="${dash}"` : ''}><title>${escaped(curve.name)}</title></path>`;
  return (
    line +
    dots.map(({ step, value }) => `<circle cx="${round(plot.x(step))}" cy="${round(plot.y(value))}" r="2.5" fill="${colour}"/>`).join('')
  );
}

function cutSvg(
  name: string,
  colour: string,
  { step, value }: { readonly step: number; readonly value: number },
  plot: Plot,
  valueText: (value: number) => string,
  ink: Ink,
): string {
  const words = m.chart_cut({ name, value: valueText(value), step: stepText(step) });
  return `<path class="cut" transform="translate(${round(plot.x(step))} 0)" d="M0 -3l3 5h-6z" fill="${ink(colour)}"><title>${escaped(words)}</title></path>`;
}

/** Names with the numbers at the step that is shown, in as many lines as they need. */
function legend({ chart, moment, valueText }: ChartPicture, plot: Plot, ink: Ink): { readonly svg: string; readonly lines: number } {
  const step = moment ?? plot.time.last;
  const entries = plot.curves
    .filter(({ curve }) => curve.look !== 'band')
    .map(({ curve, points }) => {
      const value = valueAt(points, step);
      const number = Number.isNaN(value) ? '' : Number.isFinite(value) ? valueText(value) : m.heat_non_finite();
      return { curve, number };
    });
  let x = 0;
  let line = 0;
  const drawn = entries.map(({ curve, number }) => {
    const width = LEGEND.sample + 8 + (curve.name.length + 1 + number.length) * TEXT.small * LETTER + 24;
    if (x > 0 && x + width > PLOT.width) {
      x = 0;
      line += 1;
    }
    const dash = dashOf(curve);
    const entry = `<g class="entry" transform="translate(${round(x)} ${line * LEGEND.line})"><path d="M0 -4h${LEGEND.sample}" stroke="${ink(curve.colour)}" stroke-width="1.75"${dash ? ` stroke-dasharray="${dash}"` : ''}/><text x="${LEGEND.sample + 8}">${escaped(curve.name)} <tspan fill="${ink('var(--text)')}">${escaped(number)}</tspan></text></g>`;
    x += width;
    return entry;
  });
  const lane = chart.lane && plot.lane.length > 0 ? [laneEntry(chart.lane.name, (line += 1), ink)] : [];
  return { svg: [...drawn, ...lane].join('\n'), lines: line + 1 };
}

function laneEntry(name: string, line: number, ink: Ink): string {
  return `<g class="entry" transform="translate(0 ${line * LEGEND.line})"><rect x="15" y="-${LANE.all}" width="2" height="${LANE.all}" fill="${ink('var(--warn)')}"/><text x="${LEGEND.sample + 8}">${escaped(name)}</text></g>`;
}
