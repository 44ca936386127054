import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimal } from '../../../../core/formats/onnx/decimal.ts';

test('a setting that went through float32 is the decimal that it was', () => {
  for (const value of [0.1, 0.01, 1e-5, 1e-3, 0.2, 0.3, 0.9, 0.99, 0.125, 2, 0, -0.25, 1e30])
    expect(decimal(Math.fround(value))).toBe(value);
});

test('every float32 stays the float32 that it is', () => {
  fc.assert(
    fc.property(fc.float({ noNaN: true }), (value) => {
      // a minus before zero has no meaning in a setting
      expect(Math.fround(decimal(value)) + 0).toBe(value + 0);
    }),
    { seed: 5 },
  );
});
