/** @file Room on the canvas for a block between two others. */
import { BLOCK, GRID, STEP, collide, type Point } from '../document/spacing.ts';

export type Places = ReadonlyMap<string, Point>;

/** How far apart blocks stand that do not touch, to the right and down. */
const APART: Point = [BLOCK.width + GRID, BLOCK.height + GRID];
const STEPS: Point = [STEP.x, STEP.y];

export interface Room {
  readonly place: Point;
  /** New places of what has to move on. */
  readonly moved: Places;
}

/**
 * A place one step behind `source`, towards `target`: below it if the target stands below, else to the right of it. Where a block stands
 * in the way, it moves on by a step, with everything behind it in its row (or column) and whatever those would run into. If no two
 * blocks touched before, none do after.
 */
export function roomBehind(places: Places, source: Point, target: Point): Room {
  const along = Math.abs(target[0] - source[0]) < APART[0] && target[1] > source[1] ? 1 : 0;
  const across = along === 0 ? 1 : 0;
  const place = stepOn(source, along);
  const moved = new Map<string, Point>();
  const isTaken = [...places.values()].some((other) => collide(other, place));
  if (!isTaken) return { place, moved };

  const behind = [...places].filter(([, other]) => other[along] > source[along]).sort(([, a], [, b]) => a[along] - b[along]);
  const lanes = new Set([place[across]]);
  for (const [id, other] of behind) {
    if (![...lanes].some((lane) => Math.abs(other[across] - lane) < APART[across])) continue;
    lanes.add(other[across]);
    moved.set(id, stepOn(other, along));
  }
  return { place, moved };
}

function stepOn(place: Point, along: 0 | 1): Point {
  return along === 0 ? [place[0] + STEPS[0], place[1]] : [place[0], place[1] + STEPS[1]];
}
