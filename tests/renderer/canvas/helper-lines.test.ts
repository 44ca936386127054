import { describe, expect, test } from 'vitest';
import { lineUp } from '../../../renderer/canvas/helper-lines.ts';
import type { Box } from '../../../renderer/editing/box.ts';

const block = (x: number, y: number, width = 132, height = 60): Box => ({ position: [x, y], size: [width, height] });

describe('what lines up while something is moved', () => {
  test('an edge snaps to the edge of what stands near, and a line runs along both', () => {
    const { x, y, lines } = lineUp(block(300, 4), [block(0, 0)], 6);
    expect([x, y]).toEqual([null, -4]);
    expect(lines).toEqual([{ from: [-8, 0], to: [440, 0], gap: false }]);
  });

  test('the middle of a high thing snaps to the middle of a low one', () => {
    const { y, lines } = lineUp(block(300, -31, 132, 120), [block(0, 0)], 6);
    expect(y).toBe(1);
    expect(lines).toEqual([{ from: [-8, 30], to: [440, 30], gap: false }]);
  });

  test('both axes snap at once, and each line is drawn where the thing then stands', () => {
    const { x, y, lines } = lineUp(block(302, 97), [block(0, 100), block(300, 300)], 6);
    expect([x, y]).toEqual([-2, 3]);
    expect(lines).toEqual([
      { from: [300, 92], to: [300, 368], gap: false },
      { from: [-8, 100], to: [440, 100], gap: false },
    ]);
  });

  test('nothing snaps beyond its reach, nor to what is far away', () => {
    expect(lineUp(block(300, 7), [block(0, 0)], 6)).toEqual({ x: null, y: null, lines: [] });
    expect(lineUp(block(5000, 2), [block(0, 0)], 6).y).toBeNull();
  });

  test('between two of a row it stands where both gaps are equal', () => {
    const { x, lines } = lineUp(block(203, 0), [block(0, 0), block(400, 0)], 6);
    expect(x).toBe(-3);
    expect(lines.filter(({ gap }) => gap)).toEqual([
      { from: [132, 30], to: [200, 30], gap: true },
      { from: [332, 30], to: [400, 30], gap: true },
    ]);
  });

  test('after two of a row it stands as far from the last as that from the one before', () => {
    const { x, lines } = lineUp(block(395, 0), [block(0, 0), block(196, 0)], 6);
    expect(x).toBe(-3);
    expect(lines.filter(({ gap }) => gap)).toEqual([
      { from: [132, 30], to: [196, 30], gap: true },
      { from: [328, 30], to: [392, 30], gap: true },
    ]);
  });
});
