/** @file Bringing what is chosen into line, and into equal distances: blocks, notes, and groups as a whole. */
import type { Document } from '../../core/document/document.ts';
import type { Edit } from '../../core/document/edits.ts';
import { onGrid, type Point } from './block.ts';
import { boxAround, type Box } from './box.ts';
import { chosenThings, type Chosen } from './chosen.ts';
import { moveThings } from './move.ts';

/** `centre` is the middle from left to right, `middle` the one from top to bottom. */
export const SIDES = ['left', 'centre', 'right', 'top', 'middle', 'bottom'] as const;
export type Side = (typeof SIDES)[number];

export const DIRECTIONS = ['horizontally', 'vertically'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** The axis of a side, and which share of a thing's size lies before its line. */
const LINES: { readonly [S in Side]: readonly [axis: 0 | 1, share: number] } = {
  left: [0, 0],
  centre: [0, 0.5],
  right: [0, 1],
  top: [1, 0],
  middle: [1, 0.5],
  bottom: [1, 1],
};

/** To one side of all that is chosen, or to its middle. Null if fewer than two things are chosen or all stand so already. */
export function align(document: Document, chosen: Chosen, side: Side): Edit | null {
  const things = chosenThings(document, chosen);
  if (things.length < 2) return null;
  const [axis, share] = LINES[side];
  const line = (box: Box) => box.position[axis] + share * box.size[axis];
  const all = line(boxAround(things)!);
  const places = things.map((thing): [string, Point] => [thing.id, shifted(thing.position, axis, all - line(thing))]);
  return moveThings(document, new Map(places));
}

/** With equal gaps, the outermost two left where they are. Null if fewer than three things are chosen or all stand so already. */
export function distribute(document: Document, chosen: Chosen, direction: Direction): Edit | null {
  const axis = direction === 'horizontally' ? 0 : 1;
  const middle = ({ position, size }: Box) => position[axis] + size[axis] / 2;
  const things = chosenThings(document, chosen).toSorted((a, b) => middle(a) - middle(b));
  const [first, last] = [things[0], things.at(-1)];
  if (!first || !last || things.length < 3) return null;
  const between = things.slice(1, -1);
  const room = last.position[axis] - first.position[axis] - first.size[axis];
  const gap = (room - between.reduce((sum, { size }) => sum + size[axis], 0)) / (things.length - 1);
  let at = first.position[axis] + first.size[axis] + gap;
  const places = new Map<string, Point>();
  for (const { id, position, size } of between) {
    places.set(id, shifted(position, axis, at - position[axis]));
    at += size[axis] + gap;
  }
  return moveThings(document, places);
}

/** Along the axis, to the grid; on the other one it stays. */
function shifted([x, y]: Point, axis: 0 | 1, way: number): Point {
  return axis === 0 ? [onGrid(x + way), y] : [x, onGrid(y + way)];
}
