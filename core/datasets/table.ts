/** @file What a network learns from: rows of numbers with a target each. */
import type { Shape } from '../tensor/shape.ts';

export interface Table {
  /** For people: "spiral", "iris.csv". */
  readonly name: string;
  readonly rows: number;
  /** The shape of one row as a network takes it: [2], [784]. */
  readonly shape: Shape;
  /** Row-major, rows × elementCount(shape). */
  readonly features: Float32Array;
  /** rows × targetWidth: the class index (classification, targetWidth 1) or the values (regression). */
  readonly targets: Float32Array;
  readonly targetWidth: number;
  readonly task: 'classification' | 'regression';
  /** Names of the classes in the order of their index; empty for regression. */
  readonly classes: readonly string[];
  /** Names of the feature columns; empty for pictures. */
  readonly columns: readonly string[];
  /** Height and width if a row is a grey picture. */
  readonly picture: readonly [number, number] | null;
}

/** Per column, x' = (x - offset) / scale, fitted on the training rows; what predict must apply to new rows. */
export interface Scaling {
  readonly offset: Float32Array;
  readonly scale: Float32Array;
}

/** A table split and scaled, ready to train on. */
export interface Data {
  readonly train: Table;
  readonly validation: Table;
  readonly scaling: Scaling | null;
}
