/** @file Where blocks stand, sorted into squares: a wire asks only for those near its way, and there are many wires and many blocks. */
import { BLOCK } from '../editing/block.ts';
import type { CanvasNode } from './flow.ts';
import type { WireEnds } from './wire-path.ts';

/** The top left corner of a block. */
export interface Corner {
  readonly x: number;
  readonly y: number;
}

export interface Standing {
  readonly corners: readonly Corner[];
  /** Those whose block may touch the straight line of a wire that goes right, and some more. */
  near(ends: WireEnds): readonly Corner[];
}

const SQUARE = 256;

/** What stood `before`, if nothing has moved. The `loose` one stands in nobody's way. */
export function standingOf(nodes: readonly CanvasNode[], loose: string | null, before: Standing | null): Standing {
  const corners = nodes
    .filter(({ id, type }) => (type === 'block' || type === 'folded') && id !== loose)
    .map(({ position: { x, y } }): Corner => ({ x, y }));
  return before && sameCorners(before.corners, corners) ? before : sorted(corners);
}

function sorted(corners: readonly Corner[]): Standing {
  const squares = new Map<string, Corner[]>();
  for (const corner of corners) {
    const name = `${squareOf(corner.x)} ${squareOf(corner.y)}`;
    const others = squares.get(name);
    if (others) others.push(corner);
    else squares.set(name, [corner]);
  }
  const near = ({ sourceX, sourceY, targetX, targetY }: WireEnds): readonly Corner[] => {
    const [left, right] = [squareOf(sourceX - BLOCK.width), squareOf(targetX)];
    const [top, bottom] = [squareOf(Math.min(sourceY, targetY) - BLOCK.height), squareOf(Math.max(sourceY, targetY))];
    // a wire across the whole canvas passes more squares than there are blocks
    if ((right - left + 1) * (bottom - top + 1) > corners.length) return corners;
    const found: Corner[] = [];
    for (let down = top; down <= bottom; down++)
      for (let along = left; along <= right; along++) found.push(...(squares.get(`${along} ${down}`) ?? []));
    return found;
  };
  return { corners, near };
}

function squareOf(at: number): number {
  return Math.floor(at / SQUARE);
}

function sameCorners(before: readonly Corner[], now: readonly Corner[]): boolean {
  return before.length === now.length && before.every(({ x, y }, place) => x === now[place]!.x && y === now[place]!.y);
}
