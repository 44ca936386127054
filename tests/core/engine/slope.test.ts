import { expect, test } from 'vitest';
import { slopeOf, type Slope } from '../../../core/engine/slope.ts';

function slope(at: (distance: number) => number, tolerance = 1e-7, noise = 1e-15): Slope {
  const generator = slopeOf({ at, atZero: at(0), noise }, tolerance);
  for (;;) {
    const { done, value } = generator.next();
    if (done) return value;
  }
}

test('the slope of a smooth function is found within the tolerance', () => {
  expect(slope(Math.exp)).toBeCloseTo(1, 7);
  expect(slope((x) => Math.sin(3 * x + 1))).toBeCloseTo(3 * Math.cos(1), 7);
  expect(slope((x) => 1 / (1 + Math.exp(-5 * x)))).toBeCloseTo(1.25, 7);
});

test('a function that hardly moves is looked at from farther away, and its slope has all the digits that there are', () => {
  const found = slope((x) => 0.7 + 1e-8 * Math.sin(x), 1e-13, 2e-16);
  expect(Math.abs((found as number) / 1e-8 - 1)).toBeLessThan(1e-5);
});

test('a kink at 0, beside it or farther within reach is told, whichever way it opens', () => {
  const relu = (x: number) => Math.max(0, x);
  for (const at of [0, 1e-8, -2e-8]) expect(slope((x) => 1 + relu(x - at))).toBe('kink');
  expect(slope((x) => 1 - Math.abs(x))).toBe('kink');
});

test('a kink that a narrower look leaves out does no harm', () => {
  expect(slope((x) => x + Math.max(0, x - 2e-6))).toBeCloseTo(1, 6);
});

test('what moves less than it is uncertain has no slope to be seen', () => {
  expect(slope((x) => 0.7 + 1e-17 * x, 1e-21, 1e-16)).toBe('faint');
});

test('beside what is not finite there is no slope', () => {
  expect(slope((x) => (x > 0 ? NaN : x))).toBe('kink');
});
