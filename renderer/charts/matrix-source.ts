/**
 * @file What a matrix is drawn from: its numbers, at no more cells than there is room for, and the scale they are shown on. Three
 * numbers are not on it: NaN is "not computed", 0 is an exact zero, Infinity is whatever is not finite.
 */
import type { HeatScale } from './heat-source.ts';

export interface Matrix {
  /** Numbers of the matrix itself, before they were pooled. */
  readonly extent: readonly [rows: number, columns: number];
  readonly cells: readonly [rows: number, columns: number];
  /** Row after row. */
  readonly values: Float32Array<ArrayBuffer>;
}

export interface MatrixScale extends HeatScale {
  /** Whether the scale is of the numbers or of the logarithm (base ten) of their magnitude. */
  readonly of: 'number' | 'logarithm';
  /** The number, or the logarithm, that is 0 on the scale. */
  readonly origin: number;
}

/** A number for each unit, along the rows or the columns of the matrix. */
export interface UnitNumbers {
  readonly along: 'rows' | 'columns';
  readonly norms: Float32Array<ArrayBuffer>;
  /** 1 of a unit that no gradient passes through. */
  readonly dead: Uint8Array<ArrayBuffer>;
}

/** What of `extent` numbers the cell `index` of `cells` stands for: from, and up to but without. */
export function shareOf(index: number, cells: number, extent: number): readonly [from: number, to: number] {
  return [Math.floor((index * extent) / cells), Math.floor(((index + 1) * extent) / cells)];
}
