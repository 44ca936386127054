import { expect, test } from 'vitest';
import type { Row } from '../../../core/plan/plan.ts';
import { QUANTITIES } from '../../../core/telemetry/picture.ts';
import { QUANTITIES_OF_INPUT, pictureScale, quantitiesOf, shownQuantity } from '../../../renderer/panels/picture-views.ts';

const FLOWS = {
  Linear: { kind: 'weights', std: 0.1, fanIn: 4, fanOut: 4 },
  ReLU: { kind: 'activation', slopeSquare: 0.5, square: 0.5, variance: 0.34, gain: 1.4 },
  Dropout: { kind: 'dropout', p: 0.5 },
} as const;

/** Layers one behind the other. */
const rows = (['Linear', 'ReLU', 'Dropout', 'Linear'] as const).map((layer, index): Row => ({
  ...{ node: `n${index}`, name: `n${index}`, layer, width: 4, depth: index, inspected: null, parameters: 0 },
  ...{ inputs: index === 0 ? [] : [index - 1], flow: FLOWS[layer], weight: layer === 'Linear' ? index : null },
}));

test('a block is looked at for what it has; what goes into the activation behind it is there as well', () => {
  expect(rows.map((_, row) => quantitiesOf(rows, row))).toEqual([
    ['gradient', 'weight', 'update', 'activation', 'pre_activation', 'signal'],
    ['activation', 'pre_activation', 'signal'],
    ['activation', 'signal'],
    ['gradient', 'weight', 'update', 'activation', 'signal'],
  ]);
});

test('what a block does not have is shown by what is nearest to it', () => {
  const all = [...rows.map((_, row) => quantitiesOf(rows, row)), QUANTITIES_OF_INPUT];
  for (const has of all)
    for (const chosen of QUANTITIES) {
      expect(has).toContain(shownQuantity(chosen, has));
      if (has.includes(chosen)) expect(shownQuantity(chosen, has)).toBe(chosen);
    }
  expect(shownQuantity('gradient', all[1]!)).toBe('signal');
  expect(shownQuantity('weight', all[2]!)).toBe('activation');
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
