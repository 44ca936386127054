import { expect, test } from 'vitest';
import type { CanvasNode } from '../../../renderer/canvas/flow.ts';
import { standingOf } from '../../../renderer/canvas/standing.ts';
import { wireCourse } from '../../../renderer/canvas/wire-path.ts';

const at = (id: string, x: number, y: number, type = 'block') => ({ id, type, position: { x, y }, data: {} }) as CanvasNode;

/** Blocks here and there, and in negative places too. */
const scattered = Array.from({ length: 300 }, (_, n) => at(`${n}`, ((n * 7919) % 5000) - 1500, ((n * 104729) % 3000) - 900));

test('every wire goes the way that it would go if it looked at every block', () => {
  const standing = standingOf(scattered, null, null);
  let bows = 0;
  for (let n = 0; n < 2000; n++) {
    const sourceX = ((n * 6151) % 4800) - 1400;
    const sourceY = ((n * 3571) % 2900) - 850;
    const ends = { sourceX, sourceY, targetX: sourceX - 200 + ((n * 499) % 1500), targetY: sourceY - 400 + ((n * 883) % 800) };
    const course = wireCourse(ends, standing.corners);
    if (!course.path.includes('C')) bows += 1;
    expect(wireCourse(ends, standing.near(ends))).toEqual(course);
  }
  expect(bows).toBeGreaterThan(100);
});

test('only blocks near the way are looked at', () => {
  const standing = standingOf(scattered, null, null);
  expect(standing.near({ sourceX: 0, sourceY: 0, targetX: 60, targetY: 0 }).length).toBeLessThan(30);
});

test('what stands where it stood is the same as before', () => {
  const before = standingOf(scattered, null, null);
  expect(standingOf([...scattered], null, before)).toBe(before);
  const moved = [at('0', 1, 1), ...scattered.slice(1)];
  expect(standingOf(moved, null, before)).not.toBe(before);
});

test('neither notes nor frames nor the block under the hand stand in the way', () => {
  const { corners } = standingOf([at('a', 0, 0), at('g', 200, 0, 'folded'), at('n', 400, 0, 'note'), at('f', 0, 0, 'frame'), at('l', 9, 9)], 'l', null); // prettier-ignore
  expect(corners).toEqual([{ x: 0, y: 0 }, { x: 200, y: 0 }]); // prettier-ignore
});
