/** @file The moments that layers state of themselves, against numerical integration over a standard normal variable. */
import { expect, test } from 'vitest';
import { findLayer } from '../../../core/layers/index.ts';

/** E[f(z)], z ~ N(0, 1), by the midpoint rule on [-12, 12]; a kink at 0 falls between two points. */
function expectation(f: (z: number) => number): number {
  const steps = 240_000;
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    const z = -12 + (24 * (i + 0.5)) / steps;
    sum += f(z) * Math.exp((-z * z) / 2);
  }
  return (sum * 24) / steps / Math.sqrt(2 * Math.PI);
}

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

test.each([
  ['ReLU', {}, (z: number) => Math.max(z, 0), (z: number) => (z > 0 ? 1 : 0), Math.SQRT2],
  ['LeakyReLU', { negative_slope: 0.2 }, (z: number) => (z > 0 ? z : 0.2 * z), (z: number) => (z > 0 ? 1 : 0.2), Math.sqrt(2 / 1.04)],
  ['Sigmoid', {}, sigmoid, (z: number) => sigmoid(z) * (1 - sigmoid(z)), 1],
  ['Tanh', {}, Math.tanh, (z: number) => 1 - Math.tanh(z) ** 2, 5 / 3],
] as const)('%s states its true moments and the gain of torch.nn.init', (name, settings, value, slope, gain) => {
  const flow = findLayer(name)!.flow(settings, [[1]]);
  if (flow.kind !== 'activation') throw new Error(`an activation was expected, got ${flow.kind}`);
  const mean = expectation(value);
  const square = expectation((z) => value(z) ** 2);
  expect(flow.slopeSquare).toBeCloseTo(
    expectation((z) => slope(z) ** 2),
    8,
  );
  expect(flow.square).toBeCloseTo(square, 8);
  expect(flow.variance).toBeCloseTo(square - mean ** 2, 8);
  expect(flow.gain).toBeCloseTo(gain, 12);
});
