import { expect, test } from 'vitest';
import { MagnitudeSteps } from '../../../renderer/charts/magnitude-steps.ts';
import { HEAT_STEPS } from '../../../renderer/theme/heat.ts';

test('the step of any number is the one that its logarithm gives', () => {
  const steps = new MagnitudeSteps(-8, 2);
  const bits = new Uint32Array(1);
  const real = new Float32Array(bits.buffer);
  const wrong: number[] = [];
  for (let draw = 1; draw < 200_000; draw++) {
    bits[0] = Math.imul(draw, 2654435761);
    const [value, pattern] = [real[0]!, bits[0]];
    if (!Number.isFinite(value) || value === 0) continue;
    const exact = Math.round(((Math.log10(Math.abs(value)) + 8) / 10) * (HEAT_STEPS - 1));
    if (steps.stepOf(value, pattern) !== Math.max(0, Math.min(HEAT_STEPS - 1, exact))) wrong.push(value);
  }
  expect(wrong).toEqual([]);
});
