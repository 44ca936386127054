/** @file For layers that take rows of plain numbers, [I], and nothing of more axes. */
import { elementCount, printShape, type Shape } from '../tensor/shape.ts';
import type { Refusal } from './layer.ts';

export function refuseUnlessRow(shape: Shape): Refusal | null {
  if (shape.length === 1) return null;
  const numbers = {
    given: printShape(shape),
    expected: 'clause:rows_of_one_axis',
    hint: 'clause:hint_flat',
    count: elementCount(shape),
  };
  return { code: 'shape_mismatch', numbers };
}
