/**
 * @file What a heatmap is drawn from. Rows are layers in depth order, columns are time. Charts know nothing of recordings:
 * whoever has one offers it in this form.
 *
 * A cell is a number on the source's scale; three cells are no numbers: NaN is "not computed", -Infinity is an exact zero
 * (the logarithm of one), +Infinity is a value that is not finite.
 */

export interface HeatRow {
  /** What a click on the row selects. */
  readonly id: string;
  readonly name: string;
  /** A CSS colour. */
  readonly colour: string;
}

export interface HeatScale {
  readonly kind: 'diverging' | 'magnitude' | 'warning';
  readonly low: number;
  readonly high: number;
  /** Nothing lies beyond its ends, because they go with what is shown. */
  readonly closed?: boolean;
  /** Where the legend has its numbers, low and high included. */
  readonly ticks: readonly number[];
  readonly tickText: (value: number) => string;
  /** A cell's number in words. */
  readonly valueText: (value: number) => string;
  /** What the numbers are, after the legend's bar: "decades from healthy". */
  readonly caption: string;
  /** What has to be known to read the numbers rightly, in a sentence. */
  readonly note?: string;
  /** What the middle of a diverging scale is called: "healthy". */
  readonly middle?: string;
}

/** A profile over the rows, on the source's scale; null where theory says nothing. */
export interface HeatProfile {
  readonly name: string;
  readonly values: readonly (number | null)[];
  /** The same, measured before the first step; null where it was not. */
  readonly start: { readonly name: string; readonly values: readonly (number | null)[] } | null;
}

/** What the rows are expected to show once there are columns, on the source's scale, by whoever knows best. */
export interface HeatForecast {
  /** Null in a row that nothing is known of. */
  readonly rows: readonly ({ readonly value: number; readonly measured: boolean; readonly text: string } | null)[];
  readonly predicted: readonly (number | null)[];
}

export interface HeatSource {
  readonly rows: readonly HeatRow[];
  readonly scale: HeatScale;
  readonly profile: HeatProfile | null;
  /** Drawn in place of cells while there are none. */
  readonly forecast: HeatForecast | null;
  /** A cell without a number shows the number before it: for what is measured only now and then. */
  readonly held: boolean;
  readonly columns: number;
  /** Recorded steps per column. */
  readonly stride: number;
  /** Grows by one from column to column, and stays with a column while the stride is the same. */
  idOf(column: number): number;
  firstStepOf(column: number): number;
  lastStepOf(column: number): number;
  /** Writes the cells of one column, one per row. */
  fill(column: number, out: Float32Array): void;
  /** One cell in words with its exact numbers. */
  readout(row: number, column: number): string;
}
