import type { Shape } from '../tensor/shape.ts';

/** `28×28`, as a block shows the numbers it gives per row; empty while they are not known. */
export function printExtents(shape: Shape | null | undefined): string {
  return shape?.join('×') ?? '';
}
