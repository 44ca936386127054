import { expect, test } from 'vitest';
import { emptyDocument, type Document } from '../../../core/document/document.ts';
import { notesOf } from '../../../core/document/notes.ts';
import { LEAST_NOTE, addNote, noteSize, removeNotes, resizeNote, writeNote } from '../../../renderer/editing/notes.ts';
import { done, drawn } from '../../helpers/drawn-network.ts';

const { edit, note } = addNote(emptyDocument(), [101, 99], 'Wide enough?');
const ONE = done(emptyDocument(), edit);

test('a note stands on the grid where it was put, with an id of its own', () => {
  expect(notesOf(ONE)).toEqual([{ id: note, text: 'Wide enough?', position: [100, 100] }]);
  const second = addNote(ONE, [0, 0]);
  expect(second.note).not.toBe(note);
  const other = done(done(ONE, second.edit), removeNotes(ONE, [note]));
  expect(addNote(other, [0, 0]).note).not.toBe(second.note);
});

test('a note takes other words, and the same are no edit', () => {
  expect(notesOf(done(ONE, writeNote(ONE, note, 'Too wide\nby far')))[0]!.text).toBe('Too wide\nby far');
  expect(writeNote(ONE, note, 'Wide enough?')).toBeNull();
  expect(writeNote(ONE, 'gone', 'Hm')).toBeNull();
});

test('no more words are kept than a file can hold', () =>
  expect(notesOf(done(ONE, writeNote(ONE, note, 'x'.repeat(30_000))))[0]!.text).toHaveLength(20_000));

test('a note takes another size, and a place if it is pulled at its left, but is never too small to be seen', () => {
  expect(notesOf(done(ONE, resizeNote(ONE, note, [301, 99])))[0]).toMatchObject({ position: [100, 100], size: [300, 100] });
  expect(notesOf(done(ONE, resizeNote(ONE, note, [1, 1], [60, 100])))[0]).toMatchObject({ position: [60, 100], size: LEAST_NOTE });
  expect(resizeNote(ONE, 'gone', [300, 100])).toBeNull();
});

test('a note is shown in a size that can be seen and passed by, whatever a file says', () => {
  expect(noteSize({})).toEqual([200, 96]);
  expect(noteSize({ size: [300, -5] })).toEqual([300, LEAST_NOTE[1]]);
  expect(noteSize({ size: [1e9, 1e300] })).toEqual([4_800, 4_800]);
});

test('notes go, and a document without any says nothing of them', () => {
  expect(done(ONE, removeNotes(ONE, [note]))).toEqual(emptyDocument());
  expect(removeNotes(ONE, ['gone'])).toBeNull();
});

test('the text of an older form is a note like any other', () => {
  const old: Document = { ...drawn('x:Input'), notes: 'As it was' };
  expect(notesOf(done(old, writeNote(old, 'note1', 'As it is')))).toEqual([{ id: 'note1', text: 'As it is', position: [0, -160] }]);
  expect(addNote(old, [0, 0]).note).toBe('note2');
});
