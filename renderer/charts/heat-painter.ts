/**
 * @file The cells of a heatmap on a canvas element: pixels of an image that is as fine as the screen can show, stretched to the
 * canvas, with the patterns of what is no number cut out over it. It keeps what it has painted, so that a frame costs only what is new.
 */
import type { Palette } from '../theme/palette.ts';
import { drawForecast } from './draw-forecast.ts';
import type { HeatCells } from './heat-cells.ts';
import { HeatImage } from './heat-image.ts';
import { cellPattern, type CellPattern } from './heat-patterns.ts';
import type { HeatForecast, HeatScale } from './heat-source.ts';
import { pixelColumns, type PixelColumns, type TimeWindow } from './pixel-columns.ts';

/** A row at least this tall, in pixels, is parted from the next by a line. */
const PARTED_ROW = 11;

/** The size of the plot in CSS pixels, and how many of the screen's there are in one. */
export interface PlotSize {
  readonly width: number;
  readonly height: number;
  readonly density: number;
}

/** What of the columns each pixel shows: a cell is read from what is seen. */
export interface HeatShown {
  readonly cells: HeatCells;
  readonly shares: PixelColumns;
  readonly pixels: number;
}

type Masked = Exclude<CellPattern, 'none'>;

export class HeatPainter {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #buffer = new OffscreenCanvas(1, 1);
  readonly #mask = new OffscreenCanvas(1, 1);
  readonly #overlays: Readonly<Record<Masked, OffscreenCanvas>> = {
    zero: new OffscreenCanvas(1, 1),
    'non-finite': new OffscreenCanvas(1, 1),
  };
  #image: HeatImage | null = null;
  #pixels: ImageData | null = null;
  #shares: PixelColumns | null = null;
  #patterns: { readonly palette: Palette; readonly density: number; readonly made: Map<CellPattern, CanvasPattern> } | null = null;
  #stale = true;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    this.#context = canvas.getContext('2d')!;
  }

  clear(size: PlotSize): void {
    this.#fit(size);
    this.#context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    this.#stale = true;
  }

  /** Nothing has been computed. */
  paintNone(size: PlotSize, palette: Palette): void {
    this.clear(size);
    this.#fill(this.#context, 'none', palette, size.density);
  }

  paintForecast(
    forecast: HeatForecast,
    size: PlotSize,
    how: { x: (decades: number) => number; rowHeight: number; scale: HeatScale; palette: Palette },
  ): void {
    this.clear(size);
    this.#context.save();
    this.#context.scale(size.density, size.density);
    drawForecast(this.#context, forecast, how);
    this.#context.restore();
  }

  /** `table` as of `heatTable`; the cells' source has rows and columns. */
  paint(cells: HeatCells, time: TimeWindow, size: PlotSize, { palette, table }: { palette: Palette; table: Uint32Array }): HeatShown {
    const { source } = cells;
    const resized = this.#fit(size);
    cells.refresh();
    // A cell is never narrower than a CSS pixel: what is finer on a dense screen is not seen, but costs.
    const across = Math.max(1, Math.round(size.width));
    const down = Math.min(source.rows.length, this.#canvas.height);
    const image = this.#imageOf(across, down);
    this.#shares = pixelColumns(time, across, (column) => source.firstStepOf(column), source.columns, this.#shares);
    const shown = { cells, shares: this.#shares, pixels: across };
    if (image.paint(cells, this.#shares, table) === 0 && !resized && !this.#stale) return shown;

    const context = this.#context;
    const { width, height } = this.#canvas;
    this.#fill(context, 'none', palette, size.density);
    this.#buffer.getContext('2d')!.putImageData(this.#pixels!, 0, 0, image.first, 0, image.end - image.first, down);
    context.imageSmoothingEnabled = false;
    context.drawImage(this.#buffer, 0, 0, width, height);
    if (image.hasZero) this.#overlay('zero', image.zero, image.zeroChanged || resized || this.#stale, palette, size.density);
    if (image.hasNonFinite)
      this.#overlay('non-finite', image.nonFinite, image.nonFiniteChanged || resized || this.#stale, palette, size.density);
    this.#part(source.rows.length, size, palette);
    this.#stale = false;
    return shown;
  }

  /** Whether the canvas has got another size, and with it has lost what was on it. */
  #fit({ width, height, density }: PlotSize): boolean {
    const across = Math.max(1, Math.round(width * density));
    const down = Math.max(1, Math.round(height * density));
    if (this.#canvas.width === across && this.#canvas.height === down) return false;
    this.#canvas.width = across;
    this.#canvas.height = down;
    return true;
  }

  #imageOf(across: number, down: number): HeatImage {
    if (this.#image?.width !== across || this.#image.height !== down) {
      this.#image = new HeatImage(across, down);
      this.#pixels = new ImageData(new Uint8ClampedArray(this.#image.pixels.buffer), across, down);
      this.#buffer.width = this.#mask.width = across;
      this.#buffer.height = this.#mask.height = down;
      this.#stale = true;
    }
    return this.#image;
  }

  /** Lines between rows that are tall enough. */
  #part(rows: number, { height, density }: PlotSize, palette: Palette): void {
    const rowHeight = height / rows;
    if (rowHeight < PARTED_ROW) return;
    this.#context.fillStyle = palette.panel;
    for (let row = 1; row < rows; row++)
      this.#context.fillRect(0, Math.round(row * rowHeight * density), this.#canvas.width, Math.max(1, Math.round(density)));
  }

  /** The pattern, cut out where the mask is opaque. */
  #overlay(kind: Masked, mask: Uint32Array<ArrayBuffer>, changed: boolean, palette: Palette, density: number): void {
    const overlay = this.#overlays[kind];
    if (changed) {
      const { width, height } = this.#image!;
      this.#mask.getContext('2d')!.putImageData(new ImageData(new Uint8ClampedArray(mask.buffer), width, height), 0, 0);
      overlay.width = this.#canvas.width;
      overlay.height = this.#canvas.height;
      const context = overlay.getContext('2d')!;
      context.imageSmoothingEnabled = false;
      context.drawImage(this.#mask, 0, 0, overlay.width, overlay.height);
      context.globalCompositeOperation = 'source-in';
      this.#fill(context, kind, palette, density);
    }
    this.#context.drawImage(overlay, 0, 0);
  }

  #fill(context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D, kind: CellPattern, palette: Palette, density: number): void {
    if (this.#patterns?.palette !== palette || this.#patterns.density !== density) {
      this.#patterns = { palette, density, made: new Map() };
      this.#stale = true;
    }
    let pattern = this.#patterns.made.get(kind);
    if (!pattern) this.#patterns.made.set(kind, (pattern = cellPattern(this.#context, kind, palette, density)));
    context.fillStyle = pattern;
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  }
}
