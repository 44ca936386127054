/** @file How many inspections in a row, up to the last, have found a share of a row's units at a threshold or above. */

/** Copies, of each row. */
export interface RowStreaksState {
  readonly shares: Float64Array;
  readonly streaks: Int32Array;
  readonly broken: Uint8Array;
}

export class RowStreaks {
  readonly threshold: number;
  /** Of the last inspection of each row; NaN before the first. */
  readonly shares: Float64Array;
  readonly #streaks: Int32Array;
  readonly #broken: Uint8Array;

  constructor(rows: number, threshold: number) {
    this.threshold = threshold;
    this.shares = new Float64Array(rows).fill(NaN);
    this.#streaks = new Int32Array(rows);
    this.#broken = new Uint8Array(rows);
  }

  /** Allocation-free. NaN, which was not inspected, changes nothing. */
  observe(row: number, share: number): void {
    if (share !== share) return;
    this.shares[row] = share;
    const reached = share >= this.threshold;
    this.#streaks[row] = reached ? this.#streaks[row]! + 1 : 0;
    if (!reached) this.#broken[row] = 1;
  }

  get state(): RowStreaksState {
    return { shares: this.shares.slice(), streaks: this.#streaks.slice(), broken: this.#broken.slice() };
  }

  putTo({ shares, streaks, broken }: RowStreaksState): void {
    this.shares.set(shares);
    this.#streaks.set(streaks);
    this.#broken.set(broken);
  }

  /** The first row that at least so many inspections, up to the last, found there; -1 if there is none. */
  first(inspections: number): number {
    return this.#streaks.findIndex((streak) => streak >= inspections);
  }

  /** Whether at least so many inspections, up to the last, found the row there. */
  holds(row: number, inspections: number): boolean {
    return this.#streaks[row]! >= inspections;
  }

  /** Whether every inspection of the row found it there. */
  always(row: number): boolean {
    return this.#broken[row] === 0;
  }

  /** The largest share of all; NaN if nothing was inspected. */
  get largest(): number {
    return this.shares.reduce((most, share) => (share > most || most !== most ? share : most), NaN);
  }
}
