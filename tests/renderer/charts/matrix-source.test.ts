import { expect, test } from 'vitest';
import { shareOf } from '../../../renderer/charts/matrix-source.ts';

test('cells share out all numbers, none twice, and differ by one at most', () => {
  for (const [cells, extent] of [
    [280, 784],
    [64, 64],
    [7, 10],
    [1, 5],
  ] as const) {
    const shares = Array.from({ length: cells }, (_, index) => shareOf(index, cells, extent));
    expect(shares[0]![0]).toBe(0);
    expect(shares.at(-1)![1]).toBe(extent);
    for (const [index, [from, to]] of shares.entries()) {
      if (index > 0) expect(from).toBe(shares[index - 1]![1]);
      expect([Math.floor(extent / cells), Math.ceil(extent / cells)]).toContain(to - from);
    }
  }
});
