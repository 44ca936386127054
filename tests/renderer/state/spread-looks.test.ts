import { expect, test } from 'vitest';
import { withLook } from '../../../renderer/state/spread-looks.ts';

const steps = (order: readonly number[], most: number) =>
  order.reduce<readonly { step: number }[]>((seen, step) => withLook(seen, { step }, most), []).map(({ step }) => step);

test('looks are kept in the order of their steps, however they came', () => {
  expect(steps([5, 9, 2, 7], 10)).toEqual([2, 5, 7, 9]);
});

test('of one step the newer look is kept', () => {
  const newer = { step: 5, histogram: 'newer' };
  expect(
    withLook(
      [
        { step: 5, histogram: 'older' },
        { step: 6, histogram: '' },
      ],
      newer,
      10,
    ),
  ).toEqual([newer, { step: 6, histogram: '' }]);
});

test('a thousand looks leave forty that are spread over the whole run', () => {
  const kept = steps(
    Array.from({ length: 1000 }, (_, index) => index + 1),
    40,
  );
  expect(kept).toHaveLength(40);
  expect([kept[0], kept.at(-1)]).toEqual([1, 1000]);
  const gaps = kept.slice(1).map((step, index) => step - kept[index]!);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(64);
});

test('a look back stays, however many there are', () => {
  const all = Array.from({ length: 100 }, (_, index) => 10 * index);
  expect(steps([...all, 503], 40)).toContain(503);
});
