import { expect, test } from 'vitest';
import { constantLoss } from '../../../core/datasets/constant-loss.ts';
import type { Table } from '../../../core/datasets/table.ts';

function table(task: Table['task'], targets: number[], targetWidth = 1): Table {
  const rows = targets.length / targetWidth;
  const classes = task === 'classification' ? ['a', 'b', 'c', 'd'] : [];
  return {
    name: 't',
    rows,
    shape: [1],
    features: new Float32Array(rows),
    targets: Float32Array.from(targets),
    targetWidth,
    task,
    classes,
    columns: ['x'],
    picture: null,
  };
}

test('for classes it is the entropy of their shares in nats', () => {
  expect(constantLoss(table('classification', [0, 1, 2, 3]))).toBeCloseTo(Math.log(4), 12);
  expect(constantLoss(table('classification', [0, 0, 0, 1]))).toBeCloseTo(-0.75 * Math.log(0.75) - 0.25 * Math.log(0.25), 12);
});

test('for a regression it is the variance, the mean over the outputs', () => {
  expect(constantLoss(table('regression', [1, 2, 3, 4]))).toBeCloseTo(1.25, 12);
  expect(constantLoss(table('regression', [1, 10, 3, 10], 2))).toBeCloseTo(0.5, 12);
});
