/** The largest difference of two tensors relative to the largest number of the expected one; NaN anywhere is an infinite error. */
export function relativeError(got: ArrayLike<number>, expected: ArrayLike<number>, floor = 1e-12): number {
  if (got.length !== expected.length) return Infinity;
  let difference = 0;
  let size = floor;
  for (let i = 0; i < expected.length; i++) {
    const error = Math.abs(got[i]! - expected[i]!);
    if (!(error <= difference)) difference = Number.isNaN(error) ? Infinity : error;
    size = Math.max(size, Math.abs(expected[i]!));
  }
  return difference / size;
}
