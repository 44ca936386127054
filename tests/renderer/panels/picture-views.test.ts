import { expect, test } from 'vitest';
import { QUANTITIES } from '../../../core/telemetry/picture.ts';
import { pictureScale, quantitiesOf, shownQuantity } from '../../../renderer/panels/picture-views.ts';

const linear = { weight: 3, flow: { kind: 'weights', std: 0.1, fanIn: 4, fanOut: 4 } } as const;
const relu = { weight: null, flow: { kind: 'activation', slopeSquare: 0.5, square: 0.5, variance: 0.34, gain: 1.4 } } as const;
const dropout = { weight: null, flow: { kind: 'dropout', p: 0.5 } } as const;

test('a block is looked at for what it has', () => {
  expect(quantitiesOf(linear)).toEqual(['gradient', 'weight', 'update', 'activation', 'signal']);
  expect(quantitiesOf(relu)).toEqual(['activation', 'pre_activation', 'signal']);
  expect(quantitiesOf(dropout)).toEqual(['activation', 'signal']);
});

test('what a block does not have is shown by what is nearest to it', () => {
  for (const row of [linear, relu, dropout])
    for (const chosen of QUANTITIES) {
      const shown = shownQuantity(chosen, quantitiesOf(row));
      expect(quantitiesOf(row)).toContain(shown);
      if (quantitiesOf(row).includes(chosen)) expect(shown).toBe(chosen);
    }
});

test('the scale of gradients is the same for every picture; that of weights goes with the largest', () => {
  expect(pictureScale('gradient', 'max', 0.001)).toMatchObject({ low: -8, high: 2 });
  expect(pictureScale('gradient', 'mean', 50)).toMatchObject({ low: -8, high: 2 });
  expect(pictureScale('weight', 'max', 0.5)).toMatchObject({ low: -0.5, high: 0.5 });
  expect(pictureScale('weight', 'mean', 0.5)).toMatchObject({ low: 0, high: 0.5 });
});

test('the legend begins and ends with the scale, and is in its order', () => {
  for (const quantity of QUANTITIES)
    for (const pool of ['max', 'mean'] as const) {
      const { ticks, low, high } = pictureScale(quantity, pool, 2);
      expect([ticks[0], ticks.at(-1)]).toEqual([low, high]);
      expect(ticks.toSorted((a, b) => a - b)).toEqual(ticks);
    }
});
