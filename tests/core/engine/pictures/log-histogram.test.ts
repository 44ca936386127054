import fc from 'fast-check';
import { expect, test } from 'vitest';
import { logHistogram } from '../../../../core/engine/pictures/log-histogram.ts';
import { HISTOGRAM, HISTOGRAM_BINS } from '../../../../core/telemetry/picture.ts';
import { tensor } from '../../../helpers/any-tensor.ts';

const defined = (values: Iterable<number>) => [...values].filter((value) => !Number.isNaN(value)).map(Math.abs);

test('a histogram counts each number that is defined once, in the bin of its magnitude', () => {
  fc.assert(
    fc.property(tensor, ({ numbers }) => {
      const { counts, zeros, nonFinite } = logHistogram(numbers);
      const inBins = counts.reduce((sum, count) => sum + count, 0);
      expect(inBins + zeros + nonFinite).toBe(defined(numbers).length);
      const expected = new Array<number>(HISTOGRAM_BINS).fill(0);
      for (const value of defined(numbers)) {
        if (value === 0 || value === Infinity) continue;
        let bin = 0;
        while (bin < HISTOGRAM_BINS - 1 && value >= Math.fround(10 ** (HISTOGRAM.low + (bin + 1) / HISTOGRAM.perDecade))) bin += 1;
        expected[bin]! += 1;
      }
      expect([...counts]).toEqual(expected);
    }),
    { seed: 4 },
  );
});

test('a histogram has whole powers of ten at the edges of its bins', () => {
  const { counts } = logHistogram(Float32Array.of(1e-3, 1e-2, 0.1, 1, 10, 100));
  const filled = [...counts.entries()].filter(([, count]) => count > 0).map(([bin]) => bin / HISTOGRAM.perDecade + HISTOGRAM.low);
  expect(filled).toEqual([-3, -2, -1, 0, 1, 2]);
});
