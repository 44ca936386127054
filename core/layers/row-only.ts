/** @file For layers that take rows of plain numbers, [I], and nothing of more axes. */
import { elementCount, type Shape } from '../tensor/shape.ts';
import type { Refusal } from './layer.ts';

export function refuseUnlessRow(shape: Shape): Refusal | null {
  if (shape.length === 1) return null;
  const flat = [elementCount(shape)];
  return {
    code: 'shape_mismatch',
    shapes: { given: shape, flat },
    numbers: { expected: 'clause:rows_of_one_axis', hint: 'clause:hint_flat' },
  };
}

/** As above, and `width` numbers in a row where the `setting` says how many; null leaves it to the wire. */
export function refuseUnlessWidth(shape: Shape, setting: 'in_features' | 'num_features', width: number | null): Refusal | null {
  if (shape.length !== 1 || width === null || shape[0] === width) return refuseUnlessRow(shape);
  return {
    code: 'shape_mismatch',
    shapes: { given: shape, expected: [width] },
    numbers: { hint: 'clause:hint_width', setting, width: shape[0]!, wanted: width },
  };
}
