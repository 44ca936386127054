import { describe, expect, test } from 'vitest';
import { wireCourse, type WireEnds } from '../../../renderer/canvas/wire-path.ts';

/** The lowest and highest y that a path names. */
function extent(path: string): [number, number] {
  const numbers = path.match(/-?\d+(\.\d+)?/g)!.map(Number);
  const heights = numbers.filter((_, index) => index % 2 === 1);
  return [Math.min(...heights), Math.max(...heights)];
}

const neighbours: WireEnds = { sourceX: 132, sourceY: 30, targetX: 196, targetY: 30 };

describe('the course of a wire', () => {
  test('between neighbours is level, with its label in the middle', () => {
    const { path, level, labelX, labelY } = wireCourse(neighbours, [{ x: 0, y: 0 }, { x: 196, y: 0 }]); // prettier-ignore
    expect(extent(path)).toEqual([30, 30]);
    expect([level, labelX, labelY]).toEqual([true, 164, 30]);
  });

  test('runs below a block that stands in its way', () => {
    const { path, labelY } = wireCourse({ ...neighbours, targetX: 392 }, [{ x: 196, y: 0 }]);
    expect(labelY).toBeGreaterThan(60);
    expect(extent(path)[1]).toBe(labelY);
  });

  test('does not bow to a block in another row', () => {
    expect(wireCourse({ ...neighbours, targetX: 392 }, [{ x: 196, y: 130 }]).level).toBe(true);
  });

  test('back to the next row runs in the gap between the rows', () => {
    const { labelY } = wireCourse({ sourceX: 916, sourceY: 30, targetX: 0, targetY: 160 }, []);
    expect(labelY).toBeGreaterThan(60);
    expect(labelY).toBeLessThan(130);
  });

  test('back over two rows runs in the gap before its target', () => {
    const { labelY } = wireCourse({ sourceX: 916, sourceY: 30, targetX: 0, targetY: 290 }, []);
    expect(labelY).toBeGreaterThan(190);
    expect(labelY).toBeLessThan(260);
  });

  test('back in its own row runs below the blocks', () => {
    const { path } = wireCourse({ sourceX: 500, sourceY: 30, targetX: 0, targetY: 30 }, []);
    expect(extent(path)[1]).toBeGreaterThan(60);
  });
});
