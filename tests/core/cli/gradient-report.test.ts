import { expect, test } from 'vitest';
import { gradientFacts, printGradients } from '../../../core/cli/gradient-report.ts';
import { printJson } from '../../../core/cli/report.ts';
import type { GradientCheck, LayerCheck } from '../../../core/telemetry/gradient-check.ts';

function layer(name: string, change: Partial<LayerCheck> = {}): LayerCheck {
  const worst = { tensor: `${name}.weight`, index: [3, 17], computed: 0.25, expected: 0.2500001 };
  return { node: name, name, passed: true, error: 4e-7, numbers: 8, directions: 4, kinks: 0, faint: 0, worst, ...change };
}

const sound: GradientCheck = { passed: true, finite: true, bound: 1e-4, largest: 4e-7, rows: 32, layers: [layer('fc1'), layer('head')] };

function off(change: Partial<LayerCheck>): GradientCheck {
  const wrong = { passed: false, error: 0.01, ...change };
  return { ...sound, passed: false, largest: wrong.error, layers: [layer('fc1', wrong), layer('fc2', wrong), layer('head')] };
}

test('true gradients are told with their largest error and where it is', () => {
  expect(printGradients('Spiral', sound, 12)).toBe(
    [
      'name  largest error at    error  numbers  directions  kinks  too faint',
      'fc1   fc1.weight[3, 17]    4e-7        8           4      0          0',
      'head  head.weight[3, 17]   4e-7        8           4      0          0',
      '',
      'Spiral: gradients are true to 4e-7 (step 12, 32 rows; 1e-4 passes)',
      '',
    ].join('\n'),
  );
});

test('of wrong ones the last layer is named, for errors grow on their way back, with both numbers', () => {
  const worst = { tensor: 'fc2.bias', index: null, computed: 1.01, expected: 1 };
  expect(printGradients('Spiral', off({ worst }), 0)).toContain(
    'Spiral: the gradient is wrong at fc2: fc2.bias along a direction is 1.01000, and differences of the loss give 1.00000 (step 0',
  );
});

test('a gradient that is no number is said to be none, and JSON has null for what is not finite', () => {
  const check = off({ error: Infinity, worst: { tensor: 'fc2.bias', index: [2], computed: NaN, expected: NaN } });
  expect(printGradients('Spiral', check, 0)).toMatch(/wrong at fc2: fc2\.bias\[2\] is NaN \(step 0/);
  const facts = JSON.parse(printJson(gradientFacts(check, 0)));
  expect(facts).toMatchObject({ passed: false, bound: 1e-4, largest_relative_error: null, rows: 32, step: 0 });
  expect(facts.layers[1]).toMatchObject({ name: 'fc2', passed: false, largest_relative_error: null, worst: { computed: null } });
});

test('where the forward pass lost its numbers, no layer is blamed', () => {
  const worst = { tensor: 'fc2.bias', index: [2], computed: NaN, expected: NaN };
  const check = { ...off({ error: Infinity, worst }), finite: false };
  expect(printGradients('Spiral', check, 0)).toContain(
    'Spiral: the forward pass becomes infinite or not a number, so there is no gradient',
  );
  expect(gradientFacts(check, 0)).toMatchObject({ passed: false, finite: false });
});

test('where nothing could be compared, that is said', () => {
  const blind = layer('fc1', { error: null, worst: null, numbers: 0, directions: 0, kinks: 12 });
  const check = { ...sound, largest: null, layers: [blind] };
  expect(printGradients('Zeros', check, 0)).toContain('Zeros: there is no gradient that could be compared (step 0, 32 rows; 1e-4 passes)');
});
