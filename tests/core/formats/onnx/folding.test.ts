import fc from 'fast-check';
import { expect, test } from 'vitest';
import { transposed } from '../../../../core/formats/onnx/folding.ts';
import { tensor } from '../../../helpers/onnx-model.ts';

/** The index of each number, taken apart and put together again. */
function plainly(shape: readonly number[], axes: readonly number[], values: ArrayLike<number>): number[] {
  const turned = axes.map((axis) => shape[axis]!);
  return Array.from(values, (_, to) => {
    const place = turned.map((extent, axis) => Math.floor(to / turned.slice(axis + 1).reduce((a, b) => a * b, 1)) % extent);
    const from = shape.reduce((index, extent, axis) => index * extent + place[axes.indexOf(axis)]!, 0);
    return values[from]!;
  });
}

test('axes change places, and each number goes with its indices', () => {
  const orders = fc.integer({ min: 0, max: 4 }).chain((rank) =>
    fc.record({
      shape: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: rank, maxLength: rank }),
      axes: fc.shuffledSubarray(
        Array.from({ length: rank }, (_, axis) => axis),
        { minLength: rank },
      ),
    }),
  );
  fc.assert(
    fc.property(orders, ({ shape, axes }) => {
      const given = tensor('W', shape);
      const { shape: turned, values } = transposed(given, axes);
      expect(turned).toEqual(axes.map((axis) => shape[axis]));
      expect([...values]).toEqual(plainly(shape, axes, given.values));
    }),
    { seed: 5 },
  );
});
