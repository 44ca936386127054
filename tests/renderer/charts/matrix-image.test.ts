import { expect, test } from 'vitest';
import { MatrixImage } from '../../../renderer/charts/matrix-image.ts';
import { HEAT_STEPS, NO_COLOUR } from '../../../renderer/theme/heat.ts';
import { pictureScale } from '../../../renderer/panels/picture-views.ts';

/** Entry i is i + 1, so that a pixel tells its index; the entry without a colour is 0. */
const table = Uint32Array.from({ length: HEAT_STEPS + 1 }, (_, index) => (index === NO_COLOUR ? 0 : index + 1));
const LAST = HEAT_STEPS - 1;

function painted(values: number[], ...scale: Parameters<typeof pictureScale>): { image: MatrixImage; indices: number[] } {
  const image = new MatrixImage(values.length, 1);
  image.paint(Float32Array.from(values), pictureScale(...scale), table);
  return { image, indices: [...image.pixels].map((pixel) => pixel - 1) };
}

test('a gradient is shown by the decade of its magnitude, whatever its sign, between 10⁻⁸ and 10²', () => {
  const { indices } = painted([1e-8, -1e-8, 1e-3, -1e-3, 100, -1e9, 1e-30], 'gradient', 'max', 1);
  expect(indices).toEqual([0, 0, LAST / 2, LAST / 2, LAST, LAST, 0]);
});

test('an update is shown by how many decades it is from a thousandth of the weight', () => {
  const { indices } = painted([1e-3, -1e-3, 1e-6, 1, 1e-4], 'update', 'max', 1);
  expect(indices).toEqual([LAST / 2, LAST / 2, 0, LAST, Math.round((2 / 6) * LAST)]);
});

test('a weight is shown with its sign, as a share of the end of the scale', () => {
  const { indices } = painted([-0.5, 0.5, 0.25, -0.25, 9], 'weight', 'max', 0.5);
  expect(indices).toEqual([0, LAST, Math.round(0.75 * LAST), Math.round(0.25 * LAST), LAST]);
});

test('a mean magnitude has the whole scale above zero', () => {
  expect(painted([1, 0.5, 0.25], 'activation', 'mean', 1).indices).toEqual([LAST, LAST / 2, Math.round(LAST / 4)]);
});

test('zero, what is not finite and what is not computed have no colour, and the first two a mask each', () => {
  const { image } = painted([0, Infinity, -Infinity, NaN, -0, 1], 'weight', 'max', 1);
  expect([...image.pixels].map((pixel) => pixel > 0)).toEqual([false, false, false, false, false, true]);
  expect([...image.zero].map(Boolean)).toEqual([true, false, false, false, true, false]);
  expect([...image.nonFinite].map(Boolean)).toEqual([false, true, true, false, false, false]);
  expect([image.hasZero, image.hasNonFinite]).toEqual([true, true]);
});

test('masks are clear again in the next picture', () => {
  const image = new MatrixImage(2, 1);
  image.paint(Float32Array.of(0, Infinity), pictureScale('gradient', 'max', 1), table);
  image.paint(Float32Array.of(1, 1), pictureScale('gradient', 'max', 1), table);
  expect([...image.zero, ...image.nonFinite]).toEqual([0, 0, 0, 0]);
  expect([image.hasZero, image.hasNonFinite]).toEqual([false, false]);
});
