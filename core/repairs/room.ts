/** @file Room on the canvas for a block between two others. */
import { BLOCK, GRID, STEP, collide, type Point } from '../document/spacing.ts';

export type Places = ReadonlyMap<string, Point>;
type Place = readonly [id: string, point: Point];

/** Blocks that stand so far apart do not touch, to the right and down. */
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
  if (!places.values().some((other) => collide(other, place))) return { place, moved };

  const behind = [...places].filter(([, point]) => point[along] > source[along]);
  const lanes = new Lanes(place[across], APART[across]);
  for (const [id, point] of inReach(behind, across, place).sort(([, a], [, b]) => a[along] - b[along])) {
    if (!lanes.hold(point[across])) continue;
    lanes.add(point[across]);
    moved.set(id, stepOn(point, along));
  }
  return { place, moved };
}

/** Those in the row of `place`, those in the rows of these, and so on: what may have to move, the few of many that need an order. */
function inReach(behind: readonly Place[], across: 0 | 1, place: Point): Place[] {
  const lanes = new Lanes(place[across], APART[across]);
  const reached: Place[] = [];
  let rest = behind;
  for (;;) {
    const next = rest.filter(([, point]) => lanes.hold(point[across]));
    if (next.length === 0) return reached;
    rest = rest.filter(([, point]) => !lanes.hold(point[across]));
    for (const [, point] of next) lanes.add(point[across]);
    reached.push(...next);
  }
}

/** Rows (or columns) by where they begin: a block is in one if it would touch a block that stands there. */
class Lanes {
  readonly #starts: Set<number>;
  readonly #breadth: number;

  constructor(start: number, breadth: number) {
    this.#starts = new Set([start]);
    this.#breadth = breadth;
  }

  hold(at: number): boolean {
    for (const start of this.#starts) if (Math.abs(at - start) < this.#breadth) return true;
    return false;
  }

  add(at: number): void {
    this.#starts.add(at);
  }
}

function stepOn(place: Point, along: 0 | 1): Point {
  return along === 0 ? [place[0] + STEPS[0], place[1]] : [place[0], place[1] + STEPS[1]];
}
