import { expect, test } from 'vitest';
import { HISTOGRAM_BINS, type Picture } from '../../../core/telemetry/picture.ts';
import { cellWords, deadWords, indexOf, pictureWords, poolText, unitWords } from '../../../renderer/panels/picture-words.ts';

function picture(changes: Partial<Picture> = {}): Picture {
  return {
    node: 'n1',
    quantity: 'gradient',
    tensor: 'fc1.weight',
    shape: [4, 6],
    extent: [4, 6],
    cells: [2, 3],
    pool: 'max',
    values: Float32Array.of(0.5, -2, 0, 0.25, 1e-9, Infinity),
    places: Int32Array.of(7, 2, 4, 18, 15, 23),
    units: { along: 'rows', norms: Float32Array.of(1, 3, 0, 2), dead: Uint8Array.of(0, 0, 1, 0) },
    histogram: { counts: new Uint32Array(HISTOGRAM_BINS), zeros: 0, nonFinite: 0 },
    ...changes,
  };
}

test('a pooled cell names the number that it shows, and among how many it is the largest', () => {
  expect(cellWords(picture(), 0, 1)).toBe('fc1.weight[0, 2] = −2 · largest of 2 × 2');
  expect(cellWords(picture(), 0, 0)).toBe('fc1.weight[1, 1] = 0.5 · largest of 2 × 2');
  expect(cellWords(picture(), 1, 2)).toBe('fc1.weight[3, 5] = not finite · largest of 2 × 2');
});

test('a cell of a single number is just that number', () => {
  const single = picture({ cells: [4, 6], values: Float32Array.from({ length: 24 }, (_, at) => at), places: null });
  expect(cellWords(single, 3, 2)).toBe('fc1.weight[3, 2] = 20');
  expect(poolText(single)).toBe('4 × 6 · each cell is one number');
});

test('a mean says from which number to which it is', () => {
  const mean = picture({ pool: 'mean', places: null, values: Float32Array.of(1, 2, 3, 4, 5, 6) });
  expect(cellWords(mean, 1, 2)).toBe('fc1.weight, mean magnitude from [2, 4] to [3, 5]: 6 · 2 × 2');
  expect(poolText(mean)).toBe('4 × 6 · mean of 2 × 2');
});

test('cells that do not come out even say so', () => {
  expect(poolText(picture({ extent: [64, 784], cells: [64, 280] }))).toBe('64 × 784 · largest of 1 × 2–3');
});

test('places are indices of the tensor: a matrix, a vector, outputs of images, kernels as tiles', () => {
  expect(indexOf({ shape: [4, 6], extent: [4, 6] }, 3, 5)).toEqual([3, 5]);
  expect(indexOf({ shape: [6], extent: [1, 6] }, 0, 5)).toEqual([5]);
  expect(indexOf({ shape: [6], extent: [6, 1] }, 5, 0)).toEqual([5]);
  expect(indexOf({ shape: [32, 3, 4, 5], extent: [32, 60] }, 7, 26)).toEqual([7, 1, 1, 1]);
  expect(indexOf({ shape: [8, 3, 5, 5], extent: [40, 15] }, 12, 9)).toEqual([2, 1, 2, 4]);
});

test('the units of a row of cells are told with their norm, and which are dead', () => {
  expect(unitWords(picture(), 1, 0)).toBe('units 2 to 3 · largest norm 2.000 · 1 dead');
  const single = picture({ cells: [4, 6] });
  expect(unitWords(single, 2, 0)).toBe('unit 2 · norm 0 · dead on this batch');
  expect(unitWords(single, 1, 5)).toBe('unit 1 · norm 3.000');
  expect(deadWords(picture())).toBe('1 of 4 units are dead on this batch');
  expect(deadWords(picture({ units: { along: 'rows', norms: Float32Array.of(1), dead: Uint8Array.of(0) } }))).toBeNull();
});

test('the whole is described: step, tensor, middle, largest, zeros, what is not finite, and dead units', () => {
  const counts = new Uint32Array(HISTOGRAM_BINS);
  counts[52] = 14; // 10^-3 … 10^-2.75
  counts[60] = 4;
  const words = pictureWords(picture({ histogram: { counts, zeros: 5, nonFinite: 1 } }), 1204);
  expect(words).toBe(
    'Step 1,204. |∂L/∂W| of fc1.weight, 4 × 6 numbers. Median magnitude about 1e−3, nine tenths above 0 and nine tenths below 1e−1. ' +
      'Largest: fc1.weight[0, 2] = −2 · largest of 2 × 2. Exactly zero: 21 %. Numbers that are not finite: 1. 1 of 4 units are dead on this batch.',
  );
});
