import { boxAround, overlap, type Box } from './box.ts';
import type { Point } from './block.ts';

/** From try to try, in canvas pixels: on the grid, and less than a block. */
const TRY: Point = [48, 36];

/** How far to move the boxes, as one, so that they touch none of the others: as wanted, or as near to that as there is room. */
export function freeWay(boxes: readonly Box[], others: readonly Box[], [right, down]: Point): Point {
  const around = boxAround(boxes);
  if (!around) return [right, down];
  const moved = ({ position: [x, y], size }: Box, [right, down]: Point): Box => ({ position: [x + right, y + down], size });
  const isFree = (way: Point) => {
    const bounds = moved(around, way);
    return !others.some((other) => overlap(other, bounds) && boxes.some((box) => overlap(other, moved(box, way))));
  };
  // in growing rings around the place; far enough out there is always room
  for (let ring = 0; ; ring++) {
    const free = ringAround(ring)
      .map(([x, y]): Point => [right + x * TRY[0], down + y * TRY[1]])
      .find(isFree);
    if (free) return free;
  }
}

/** The points of a grid that are so many steps away, those on its axes first. */
function ringAround(ring: number): Point[] {
  if (ring === 0) return [[0, 0]];
  const along = Array.from({ length: 2 * ring }, (_, index) => (index % 2 === 0 ? -index / 2 : (index + 1) / 2));
  return along.flatMap((step): Point[] => [
    [step, ring],
    [ring, -step],
    [-step, -ring],
    [-ring, step],
  ]);
}
