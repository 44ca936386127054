import { expect, test } from 'vitest';
import { unitStrip } from '../../../renderer/charts/unit-strip.ts';

const units = (norms: number[], dead: number[]) => ({
  along: 'rows' as const,
  norms: Float32Array.from(norms),
  dead: Uint8Array.from(dead),
});

test('where there is room every unit has a bar', () => {
  expect(unitStrip(units([1, 2, 0], [0, 0, 1]), 100)).toEqual({ norms: Float32Array.of(1, 2, 0), dead: Uint8Array.of(0, 0, 1) });
});

test('where there is not, a bar has the largest norm of its units, and no dead one is lost', () => {
  const strip = unitStrip(units([1, 5, 2, 3, 0, 1], [0, 0, 0, 0, 1, 0]), 3);
  expect([...strip.norms]).toEqual([5, 3, 1]);
  expect([...strip.dead]).toEqual([0, 0, 1]);
});

test('a norm that is not finite stands out among others', () => {
  expect([...unitStrip(units([1, NaN, 2, Infinity], [0, 0, 0, 0]), 2).norms]).toEqual([Infinity, Infinity]);
});
