/** @file Rows to predict: features without a target, from a CSV file or a NumPy array. */
import { InputError } from '../findings/input-error.ts';
import { elementCount } from '../tensor/shape.ts';
import type { Decimal } from './csv/cell.ts';
import { readFeaturesCsv } from './csv/features-csv.ts';
import { isNpy, readNpy } from './npy.ts';

/** What the network takes. */
export interface ExpectedFeatures {
  /** Numbers in a row. */
  readonly width: number;
  /** The names of the columns that it was trained on; empty for pictures. */
  readonly columns: readonly string[];
  /** As its data wrote fractions; a point unless told. */
  readonly decimal?: Decimal;
}

export interface Features {
  readonly rows: number;
  /** Row-major, rows × width; not scaled. */
  readonly values: Float32Array;
}

/** @throws InputError if the file is broken or its rows have another width. */
export function readFeatures(data: string, bytes: Uint8Array, expected: ExpectedFeatures): Features {
  return isNpy(bytes) ? readFeaturesNpy(data, bytes, expected) : readFeaturesCsv(data, bytes, expected);
}

/** The first axis counts rows and the others are flattened; an array of one axis is one row, or a column for a width of 1. */
function readFeaturesNpy(data: string, bytes: Uint8Array, { width }: ExpectedFeatures): Features {
  const { shape, values } = readNpy(data, bytes);
  const rowShape = shape.length === 1 && width > 1 ? shape : shape.slice(1);
  const got = elementCount(rowShape);
  if (got !== width) throw new InputError('data_features_width', { data, got, expected: width });
  const rows = values.length / width;
  if (rows === 0) throw new InputError('data_empty', { data });
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    throw new InputError('data_npy_non_finite', {
      data,
      row: Math.floor(bad / width) + 1,
      column: (bad % width) + 1,
      got: String(values[bad]),
    });
  return { rows, values };
}
