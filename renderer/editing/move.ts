/** @file Moving what stands on the canvas: blocks, groups as a whole, notes, all in one edit. */
import type { Document, Note } from '../../core/document/document.ts';
import type { Edit } from '../../core/document/edits.ts';
import { notesOf } from '../../core/document/notes.ts';
import { snapped, type Point } from './block.ts';
import type { Chosen } from './chosen.ts';
import { liesIn, shownOf, type Shown, type ShownFrame, type Thing } from './shown.ts';

/**
 * Takes things to new places, by their ids on the canvas (`Shown.byId`). A group, collapsed or open, takes its blocks along, an open one
 * also the notes in it; what has a place of its own here goes there. Null if all stand there already.
 */
export function moveThings(document: Document, places: ReadonlyMap<string, Point>, shown: Shown = shownOf(document)): Edit | null {
  const positions = new Map<string, Point>();
  const notes = new Map<string, Note>();
  // from the outside in: the place of what is inside counts
  const depth = (thing: Thing | ShownFrame) => (thing.kind === 'frame' ? thing.depth : Infinity);
  const moved = [...places].flatMap(([id, place]) => {
    const thing = shown.byId.get(id);
    return thing ? [{ thing, place }] : [];
  });
  moved.sort((a, b) => (depth(a.thing) < depth(b.thing) ? -1 : Number(depth(a.thing) > depth(b.thing))));
  for (const { thing, place } of moved) {
    const [x, y] = [place[0] - thing.position[0], place[1] - thing.position[1]];
    switch (thing.kind) {
      case 'block':
        positions.set(thing.id, place);
        break;
      case 'group':
      case 'frame':
        for (const { id, position } of thing.nodes) positions.set(id, [position[0] + x, position[1] + y]);
        if (thing.kind === 'frame' && (x !== 0 || y !== 0))
          for (const { id, note, position, size } of shown.notes)
            if (!places.has(id) && liesIn({ position, size }, thing))
              notes.set(id, { ...note, position: [position[0] + x, position[1] + y] });
        break;
      case 'note':
        if (x !== 0 || y !== 0) notes.set(thing.id, { ...thing.note, position: [place[0], place[1]] });
        break;
      default:
        thing satisfies never;
    }
  }
  for (const { id, position } of document.nodes) {
    const place = positions.get(id);
    if (place && place[0] === position[0] && place[1] === position[1]) positions.delete(id);
  }
  return positions.size + notes.size === 0 ? null : moveAll(positions, [...notes.values()]);
}

/** Moves what is chosen by so many pixels, to the grid: a step of the arrow keys. Null if nothing is chosen. */
export function moveBy(document: Document, { nodes, notes = [] }: Chosen, [right, down]: Point): Edit | null {
  const by = ([x, y]: Point): [number, number] => snapped([x + right, y + down]);
  const chosen = new Set(nodes);
  const positions = new Map(document.nodes.filter(({ id }) => chosen.has(id)).map(({ id, position }) => [id, by(position)]));
  const moved = notesOf(document).filter(({ id }) => notes.includes(id));
  if (positions.size + moved.length === 0) return null;
  return moveAll(
    positions,
    moved.map((note) => ({ ...note, position: by(note.position) })),
  );
}

function moveAll(positions: ReadonlyMap<string, Point>, notes: readonly Note[]): Edit {
  return { edit: 'compound', edits: [{ edit: 'move', positions }, ...notes.map((note): Edit => ({ edit: 'note', note }))] };
}
