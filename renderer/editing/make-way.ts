/** @file Moves what stands in the way of a group that takes more room than before: one that was opened, or that has grown. */
import type { Document } from '../../core/document/document.ts';
import type { Edit } from '../../core/document/edits.ts';
import { STEP, snapped, type Point } from './block.ts';
import { overlap, type Box } from './box.ts';
import { moveThings } from './move.ts';
import { contentsOf, frameAround, shownGroup, shownOf, type ShownFrame, type Thing } from './shown.ts';

/**
 * `changed` is the document `before` with the group grown, and everything else where it was. The edit is one of `changed`: what the group
 * covers moves away, all that is beyond it by the same way, so that rows and columns stay what they are; then the same for each group
 * around it, for they grow too. Null if nothing is in the way.
 */
export function makeWay(before: Document, changed: Document, group: string): Edit | null {
  const [old, now] = [shownOf(before), shownOf(changed)];
  const contents = contentsOf(changed, now);
  const homes = contentsOf(before, old);
  /** Notes are where they were before: one that the group now reaches is not in it, but in its way. */
  const homeOf = (thing: Thing | ShownFrame) =>
    thing.kind === 'note' ? homes.parentOf(old.byId.get(thing.id)!)?.id : contents.parentOf(thing)?.id;
  const everything = [...now.blocks, ...now.groups, ...now.frames, ...now.notes];
  const places = new Map<string, Point>();
  let grown = now.byId.get(shownGroup(group));
  let box: Box | undefined = grown;
  while (grown?.kind === 'frame' && box) {
    const was = old.byId.get(grown.id);
    const around = contents.parentOf(grown);
    const beside = everything.filter((thing) => homeOf(thing) === around?.id && thing !== grown);
    if (was) for (const [id, place] of pushedAway(beside, was, box)) places.set(id, place);
    const there = (thing: { readonly id: string } & Box) => ({ ...thing, position: places.get(thing.id) ?? thing.position });
    const inner = box;
    box = around
      ? frameAround(
          contents
            .in(around)
            .filter(({ kind }) => kind !== 'note')
            .map((thing) => (thing === grown ? inner : there(thing))),
        )!
      : undefined;
    grown = around ?? undefined;
  }
  return moveThings(changed, places, now);
}

/**
 * New places for things that a box covers which has grown. All that lie beyond a line move by the same way, away from the box, so no two
 * of them come to touch.
 */
function pushedAway(things: readonly ({ readonly id: string } & Box)[], old: Box, grown: Box): ReadonlyMap<string, Point> {
  const places = new Map<string, Point>();
  const there = () => things.map((thing) => ({ ...thing, position: places.get(thing.id) ?? thing.position }));
  /** Along one axis (0 right, 1 down), onwards or, with -1, back. What was below the old box, or covered even that, goes down. */
  const push = (axis: 0 | 1, sign: 1 | -1, isBeyond: (thing: Box) => boolean) => {
    const near = ({ position, size }: Box) => sign * (sign > 0 ? position[axis] : position[axis] + size[axis]);
    const covering = there().filter((thing) => overlap(thing, grown) && isBeyond(thing));
    if (covering.length === 0) return;
    const line = Math.min(...covering.map(near));
    const clear = sign * (sign > 0 ? grown.position[axis] + grown.size[axis] : grown.position[axis]) + STEP.gap;
    const way = sign * (clear - line);
    for (const thing of there())
      if (near(thing) >= line) {
        const [x, y] = thing.position;
        places.set(thing.id, snapped(axis === 0 ? [x + way, y] : [x, y + way]));
      }
  };
  push(0, 1, ({ position }) => position[0] >= old.position[0] + old.size[0]);
  push(0, -1, ({ position, size }) => position[0] + size[0] <= old.position[0]);
  push(1, -1, ({ position, size }) => position[1] + size[1] <= old.position[1]);
  push(1, 1, () => true);
  return places;
}
