import { expect, test } from 'vitest';
import type { Box } from '../../../renderer/editing/box.ts';
import { overlap } from '../../../renderer/editing/box.ts';
import { freeWay } from '../../../renderer/editing/free-place.ts';

const box = (x: number, y: number): Box => ({ position: [x, y], size: [132, 60] });
const moved = ({ position: [x, y], size }: Box, [right, down]: readonly [number, number]): Box => ({
  position: [x + right, y + down],
  size,
});

test('what is free is as wanted', () => expect(freeWay([box(0, 0)], [box(0, 200)], [40, 8])).toEqual([40, 8]));

test('what is not is as near to it as there is room, and all move by the same way', () => {
  const boxes = [box(0, 0), box(200, 0)];
  const others = [box(200, 0), box(0, 100), box(400, 50)];
  const way = freeWay(boxes, others, [0, 0]);
  for (const one of boxes) for (const other of others) expect(overlap(moved(one, way), other)).toBe(false);
  expect(Math.hypot(...way)).toBeLessThan(200);
});

test('nothing can be anywhere', () => expect(freeWay([], [box(0, 0)], [0, 0])).toEqual([0, 0]));
