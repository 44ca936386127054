/**
 * @file The cells of a source, kept from one drawing to the next, so that a drawing computes only the columns that are new.
 */
import type { HeatSource } from './heat-source.ts';

/** A power of two, no less than the columns of any source. */
export const CAPACITY = 2048;

export class HeatCells {
  readonly source: HeatSource;
  /** Column after column, each `source.rows.length` cells. */
  readonly cells: Float32Array;
  readonly #rows: number;
  #stride = 0;
  #newest = -1;
  #oldest = 0;

  constructor(source: HeatSource) {
    this.source = source;
    this.#rows = source.rows.length;
    this.cells = new Float32Array(CAPACITY * this.#rows);
  }

  /** Where a column's cells start. */
  start(column: number): number {
    return (this.source.idOf(column) & (CAPACITY - 1)) * this.#rows;
  }

  /** Computes what the source has new, and the newest column again, which may have been half full. Returns how many columns. */
  refresh(): number {
    const { source } = this;
    if (source.columns === 0) return 0;
    const first = source.idOf(0);
    const last = source.idOf(source.columns - 1);
    const anew = source.stride !== this.#stride || last < this.#newest;
    const from = anew ? first : Math.max(first, this.#newest);
    if (anew) this.#oldest = first;
    for (let id = from; id <= last; id++) {
      const at = (id & (CAPACITY - 1)) * this.#rows;
      source.fill(id - first, this.cells, at);
      if (source.held && id > this.#oldest) this.#hold(at, ((id - 1) & (CAPACITY - 1)) * this.#rows);
    }
    this.#stride = source.stride;
    this.#newest = last;
    return last - from + 1;
  }

  #hold(at: number, before: number): void {
    for (let row = 0; row < this.#rows; row++) if (Number.isNaN(this.cells[at + row]!)) this.cells[at + row] = this.cells[before + row]!;
  }
}
