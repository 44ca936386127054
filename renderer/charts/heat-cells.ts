/**
 * @file The cells of a source, kept from one drawing to the next, so that a drawing computes only the columns that are new.
 */
import type { HeatSource } from './heat-source.ts';
import { quietOf, urgency } from './urgency.ts';

/** A power of two, no less than the columns of any source. */
export const CAPACITY = 2048;

export class HeatCells {
  readonly source: HeatSource;
  /** Row after row, each a ring of `CAPACITY` cells. */
  readonly cells: Float32Array;
  /** How much each cell wants to be seen, in the same places. */
  readonly urgencies: Float32Array;
  readonly #column: Float32Array;
  /** By place in the ring, at which refresh the column was computed. */
  readonly #refreshedAt = new Int32Array(CAPACITY);
  /** How many times there was something to compute. */
  refreshes = 0;
  #stride = 0;
  #newest = -1;

  constructor(source: HeatSource) {
    this.source = source;
    this.cells = new Float32Array(source.rows.length * CAPACITY);
    this.urgencies = new Float32Array(source.rows.length * CAPACITY);
    this.#column = new Float32Array(source.rows.length);
  }

  /** Where the cell of a row and column is. */
  at(row: number, column: number): number {
    return row * CAPACITY + (this.source.idOf(column) & (CAPACITY - 1));
  }

  cell(row: number, column: number): number {
    return this.cells[this.at(row, column)]!;
  }

  urgency(row: number, column: number): number {
    return this.urgencies[this.at(row, column)]!;
  }

  /** At which of the refreshes the column with the id before `to` was computed: none before it was later. */
  newestOf(to: number): number {
    return this.#refreshedAt[(to - 1) & (CAPACITY - 1)]!;
  }

  /** Computes what the source has new, and the newest column again, which may have been half full. Returns how many columns. */
  refresh(): number {
    const { source } = this;
    if (source.columns === 0) return 0;
    const first = source.idOf(0);
    const last = source.idOf(source.columns - 1);
    const anew = source.stride !== this.#stride || last < this.#newest;
    const from = anew ? first : Math.max(first, this.#newest);
    this.refreshes += 1;
    for (let id = from; id <= last; id++) this.#take(id, first);
    this.#stride = source.stride;
    this.#newest = last;
    return last - from + 1;
  }

  #take(id: number, first: number): void {
    const { source, cells, urgencies } = this;
    const column = this.#column;
    const quiet = quietOf(source.scale);
    const slot = id & (CAPACITY - 1);
    const before = (id - 1) & (CAPACITY - 1);
    const holds = source.held && id > first;
    source.fill(id - first, column);
    this.#refreshedAt[slot] = this.refreshes;
    for (let row = 0; row < column.length; row++) {
      const start = row * CAPACITY;
      const cell = holds && Number.isNaN(column[row]!) ? cells[start + before]! : column[row]!;
      cells[start + slot] = cell;
      urgencies[start + slot] = urgency(cell, quiet);
    }
  }
}

const kept = new WeakMap<HeatSource, HeatCells>();

/** The cells of a source: the same ones for all who draw it. */
export function cellsOf(source: HeatSource): HeatCells {
  let cells = kept.get(source);
  if (!cells) kept.set(source, (cells = new HeatCells(source)));
  return cells;
}
