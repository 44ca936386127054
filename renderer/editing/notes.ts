/** @file Words on the canvas. */
import type { Document, Note } from '../../core/document/document.ts';
import type { Edit } from '../../core/document/edits.ts';
import { notesOf } from '../../core/document/notes.ts';
import { snapped, type Point } from './block.ts';

/** No note is smaller or larger, in canvas pixels. */
export const LEAST_NOTE: Point = [96, 48];
const MOST_NOTE: Point = [4_800, 4_800];
/** Of one that nobody has given a size. */
const USUAL_NOTE: Point = [200, 96];
/** The longest text that a document holds in one note. */
const LONGEST = 20_000;

/** A note whose top left is at this place. */
export function addNote(document: Document, at: Point, text = ''): { readonly edit: Edit; readonly note: string } {
  const id = freeNoteId(notesOf(document));
  return { edit: { edit: 'note', note: { id, text: text.slice(0, LONGEST), position: snapped(at) } }, note: id };
}

/** Null if it says so already, or is not there. */
export function writeNote(document: Document, id: string, text: string): Edit | null {
  const note = noteOf(document, id);
  return note && note.text !== text ? { edit: 'note', note: { ...note, text: text.slice(0, LONGEST) } } : null;
}

/** As it is shown, whatever a file says. */
export function noteSize({ size }: Pick<Note, 'size'>): Point {
  const within = (axis: 0 | 1) => Math.min(MOST_NOTE[axis], Math.max(LEAST_NOTE[axis], (size ?? USUAL_NOTE)[axis]));
  return [within(0), within(1)];
}

/** `position` is new as well if it is pulled at its left or its top. */
export function resizeNote(document: Document, id: string, [width, height]: Point, position?: Point): Edit | null {
  const note = noteOf(document, id);
  if (!note) return null;
  const size = snapped(noteSize({ size: [width, height] }));
  return { edit: 'note', note: { ...note, position: position ? snapped(position) : note.position, size } };
}

export function removeNotes(document: Document, ids: readonly string[]): Edit | null {
  return notesOf(document).some(({ id }) => ids.includes(id)) ? { edit: 'remove_notes', notes: ids } : null;
}

/** An id that no note has. */
export function freeNoteId(notes: readonly Pick<Note, 'id'>[]): string {
  const taken = new Set(notes.map(({ id }) => id));
  let number = notes.length + 1;
  while (taken.has(`note${number}`)) number++;
  return `note${number}`;
}

function noteOf(document: Document, id: string): Note | undefined {
  return notesOf(document).find((note) => note.id === id);
}
