/** @file Arbitrary weights of every shape, with numbers of every kind. */
import fc from 'fast-check';

const number = fc.oneof(fc.float({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(0, -0, Infinity, NaN));
export const shape = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 30 })),
  fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 })),
  fc.tuple(...([6, 6, 5] as const).map((max) => fc.integer({ min: 1, max }))),
  fc.tuple(...([5, 5, 4, 4] as const).map((max) => fc.integer({ min: 1, max }))),
);
/** Of a weight, with its numbers. */
export const tensor = shape.chain((extents) => {
  const size = extents.reduce((product, each) => product * each, 1);
  return fc.record({
    shape: fc.constant(extents as readonly number[]),
    numbers: fc.array(number, { minLength: size, maxLength: size }).map((values) => Float32Array.from(values)),
  });
});
