import { expect, test } from 'vitest';
import { MagnitudeSteps } from '../../../renderer/charts/magnitude-steps.ts';
import { HEAT_STEPS, NO_COLOUR } from '../../../renderer/theme/heat.ts';

test('the step of any number is the one that its logarithm gives, and zero and what is not finite have no colour', () => {
  const steps = new MagnitudeSteps(-8, 2);
  const bits = new Uint32Array(1);
  const real = new Float32Array(bits.buffer);
  const wrong: number[] = [];
  const patterns = [0, 0x80000000, 0x7f800000, 0xff800000, 0x7fc00000, 1, 0x80000001];
  for (let draw = 1; draw < 200_000; draw++) patterns.push(Math.imul(draw, 2654435761) >>> 0);
  for (const pattern of patterns) {
    bits[0] = pattern;
    const magnitude = Math.abs(real[0]!);
    const exact = Math.round(((Math.log10(magnitude) + 8) / 10) * (HEAT_STEPS - 1));
    const step = magnitude > 0 && magnitude < Infinity ? Math.max(0, Math.min(HEAT_STEPS - 1, exact)) : NO_COLOUR;
    if (steps.stepOf(pattern) !== step) wrong.push(real[0]!);
  }
  expect(wrong).toEqual([]);
});
