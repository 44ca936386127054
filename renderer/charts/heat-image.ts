/**
 * @file Cells to pixels. One pixel of the image is one cell where there is room; where there is not, it shows the newest of
 * the cells it stands for, or the most extreme if that stands out, so that no spike is lost between two pixels and the
 * noise of a healthy run is not painted as its extremes. Colours come from a table; nothing is allocated from one drawing
 * to the next.
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
  hasZero = false;
  hasNonFinite = false;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.pixels = new Uint32Array(width * height);
    this.zero = new Uint32Array(width * height);
    this.nonFinite = new Uint32Array(width * height);
  }

  /** Draws all pixels. `table` as of `heatTable`; cells must be fresh (`HeatCells.refresh`). */
  paint(cells: HeatCells, columns: PixelColumns, table: Uint32Array): void {
    if (this.hasZero) this.zero.fill(0);
    if (this.hasNonFinite) this.nonFinite.fill(0);
    this.hasZero = this.hasNonFinite = false;
    const rows = cells.source.rows.length;
    for (let line = 0; line < this.height; line++) {
      const firstRow = Math.floor((line * rows) / this.height);
      const lastRow = Math.floor(((line + 1) * rows) / this.height) - 1;
      this.#paintLine(line, firstRow, lastRow, cells, columns, table);
    }
  }

  /** One line of pixels: of one row, or of several where rows outnumber lines. */
  #paintLine(line: number, firstRow: number, lastRow: number, kept: HeatCells, columns: PixelColumns, table: Uint32Array): void {
    const { width, pixels } = this;
    const { cells, urgencies } = kept;
    const { scale } = kept.source;
    const perUnit = (HEAT_STEPS - 1) / (scale.high - scale.low);
    const spike = spikeOf(scale);
    const firstSlot = kept.source.idOf(0);
    for (let pixel = 0, at = line * width; pixel < width; pixel++, at++) {
      const from = firstSlot + columns.from[pixel]!;
      const to = firstSlot + columns.to[pixel]!;
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
      if (value - value === 0) {
        const index = Math.round((value - scale.low) * perUnit);
        pixels[at] = table[index < 0 ? 0 : index >= HEAT_STEPS ? HEAT_STEPS - 1 : index]!;
      } else {
        pixels[at] = table[NO_COLOUR]!;
        if (value === Infinity) this.nonFinite[at] = OPAQUE;
        else if (value === -Infinity) this.zero[at] = OPAQUE;
        this.hasNonFinite ||= value === Infinity;
        this.hasZero ||= value === -Infinity;
      }
    }
  }
}
