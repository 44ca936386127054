/**
 * @file The landscape as a picture for papers and slides: layer × time with its names, margins, marks and legend, in pieces of SVG, for of
 * many layers they are long. Cells are painted by the rule of the screen (`HeatImage`), so that what stands out there stands out here;
 * neighbours of a row that have one colour are one rect. What is no number is a pattern.
 */
import { heatTable } from '../theme/heat.ts';
import { escaped, type Ink } from '../theme/drawing.ts';
import type { Palette } from '../theme/palette.ts';
import { m } from '../language/generated/messages.js';
import { currentProfile } from './current-profile.ts';
import { clippedStretches, type Clipping } from './clipping.ts';
import { cellsOf } from './heat-cells.ts';
import { HeatImage } from './heat-image.ts';
import { MARK_SHAPE, type HeatMark } from './heat-mark.ts';
import type { HeatSource } from './heat-source.ts';
import { stepText } from './number-text.ts';
import { pixelColumns, timeScale, type TimeWindow } from './pixel-columns.ts';
import { profileBand, profileLine, profileScale } from './profile-path.ts';
import { rowLabels } from './row-labels.ts';
import { coloursOf } from './scale-colours.ts';
import { opening, round, roundedPath, stepAxisSvg, type PictureSize, type PictureWords } from './svg-words.ts';

export interface HeatPicture extends PictureWords {
  /** With rows and columns. */
  readonly source: HeatSource;
  readonly time: TimeWindow;
  readonly marks: readonly HeatMark[];
  /** Null of a run whose gradient was never clipped; columns are those of the source. */
  readonly clipping: Clipping | null;
  /** The step that the window shows; null: the newest. */
  readonly moment: number | null;
}

/** How cells get into the picture: as rects, or as pixels of an image that stands elsewhere, so many across and one for each row down. */
export type CellsAs = 'rects' | { readonly image: string };

const MARGIN = 24;
const NAMES = 104;
const PROFILE = 64;
const GAP = 14;
const ACROSS = 880;
const TOP = 64;
/** Below the cells: where clipping engaged, marks, steps, legend. */
const BELOW = { clipping: 3, marks: 9, axis: 20, legend: 64, end: 118 } as const;
const LEFT = MARGIN + NAMES + PROFILE + GAP;
const NAME_CHARACTERS = 16;
/** Rows of a few layers are tall, those of many layers low, but can be told apart. */
const ROW = { most: 24, least: 3, all: 440 } as const;
/** A row at least this tall is parted from the next by a line. */
const PARTED_ROW = 7;
const BAR = 200;
/** Colours that the bar of the legend is made of. */
const STOPS = 24;

function rowHeightOf(rows: number): number {
  return Math.min(ROW.most, Math.max(ROW.least, Math.round(ROW.all / Math.max(1, rows))));
}

export function heatPictureSize({ source }: HeatPicture): PictureSize {
  return {
    width: LEFT + ACROSS + GAP + PROFILE + MARGIN,
    height: TOP + source.rows.length * rowHeightOf(source.rows.length) + BELOW.end,
  };
}

/** What the cells of the picture are painted with, ABGR, each pixel of it one wide and as tall as a row. */
export function heatPicturePixels({ source, time }: HeatPicture, palette: Palette): HeatImage {
  const { low, high } = source.scale;
  const cells = cellsOf(source);
  cells.refresh();
  const image = new HeatImage(ACROSS, source.rows.length);
  const columns = pixelColumns(time, ACROSS, (column) => source.firstStepOf(column), source.columns);
  image.paint(cells, columns, heatTable(coloursOf(source.scale, palette), low, high));
  return image;
}

