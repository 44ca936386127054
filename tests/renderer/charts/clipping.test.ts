import { expect, test } from 'vitest';
import { clippedStretches, type Clipped } from '../../../renderer/charts/clipping.ts';
import { pixelColumns } from '../../../renderer/charts/pixel-columns.ts';

function stretches(columns: readonly Clipped[], pixels: number) {
  const shares = pixelColumns({ axis: 'linear', first: 1, last: columns.length }, pixels, (column) => column + 1, columns.length);
  return clippedStretches(shares, { of: (column) => columns[column]!, readout: () => '' });
}

test('neighbours that show the same are one stretch, and what was never clipped is none', () => {
  expect(stretches([0, 2, 2, 1, 0], 5)).toEqual([
    { from: 1, to: 3, clipped: 2 },
    { from: 3, to: 4, clipped: 1 },
  ]);
});

test('a pixel of several columns is clipped throughout only if each of them is', () => {
  expect(stretches([2, 2, 2, 0, 0, 0, 1, 2], 4)).toEqual([
    { from: 0, to: 1, clipped: 2 },
    { from: 1, to: 2, clipped: 1 },
    { from: 3, to: 4, clipped: 1 },
  ]);
});
