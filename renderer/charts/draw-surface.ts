/** @file Draws the plane: the field smooth between its points, lines where classes meet or levels are crossed, and the rows of the data over it. */
import { ticks } from 'd3-array';
import { heatTable, divergingColours } from '../theme/heat.ts';
import { readColour, readPalette, type Palette } from '../theme/palette.ts';
import { classMark } from './class-marks.ts';
import { contour } from './contour.ts';
import { cellPattern } from './heat-patterns.ts';
import { paintSurface, rgbOf, type Inks } from './surface-image.ts';
import { lead, type SurfaceMeaning, type SurfaceSource } from './surface-source.ts';

/** Lines of equal numbers, about. */
const LEVELS = 8;

/** Colours as they are at an element, for as many classes as there are. */
export interface SurfaceColours {
  readonly palette: Palette;
  readonly text: string;
  readonly classes: readonly string[];
}

export function readColours(element: Element, classes: number): SurfaceColours {
  return {
    palette: readPalette(element),
    text: readColour(element, 'var(--text)'),
    classes: Array.from({ length: classes }, (_, index) => readColour(element, classMark(index).colour)),
  };
}

/** Colours of a scale of numbers, its middle on the ground. */
export function numberColours(palette: Palette, low: number, high: number): (value: number) => string {
  const [middle, half] = [(low + high) / 2, (high - low) / 2 || 1];
  const colours = divergingColours(palette, half);
  return (value) => colours(value - middle);
}

/** Of numbers: levels that are round, the middle one among them where it is. */
export function levelsOf({ low, high }: { readonly low: number; readonly high: number }): number[] {
  return ticks(low, high, LEVELS);
}

const buffers = new Map<number, { canvas: OffscreenCanvas; image: ImageData }>();

/** A small picture that is stretched when it is drawn; one for each size is kept. */
function bufferOf(cells: number): { canvas: OffscreenCanvas; image: ImageData } {
  let buffer = buffers.get(cells);
  if (!buffer) buffers.set(cells, (buffer = { canvas: new OffscreenCanvas(cells, cells), image: new ImageData(cells, cells) }));
  return buffer;
}

export function inksOf(meaning: SurfaceMeaning, { palette, classes }: SurfaceColours): Inks {
  const [low, high] = meaning.kind === 'numbers' ? [meaning.low, meaning.high] : [0, 1];
  return {
    ground: rgbOf(palette.panel),
    classes: classes.map(rgbOf),
    table: heatTable(numberColours(palette, low, high), low, high),
  };
}

/** Fills a canvas of `side` × `side` pixels. */
export function drawField(
  context: CanvasRenderingContext2D,
  { values, cells, meaning }: Pick<SurfaceSource, 'values' | 'cells' | 'meaning'>,
  inks: Inks,
  colours: SurfaceColours,
  side: number,
  density: number,
): void {
  const { canvas, image } = bufferOf(cells);
  const pixels = new Uint32Array(image.data.buffer);
  const lost = paintSurface(values, cells, meaning, inks, pixels);
  context.clearRect(0, 0, side, side);
  if (lost) {
    context.fillStyle = cellPattern(context, 'non-finite', colours.palette, density);
    context.fillRect(0, 0, side, side);
  }
  canvas.getContext('2d')!.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = !lost;
  context.imageSmoothingQuality = 'high';
  context.drawImage(canvas, 0, 0, side, side);
}

/** Where classes meet, or lines of equal numbers, that of the middle strong. */
export function drawContours(
  context: CanvasRenderingContext2D,
  { values, cells, meaning }: SurfaceSource,
  { text }: SurfaceColours,
  side: number,
  density: number,
): void {
  context.strokeStyle = text;
  if (meaning.kind === 'classes') {
    context.globalAlpha = 0.75;
    context.lineWidth = 1.5 * density;
    // the region of the last class ends where those of the others do
    for (let index = 0; index + 1 < meaning.names.length; index++)
      strokePieces(context, contour(lead(values, meaning.names.length, index), cells, 0), cells, side);
  } else {
    const middle = (meaning.low + meaning.high) / 2;
    for (const level of levelsOf(meaning)) {
      const strong = Math.abs(level - middle) < 1e-9 * (meaning.high - meaning.low);
      context.globalAlpha = strong ? 0.75 : 0.25;
      context.lineWidth = (strong ? 1.5 : 1) * density;
      strokePieces(context, contour(values, cells, level), cells, side);
    }
  }
  context.globalAlpha = 1;
}

function strokePieces(context: CanvasRenderingContext2D, pieces: readonly number[], cells: number, side: number): void {
  const x = (value: number) => ((value + 0.5) / cells) * side;
  const y = (value: number) => side - x(value);
  context.beginPath();
  for (let at = 0; at < pieces.length; at += 4) {
    context.moveTo(x(pieces[at]!), y(pieces[at + 1]!));
    context.lineTo(x(pieces[at + 2]!), y(pieces[at + 3]!));
  }
  context.stroke();
}

/** Square pixels of a mark. */
const AREA = { small: 22, large: 40 };

/** Training rows filled, validation rows hollow, each class with its shape; rows with numbers as discs in the colour of their number. */
export function drawPoints(
  context: CanvasRenderingContext2D,
  { points, x, y }: Pick<SurfaceSource, 'points' | 'x' | 'y'>,
  { palette, classes, text }: SurfaceColours,
  side: number,
  density: number,
): void {
  const area = (side / density > 320 ? AREA.large : AREA.small) * density * density;
  const marks = (points.classes.length > 0 ? points.classes : ['']).map((_, index) => new Path2D(classMark(index).path(area)));
  const colour = numberColours(palette, ...points.range);
  for (const [index, target] of points.targets.entries()) {
    const left = ((points.places[2 * index]! - x[0]) / (x[1] - x[0])) * side;
    const top = side - ((points.places[2 * index + 1]! - y[0]) / (y[1] - y[0])) * side;
    const ink = points.classes.length > 0 ? classes[target]! : colour(target);
    const mark = points.classes.length > 0 ? marks[target]! : marks[0]!;
    const numeric = points.classes.length === 0;
    context.setTransform(1, 0, 0, 1, left, top);
    context.fillStyle = index < points.train || numeric ? ink : palette.panel;
    context.fill(mark);
    context.strokeStyle = numeric ? (index < points.train ? palette.muted : text) : index < points.train ? palette.panel : ink;
    context.lineWidth = (index < points.train ? 0.75 : 1.5) * density;
    context.stroke(mark);
  }
  context.resetTransform();
}
