import { afterEach, beforeAll, expect, test } from 'vitest';
import type { ConfusionCounts, Samples, Surface, Units } from '../../../core/telemetry/data-look.ts';
import { setLocale } from '../../../renderer/language/generated/runtime.js';
import { lookWords } from '../../../renderer/panels/look-words.ts';
import { isWrong, sampleText } from '../../../renderer/panels/sample-words.ts';
import { surfaceOf } from '../../../renderer/panels/surface-of.ts';
import { fetchMessages } from '../../../renderer/language/said.ts';

beforeAll(() => fetchMessages('hi'));

afterEach(() => setLocale('en', { reload: false }));

const nameOf = (node: string) => (node === 'n1' ? 'relu1' : node);
const plane = { cells: 2, columns: ['x', 'y'], x: [0, 1], y: [0, 1] } as const;
const points = { places: new Float32Array(0), targets: new Float32Array(0), train: 0, range: [-1, 2] } as const;

function surface(change: Partial<Surface>): Surface {
  const values = Float32Array.of(0.9, 0.8, 0.7, 0.4, 0.1, 0.2, 0.3, 0.6);
  return { kind: 'surface', plane, shows: 'probability', unit: null, classes: ['a', 'b'], values, points, ...change };
}

function confusion(counts: readonly number[], lost = 0): ConfusionCounts {
  return { kind: 'confusion', of: 'validation', classes: ['4', '9'], counts: Uint32Array.from(counts), lost };
}

test('the plane is told by how much of it each class has, and how probable what is predicted is', () => {
  expect(lookWords(surface({}), 1204, nameOf)).toBe(
    'Step 1,204. Of the plane, the network predicts a on 75 % and b on 25 %; with a mean probability of 75 %.',
  );
});

test('what is not finite is told, in part and as a whole', () => {
  const values = Float32Array.of(NaN, 0.8, 0.7, 0.4, NaN, 0.2, 0.3, 0.6);
  expect(lookWords(surface({ values }), 1, nameOf)).toMatch(/On 25 % of the plane what it puts out is not finite\.$/);
  expect(lookWords(surface({ values: values.map(() => NaN) }), 1, nameOf)).toBe(
    'Step 1. What the network puts out is not finite anywhere.',
  );
});

test('a unit is told by its lowest and highest output and where it is off', () => {
  const unit = { node: 'n1', index: 2, of: 8 };
  const told = lookWords(surface({ shows: 'unit', unit, values: Float32Array.of(0, 0, 0.5, 2) }), 7, nameOf);
  expect(told).toBe('Step 7. unit 2 of relu1: from 0 to 2.000 over the plane. Exactly zero on 50 % of it.');
});

test('of several units those are named that say the same everywhere', () => {
  const units: Units = {
    ...{ kind: 'units', plane, node: 'n1', first: 16, of: 18 },
    values: [Float32Array.of(0, 1, 2, 3), Float32Array.of(0, 0, 0, 0)],
  };
  expect(lookWords(units, 3, nameOf)).toBe(
    'Step 3. Units 16 to 17 of 18 of relu1, all on the scale from −5 to 5. The same everywhere: 17.',
  );
});

test('a confusion is told by how many are right and what is most often taken for what', () => {
  expect(lookWords(confusion([27, 3, 1, 29]), 40, nameOf)).toBe(
    'Step 40. 93.3 % of 60 validation rows right. Most often 4 is taken for 9 (3 of 30).',
  );
  expect(lookWords(confusion([30, 0, 0, 30]), 40, nameOf)).toBe('Step 40. 100.0 % of 60 validation rows right.');
  expect(lookWords(confusion([30, 0, 0, 20], 10), 40, nameOf)).toMatch(/^Step 40\. 83\.3 % of 60 .* 10 rows have no prediction/);
});

test('words are said in the language of the page', () => {
  setLocale('hi', { reload: false });
  expect(lookWords(confusion([27, 3, 1, 29]), 40, nameOf)).toMatch(/60 validation rows में से 93\.3 % सही/);
});

const samples: Samples = {
  ...{ kind: 'samples', of: 'validation', only: 'all', total: 3, right: 1, rows: 3, first: 0, count: 3, width: 1 },
  ...{ picture: null, columns: ['x'], classes: ['4', '9'], places: Uint32Array.of(0, 1, 2), inputs: Float32Array.of(1, 2, 3) },
  targets: Float32Array.of(0, 0, 1),
  predicted: Float32Array.of(0, 1, NaN),
  probabilities: Float32Array.of(0.9, 0.1, 0.3, 0.7, NaN, NaN),
};

test('a row says what it is, what it is taken for and how surely; one without a prediction is wrong', () => {
  expect([0, 1, 2].map((index) => isWrong(samples, index))).toEqual([false, true, true]);
  expect([0, 1, 2].map((index) => sampleText(samples, index))).toEqual([
    '4, rightly predicted with 90.0 %',
    '4, wrongly taken for 9 with 70.0 %',
    '9, without a prediction: what came out is not finite',
  ]);
  const numbers = { ...samples, classes: [], right: NaN };
  expect(isWrong(numbers, 1)).toBe(false);
  expect(sampleText(numbers, 1)).toBe('true 0, predicted 1.000');
});

test('the scale of numbers is that of the targets, of a unit a round one around zero that small changes leave as it is', () => {
  expect(surfaceOf(surface({ shows: 'value', classes: [], values: new Float32Array(4) }), nameOf).meaning).toMatchObject({
    low: -1,
    high: 2,
  });
  const unit = { node: 'n1', index: 0, of: 8 };
  const scaleOf = (high: number) => surfaceOf(surface({ shows: 'unit', unit, values: Float32Array.of(0, 0, 0, high) }), nameOf).meaning;
  expect(scaleOf(1.3)).toMatchObject({ low: -2, high: 2 });
  expect(scaleOf(1.4)).toEqual(scaleOf(1.3));
});
