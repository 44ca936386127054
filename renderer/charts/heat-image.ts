/**
 * @file Cells to pixels. One pixel of the image is one cell where there is room; where there is not, a pixel shows the most
 * extreme of the cells it stands for, so that no spike is lost between two pixels. Colours come from a table; nothing is
 * allocated from one drawing to the next.
 */
import type { HeatCells } from './heat-cells.ts';
import type { HeatScale } from './heat-source.ts';
import type { PixelColumns } from './pixel-columns.ts';
import { HEAT_STEPS, NO_COLOUR } from '../theme/heat.ts';

/** How much a cell wants to be seen: not finite, then exact zero, then distance from the scale's quiet end; no data least. */
export function urgency(cell: number, quiet: number): number {
  if (cell !== cell) return -1;
  if (cell === Infinity) return Number.MAX_VALUE;
  if (cell === -Infinity) return Number.MAX_VALUE / 2;
  return Math.abs(cell - quiet);
}

/** The value that needs no attention: healthy, or the low end. */
export function quietOf(scale: HeatScale): number {
  return scale.kind === 'diverging' ? 0 : scale.low;
}

export class HeatImage {
  readonly width: number;
  readonly height: number;
  /** ABGR, row-major. */
  readonly pixels: Uint32Array<ArrayBuffer>;
  /** Opaque where a cell is an exact zero, and where it is not finite. */
  readonly zero: Uint32Array<ArrayBuffer>;
  readonly nonFinite: Uint32Array<ArrayBuffer>;
  hasZero = false;
  hasNonFinite = false;
  readonly #worst: Float32Array;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.pixels = new Uint32Array(width * height);
    this.zero = new Uint32Array(width * height);
    this.nonFinite = new Uint32Array(width * height);
    this.#worst = new Float32Array(height);
  }

  /** Draws all pixels. `table` as of `heatTable`; cells must be fresh (`HeatCells.refresh`). */
  paint(cells: HeatCells, columns: PixelColumns, table: Uint32Array): void {
    const { width, height, pixels } = this;
    const { scale } = cells.source;
    const rows = cells.source.rows.length;
    const values = cells.cells;
    const quiet = quietOf(scale);
    const steps = (HEAT_STEPS - 1) / (scale.high - scale.low);
    const worst = this.#worst;
    this.#clearMasks();
    for (let pixel = 0; pixel < width; pixel++) {
      const from = columns.from[pixel]!;
      const to = columns.to[pixel]!;
      if (pixel > 0 && from === columns.from[pixel - 1] && to === columns.to[pixel - 1]) {
        this.#repeat(pixel);
        continue;
      }
      worst.fill(Number.NaN);
      for (let column = from; column < to; column++) {
        const start = cells.start(column);
        for (let row = 0; row < rows; row++) {
          const y = height === rows ? row : Math.floor((row * height) / rows);
          const value = values[start + row]!;
          const held = worst[y]!;
          if (held !== held || urgency(value, quiet) > urgency(held, quiet)) worst[y] = value;
        }
      }
      for (let y = 0; y < height; y++) {
        const value = worst[y]!;
        const at = y * width + pixel;
        if (value !== value) pixels[at] = table[NO_COLOUR]!;
        else if (value === Infinity) {
          pixels[at] = table[NO_COLOUR]!;
          this.nonFinite[at] = 0xff000000;
          this.hasNonFinite = true;
        } else if (value === -Infinity) {
          pixels[at] = table[NO_COLOUR]!;
          this.zero[at] = 0xff000000;
          this.hasZero = true;
        } else {
          const index = Math.round((value - scale.low) * steps);
          pixels[at] = table[index < 0 ? 0 : index >= HEAT_STEPS ? HEAT_STEPS - 1 : index]!;
        }
      }
    }
  }

  #clearMasks(): void {
    if (this.hasZero) this.zero.fill(0);
    if (this.hasNonFinite) this.nonFinite.fill(0);
    this.hasZero = this.hasNonFinite = false;
  }

  #repeat(pixel: number): void {
    const { width, height, pixels, zero, nonFinite } = this;
    for (let at = pixel, end = width * height; at < end; at += width) pixels[at] = pixels[at - 1]!;
    if (this.hasZero) for (let y = 0, at = pixel; y < height; y++, at += width) zero[at] = zero[at - 1]!;
    if (this.hasNonFinite) for (let y = 0, at = pixel; y < height; y++, at += width) nonFinite[at] = nonFinite[at - 1]!;
  }
}
