/**
 * @file Cells to pixels. One pixel of the image is one cell where there is room; where there is not, it shows the newest of
 * the cells it stands for, or the most extreme if that stands out, so that no spike is lost between two pixels and the
 * noise of a healthy run is not painted as its extremes. Colours come from a table; only pixels whose columns are others, or
 * were computed anew, are painted again, and nothing is allocated from one drawing to the next.
 */
import { CAPACITY, type HeatCells } from './heat-cells.ts';
import type { PixelColumns } from './pixel-columns.ts';
import { HEAT_STEPS, NO_COLOUR } from '../theme/heat.ts';
import { spikeOf } from './urgency.ts';

const OPAQUE = 0xff000000;

/** Of the columns [from, to) the one whose cell of a row is seen: the rule of `HeatImage.paint`. */
export function seenColumn(cells: HeatCells, row: number, from: number, to: number): number {
  let newest = to - 1;
  while (newest > from && cells.urgency(row, newest) < 0) newest -= 1;
  let extreme = newest;
  for (let column = from; column < to; column++) if (cells.urgency(row, column) > cells.urgency(row, extreme)) extreme = column;
  return cells.urgency(row, extreme) > cells.urgency(row, newest) + spikeOf(cells.source.scale) ? extreme : newest;
}

export class HeatImage {
  readonly width: number;
  readonly height: number;
  /** ABGR, row-major. */
  readonly pixels: Uint32Array<ArrayBuffer>;
  /** Opaque where a cell is an exact zero, and where it is not finite. */
  readonly zero: Uint32Array<ArrayBuffer>;
  readonly nonFinite: Uint32Array<ArrayBuffer>;
  /** The pixels from left to right that the last painting changed: [first, end). */
  first = 0;
  end = 0;
  /** Whether the last painting changed either mask. */
  zeroChanged = false;
  nonFiniteChanged = false;
  #zeros = 0;
  #broken = 0;
  #cells: HeatCells | null = null;
  #table: Uint32Array | null = null;
  #refresh = 0;
  /** By pixel, the ids of its columns when it was painted. */
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  /** The pixels to paint. */
  readonly #stale: Int32Array;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.pixels = new Uint32Array(width * height);
    this.zero = new Uint32Array(width * height);
    this.nonFinite = new Uint32Array(width * height);
    this.#from = new Int32Array(width);
    this.#to = new Int32Array(width);
    this.#stale = new Int32Array(width);
  }

  get hasZero(): boolean {
    return this.#zeros > 0;
  }

  get hasNonFinite(): boolean {
    return this.#broken > 0;
  }

  /** Draws the pixels that are not as they should be; returns how many there are across. `table` as of `heatTable`; cells must be fresh (`HeatCells.refresh`). */
  paint(cells: HeatCells, columns: PixelColumns, table: Uint32Array): number {
    const stale = this.#takeStale(cells, columns, table);
    this.zeroChanged = this.nonFiniteChanged = false;
    const rows = cells.source.rows.length;
    for (let line = 0; line < this.height && stale > 0; line++) {
      const firstRow = Math.floor((line * rows) / this.height);
      const lastRow = Math.floor(((line + 1) * rows) / this.height) - 1;
      this.#paintLine(line, firstRow, lastRow, stale, cells, table);
    }
    return stale;
  }

  /** Notes which pixels are to be painted, and what they stand for from now on. */
  #takeStale(cells: HeatCells, columns: PixelColumns, table: Uint32Array): number {
    const anew = cells !== this.#cells || table !== this.#table;
    const firstId = cells.source.columns === 0 ? 0 : cells.source.idOf(0);
    let stale = 0;
    for (let pixel = 0; pixel < this.width; pixel++) {
      const from = firstId + columns.from[pixel]!;
      const to = firstId + columns.to[pixel]!;
      if (!anew && from === this.#from[pixel] && to === this.#to[pixel] && cells.newestOf(to) <= this.#refresh) continue;
      this.#from[pixel] = from;
      this.#to[pixel] = to;
      this.#stale[stale++] = pixel;
    }
    this.#cells = cells;
    this.#table = table;
    this.#refresh = cells.refreshes;
    this.first = stale === 0 ? 0 : this.#stale[0]!;
    this.end = stale === 0 ? 0 : this.#stale[stale - 1]! + 1;
    return stale;
  }

  /** One line of pixels: of one row, or of several where rows outnumber lines. */
  #paintLine(line: number, firstRow: number, lastRow: number, stale: number, kept: HeatCells, table: Uint32Array): void {
    const { cells, urgencies } = kept;
    const { scale } = kept.source;
    const perUnit = (HEAT_STEPS - 1) / (scale.high - scale.low);
    const spike = spikeOf(scale);
    for (let index = 0; index < stale; index++) {
      const pixel = this.#stale[index]!;
      const from = this.#from[pixel]!;
      const to = this.#to[pixel]!;
      let newest = Number.NaN;
      let newestUrgency = -1;
      let extreme = Number.NaN;
      let extremeUrgency = -1;
      for (let row = firstRow; row <= lastRow; row++) {
        const start = row * CAPACITY;
        for (let id = from; id < to; id++) {
          const cell = start + (id & (CAPACITY - 1));
          const much = urgencies[cell]!;
          if (much < 0) continue;
          newest = cells[cell]!;
          newestUrgency = much;
          if (much > extremeUrgency) {
            extreme = newest;
            extremeUrgency = much;
          }
        }
      }
      const value = extremeUrgency > newestUrgency + spike ? extreme : newest;
      const at = line * this.width + pixel;
      if (value - value === 0) {
        const colour = Math.round((value - scale.low) * perUnit);
        this.pixels[at] = table[colour < 0 ? 0 : colour >= HEAT_STEPS ? HEAT_STEPS - 1 : colour]!;
      } else {
        this.pixels[at] = table[NO_COLOUR]!;
      }
      this.#mask(at, value);
    }
  }

  #mask(at: number, value: number): void {
    const zero = value === -Infinity ? OPAQUE : 0;
    if (this.zero[at] !== zero) {
      this.zero[at] = zero;
      this.#zeros += zero === 0 ? -1 : 1;
      this.zeroChanged = true;
    }
    const broken = value === Infinity ? OPAQUE : 0;
    if (this.nonFinite[at] !== broken) {
      this.nonFinite[at] = broken;
      this.#broken += broken === 0 ? -1 : 1;
      this.nonFiniteChanged = true;
    }
  }
}
