import type { Operands } from '../../plan/step.ts';
import { offsetOf, sizeOf, type Pass } from './pass.ts';

/** y [R, size] = columns [column, column + size) of the rows order[first .. first + R) of the data set. */
export function gather(pass: Pass, { from, column, y }: Operands<'gather'>): void {
  const source = from === 'features' ? pass.features : pass.targets;
  const width = from === 'features' ? pass.featureWidth : pass.targetWidth;
  const size = sizeOf(pass, y);
  const to = offsetOf(pass, y);
  for (let row = 0; row < pass.rows; row++) {
    const start = pass.order[pass.first + row]! * width + column;
    for (let i = 0; i < size; i++) pass.arena[to + row * size + i] = source[start + i]!;
  }
}