/** Joined, the pieces are the document. */
export function* heatSvg(picture: HeatPicture, pixels: HeatImage, cellsAs: CellsAs, palette: Palette, ink: Ink): Generator<string> {
  const { source, time, marks, moment } = picture;
  const { rows, scale } = source;
  const rowHeight = rowHeightOf(rows.length);
  const height = rows.length * rowHeight;
  yield opening(picture, heatPictureSize(picture), MARGIN, ink);
  yield patterns(palette);
  yield `<g transform="translate(0 ${TOP})">${names(source, height, ink)}</g>\n`;

  yield `<g class="cells" transform="translate(${LEFT} ${TOP})" shape-rendering="crispEdges">\n<rect class="none" width="${ACROSS}" height="${height}" fill="url(#none)"/>\n`;
  if (cellsAs !== 'rects')
    yield `<image href="${cellsAs.image}" width="${ACROSS}" height="${height}" preserveAspectRatio="none" image-rendering="pixelated"/>\n`;
  for (const [row, { name }] of rows.entries()) yield rowSvg(name, row, rowHeight, pixels, cellsAs === 'rects');
  yield `${rowHeight >= PARTED_ROW ? parts(rows.length, rowHeight, palette) : ''}</g>\n`;

  yield margins(picture, rowHeight, height, ink);
  const steps = timeScale(time, ACROSS);
  const seen = (step: number) => step >= time.first && step <= time.last;
  yield `<g transform="translate(${LEFT} ${TOP})">\n<rect x="-0.5" y="-0.5" width="${ACROSS + 1}" height="${height + 1}" fill="none" stroke="${ink('var(--line-strong)')}"/>\n`;
  if (picture.clipping) yield clippingSvg(picture, picture.clipping, height, ink);
  if (moment !== null && seen(moment))
    yield `<path class="moment" d="M${round(steps(moment + 0.5))} 0v${height}" stroke="${ink('var(--accent)')}"/>\n`;
  for (const { kind, step, text, colour } of marks)
    if (seen(step))
      yield `<path class="mark" transform="translate(${round(steps(step))} ${height + BELOW.marks})" d="${MARK_SHAPE[kind]}" fill="${ink(colour)}"><title>${escaped(text)}</title></path>\n`;
  yield `<g transform="translate(0 ${height + BELOW.axis})">${stepAxisSvg(time, ACROSS, ink)}</g>\n</g>\n`;
  yield `<g transform="translate(${LEFT} ${TOP + height + BELOW.legend})">${legend(scale, palette, ink)}</g>\n</svg>\n`;
}

/** Lines that part the rows. */
function parts(rows: number, rowHeight: number, { panel }: Palette): string {
  const lines = Array.from({ length: rows - 1 }, (_, row) => `M0 ${(row + 1) * rowHeight}h${ACROSS}`);
  return lines.length === 0 ? '' : `<path class="parts" d="${lines.join('')}" stroke="${panel}"/>\n`;
}

/** Neighbours that look alike in one rect. */
function rowSvg(name: string, row: number, height: number, { width, pixels, zero, nonFinite }: HeatImage, withColours: boolean): string {
  const rects: string[] = [];
  const start = row * width;
  const lookOf = (at: number) => (nonFinite[at] ? 'non-finite' : zero[at] ? 'zero' : pixels[at]! >>> 24 ? pixels[at]! : null);
  for (let from = 0; from < width;) {
    const look = lookOf(start + from);
    let to = from + 1;
    while (to < width && lookOf(start + to) === look) to += 1;
    const fill = typeof look === 'number' ? (withColours ? colourOf(look) : null) : look && `url(#${look})`;
    if (fill) rects.push(`<rect x="${from}" width="${to - from}" height="${height}" fill="${fill}"/>`);
    from = to;
  }
  return `<g class="row" transform="translate(0 ${row * height})"><title>${escaped(name)}</title>${rects.join('')}</g>\n`;
}

function colourOf(abgr: number): string {
  const channel = (shift: number) => ((abgr >>> shift) & 255).toString(16).padStart(2, '0');
  return `#${channel(0)}${channel(8)}${channel(16)}`;
}

/** The three cells that are no numbers, as on the screen. */
function patterns({ ground, muted }: Palette): string {
  const tile = (id: string, content: string) =>
    `<pattern id="${id}" width="6" height="6" patternUnits="userSpaceOnUse">${content}</pattern>`;
  const back = (colour: string) => `<rect width="6" height="6" fill="${colour}"/>`;
  return `<defs>${[
    tile('none', `${back(ground)}<rect x="2" y="3" width="1" height="1" fill="${muted}" fill-opacity="0.5"/>`),
    tile('zero', `${back(ground)}<path d="M-7 7L1 -1M-1 7L7 -1M5 7L13 -1" stroke="${muted}" stroke-width="1.2"/>`),
    tile('non-finite', `${back('#000')}<path d="M1 1L5 5M5 1L1 5" stroke="#fff"/>`),
  ].join('')}</defs>\n`;
}

function names({ rows }: HeatSource, height: number, ink: Ink): string {
  return rowLabels(
    rows.map(({ name }) => name),
    height,
    NAME_CHARACTERS,
  )
    .map(({ row, text, y }) => {
      const { colour } = rows[row]!;
      return `<text class="name" x="${MARGIN + NAMES - 10}" y="${round(y + 4)}" text-anchor="end" fill="${ink(colour)}">${escaped(text)}</text>`;
    })
    .join('\n');
}

