/** @file Bringing feature columns to a common size, by what the training rows alone show. */
import { elementCount } from '../tensor/shape.ts';
import type { Scaling, Table } from './table.ts';

export const SCALES = ['none', 'standardise', 'unit'] as const;
export type Scale = (typeof SCALES)[number];

export const scaleSetting = (standard: Scale) =>
  ({
    kind: 'choice',
    default: standard,
    choices: SCALES,
    help: {
      en: '"standardise" brings every column to mean 0 and deviation 1, "unit" to the range from 0 to 1, as measured on the training rows; "none" leaves the numbers as they are.',
      hi: '"standardise" हर column को mean 0 और deviation 1 पर लाता है, "unit" 0 से 1 की range में; दोनों केवल training rows से नापे जाते हैं। "none" numbers को जैसा है वैसा छोड़ देता है।',
    },
  }) as const;

export type ScaleSetting = ReturnType<typeof scaleSetting>;

/**
 * Offset and scale of each column from `train`: mean and deviation (biased, as scikit-learn's StandardScaler) or minimum
 * and range. A constant column gets scale 1, so that it becomes 0 and stays finite. Null for "none".
 */
export function fitScaling(train: Table, scale: Scale): Scaling | null {
  switch (scale) {
    case 'none':
      return null;
    case 'standardise':
      return fitStandard(train);
    case 'unit':
      return fitUnit(train);
    default:
      return scale satisfies never;
  }
}

function fitStandard({ features, rows, shape }: Table): Scaling {
  const width = elementCount(shape);
  const mean = new Float64Array(width);
  const square = new Float64Array(width);
  for (let i = 0; i < features.length; i++) mean[i % width]! += features[i]! / rows;
  for (let i = 0; i < features.length; i++) square[i % width]! += (features[i]! - mean[i % width]!) ** 2 / rows;
  // A constant column's mean is off by rounding, so its deviation is a few ulp rather than 0: numbers of float32 have 24 bits.
  const isConstant = (column: number) => square[column]! <= (Math.abs(mean[column]!) * 2 ** -24) ** 2;
  return {
    offset: Float32Array.from(mean),
    scale: Float32Array.from(square, (variance, column) => (isConstant(column) ? 1 : Math.sqrt(variance))),
  };
}

function fitUnit({ features, shape }: Table): Scaling {
  const width = elementCount(shape);
  const low = new Float32Array(width).fill(Infinity);
  const high = new Float32Array(width).fill(-Infinity);
  for (let i = 0; i < features.length; i++) {
    const column = i % width;
    if (features[i]! < low[column]!) low[column] = features[i]!;
    if (features[i]! > high[column]!) high[column] = features[i]!;
  }
  return { offset: low, scale: high.map((value, column) => (value > low[column]! ? value - low[column]! : 1)) };
}

/** x' = (x - offset) / scale, in place, row after row. */
export function applyScaling(features: Float32Array, { offset, scale }: Scaling): void {
  const width = offset.length;
  for (let i = 0; i < features.length; i++) features[i] = (features[i]! - offset[i % width]!) / scale[i % width]!;
}
