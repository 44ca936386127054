/** The extents of a tensor, outermost first. A batched tensor's shape leaves the batch out. */
export type Shape = readonly number[];

/** How many numbers a tensor of this shape holds; a scalar (`[]`) holds one. */
export function elementCount(shape: Shape): number {
  let count = 1;
  for (const extent of shape) count *= extent;
  return count;
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((extent, axis) => extent === b[axis]);
}

/** `[64, 512]`; a batched shape prints its batch as `B`: `[B, 512]`. */
export function printShape(shape: Shape, batched = false): string {
  return `[${[...(batched ? ['B'] : []), ...shape].join(', ')}]`;
}