/** A bar where clipping engaged on each step, a thin one where on some. */
function clippingSvg({ source, time }: HeatPicture, clipping: Clipping, height: number, ink: Ink): string {
  const columns = pixelColumns(time, ACROSS, (column) => source.firstStepOf(column), source.columns);
  return clippedStretches(columns, clipping)
    .map(({ from, to, clipped }) => {
      const thick = clipped === 2 ? 3 : 1.5;
      return `<rect class="clipped" x="${from}" y="${height + BELOW.clipping + (3 - thick) / 2}" width="${to - from}" height="${thick}" fill="${ink('var(--warn)')}"><title>${escaped(clipping.readout(columns.from[from]!, columns.to[to - 1]! - 1))}</title></rect>\n`;
    })
    .join('');
}

/** Left what theory predicts, right where each layer stands at the moment, with the spread of its last steps. */
function margins({ source, moment }: HeatPicture, rowHeight: number, height: number, ink: Ink): string {
  const { scale, profile } = source;
  const x = profileScale(scale.low, scale.high, PROFILE);
  const cells = cellsOf(source);
  cells.refresh();
  const { values, spreads } = currentProfile(cells, moment === null ? undefined : columnOf(source, moment));
  const finite = values.map((value) => (value === Infinity ? NaN : value));
  const middle = scale.kind === 'diverging' ? `<path d="M${x(0)} 0V${height}" stroke="${ink('var(--line)')}"/>` : '';
  const line = (path: string, colour: string, look: string) =>
    `<path d="${roundedPath(path)}" fill="none" stroke="${ink(colour)}" ${look} stroke-linejoin="round"/>`;
  const words = (text: string) => `<text x="${PROFILE / 2}" y="${height + BELOW.axis + 16}" text-anchor="middle">${escaped(text)}</text>`;
  const left = profile
    ? `<g class="predicted" transform="translate(${MARGIN + NAMES} ${TOP})">${middle}${line(profileLine(profile.values, x, rowHeight), 'var(--muted)', 'stroke-width="1.5" stroke-dasharray="3 3"')}${words(profile.name)}</g>\n`
    : '';
  const spread = `<path d="${roundedPath(profileBand(spreads, x, rowHeight))}" fill="${ink('var(--cold)')}" fill-opacity="0.18"/>`;
  const shown = moment === null ? m.heat_now() : m.chart_step({ step: stepText(moment) });
  return `${left}<g class="now" transform="translate(${LEFT + ACROSS + GAP} ${TOP})">${middle}${spread}${line(profileLine(finite, x, rowHeight), 'var(--cold)', 'stroke-width="2"')}${words(shown)}</g>\n`;
}

/** The last column that begins no later than a step. */
function columnOf(source: HeatSource, step: number): number {
  let column = source.columns - 1;
  while (column > 0 && source.firstStepOf(column) > step) column -= 1;
  return column;
}

function legend(scale: HeatSource['scale'], palette: Palette, ink: Ink): string {
  const colours = coloursOf(scale, palette);
  const at = (share: number) => scale.low + share * (scale.high - scale.low);
  const stops = Array.from(
    { length: STOPS + 1 },
    (_, stop) => `<stop offset="${round(stop / STOPS)}" stop-color="${colours(at(stop / STOPS))}"/>`,
  );
  const frame = (x: number, width: number, fill: string) =>
    `<rect x="${x}" width="${width}" height="9" rx="2" fill="${fill}" stroke="${ink('var(--line-strong)')}"/>`;
  const ticks = scale.ticks.map((tick) => {
    const beyond = scale.kind === 'warning' ? '' : tick === scale.low ? '≤ ' : tick === scale.high ? '≥ ' : '';
    const x = round((BAR * (tick - scale.low)) / (scale.high - scale.low));
    return `<text class="tick" x="${x}" y="22" text-anchor="middle">${escaped(beyond + scale.tickText(tick))}</text>`;
  });
  const marks = (['zero', 'non-finite', 'none'] as const).map((kind, index) => {
    const x = BAR + 250 + 140 * index;
    const name = { zero: m.heat_zero, 'non-finite': m.heat_non_finite, none: m.heat_none }[kind]();
    return `${frame(x, 18, `url(#${kind})`)}<text x="${x + 25}" y="9">${escaped(name)}</text>`;
  });
  return [
    `<defs><linearGradient id="scale">${stops.join('')}</linearGradient></defs>`,
    frame(0, BAR, 'url(#scale)'),
    ...ticks,
    `<text x="${BAR + 16}" y="9">${escaped(scale.caption)}</text>`,
    ...marks,
    ...(scale.note ? [`<text y="40">${escaped(scale.note)}</text>`] : []),
  ].join('\n');
}
