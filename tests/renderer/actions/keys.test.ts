import { expect, test } from 'vitest';
import { parseChord, type Press } from '../../../renderer/actions/chord.ts';
import { actionOfKey, type Focus } from '../../../renderer/actions/keys.ts';

const NOWHERE: Focus = { on: null, typing: false, editing: false, modal: false };
const CANVAS: Focus = { ...NOWHERE, on: 'surface' };
const OUTLINE: Focus = { ...NOWHERE, on: 'outline' };
const TEXT: Focus = { ...NOWHERE, typing: true, editing: true };
const LIST: Focus = { ...NOWHERE, typing: true };
const DIALOG: Focus = { ...NOWHERE, modal: true };

function press(text: string): Press {
  const { ctrl, alt, shift, key } = parseChord(text);
  const code = /^[A-Z]$/.test(key) ? `Key${key}` : '';
  return { key: shift || key.length > 1 ? key : key.toLowerCase(), code, ctrlKey: ctrl, metaKey: false, altKey: alt, shiftKey: shift };
}
const heard = (text: string, focus: Focus) => actionOfKey(press(text), focus, false)?.id ?? null;

test('what deletes, moves or takes out of use is heard on the canvas alone, not from a button or a panel', () => {
  for (const key of ['Delete', 'Backspace', 'Shift+Delete', 'Ctrl+B', 'Ctrl+G', 'Ctrl+D', 'ArrowLeft', 'Alt+A', 'Escape']) {
    expect(heard(key, CANVAS), key).not.toBeNull();
    expect(heard(key, NOWHERE), key).toBeNull();
    expect(heard(key, TEXT), key).toBeNull();
  }
});

test('the outline hears what the canvas does, but its arrows lead from line to line', () => {
  expect(heard('Delete', OUTLINE)).toBe('delete');
  expect(heard('ArrowLeft', CANVAS)).toBe('move:left');
  expect(heard('ArrowLeft', OUTLINE)).toBeNull();
  expect(heard('Shift+ArrowDown', OUTLINE)).toBeNull();
  expect(heard('Alt+ArrowLeft', OUTLINE)).toBe('move:left');
});

test('the slash searches where the focus is: on the canvas for a block there, elsewhere in the palette', () => {
  expect(heard('/', CANVAS)).toBe('quick_add');
  expect(heard('/', NOWHERE)).toBe('search_palette');
  expect(heard('/', TEXT)).toBeNull();
});

test('a text field keeps its characters and its own undo, and lets pass what is meant for the window', () => {
  for (const key of ['Ctrl+Z', 'Ctrl+Y', 'Ctrl+A', '?', '.', 'Delete']) expect(heard(key, TEXT), key).toBeNull();
  expect(heard('Ctrl+S', TEXT)).toBe('save');
  expect(heard('Ctrl+Enter', TEXT)).toBe('train');
  expect(heard('Ctrl+K', TEXT)).toBe('commands');
  expect(heard('F1', TEXT)).toBe('keys');
});

test('a list that looks for what is typed keeps its characters, but undo is not its own', () => {
  expect(heard('/', LIST)).toBeNull();
  expect(heard('Ctrl+Z', LIST)).toBe('undo');
});

test('behind a dialog nothing is undone or deleted', () => {
  for (const key of ['Ctrl+Z', 'Delete', '/', 'Ctrl+A']) expect(heard(key, DIALOG), key).toBeNull();
  expect(heard('Ctrl+K', DIALOG)).toBe('commands');
});

test('the clipboard is left to the events of the browser', () => {
  for (const key of ['Ctrl+C', 'Ctrl+X', 'Ctrl+V']) expect(heard(key, CANVAS), key).toBeNull();
});

test('what the browser needs is not taken from it', () => {
  for (const key of ['F5', 'Ctrl+R', 'Ctrl+N', 'Ctrl+T', 'Ctrl+W', 'Ctrl+L', 'Tab', 'F12', 'F11'])
    for (const focus of [CANVAS, NOWHERE, TEXT]) expect(heard(key, focus), key).toBeNull();
});
