import type { Document, Note } from './document.ts';

/** The notes on the canvas; a text without a place stands above the network. */
export function notesOf({ notes, nodes }: Document): readonly Note[] {
  if (typeof notes !== 'string') return notes ?? [];
  const left = Math.min(...nodes.map(({ position }) => position[0]));
  const top = Math.min(...nodes.map(({ position }) => position[1]));
  return [{ id: 'note1', text: notes, position: nodes.length > 0 ? [left, top - 160] : [0, 0] }];
}
