import { expect, test } from 'vitest';
import { ariaChord, chordText, isPressed, parseChord, printChord, writes, type Press } from '../../../renderer/actions/chord.ts';
import { ACTIONS } from '../../../renderer/actions/index.ts';

function press(key: string, code: string, held = ''): Press {
  const has = (name: string) => held.split(' ').includes(name);
  return { key, code, ctrlKey: has('Ctrl'), metaKey: has('Meta'), altKey: has('Alt'), shiftKey: has('Shift') };
}
const isOf = (text: string, pressed: Press, mac = false) => isPressed(parseChord(text), pressed, mac);

test('every key of the catalogue prints as it is written, and reads back', () => {
  const keys = ACTIONS.flatMap((action) => action.keys);
  expect(keys.length).toBeGreaterThan(40);
  for (const key of keys) expect(printChord(parseChord(key))).toBe(key);
});

test('plus is a key as well as what joins keys', () => {
  expect(parseChord('Ctrl++')).toEqual({ ctrl: true, alt: false, shift: false, key: '+' });
});

test('a letter is meant with just the keys that are held beside it', () => {
  expect(isOf('Ctrl+Z', press('z', 'KeyZ', 'Ctrl'))).toBe(true);
  expect(isOf('Ctrl+Z', press('Z', 'KeyZ', 'Ctrl Shift'))).toBe(false);
  expect(isOf('Ctrl+Shift+Z', press('Z', 'KeyZ', 'Ctrl Shift'))).toBe(true);
  expect(isOf('Ctrl+Z', press('z', 'KeyZ'))).toBe(false);
  expect(isOf('Ctrl+Z', press('z', 'KeyZ', 'Ctrl Alt'))).toBe(false);
  expect(isOf('Ctrl+Z', press('z', 'KeyZ', 'Ctrl Meta'))).toBe(false);
});

test('caps lock does not matter', () => expect(isOf('Ctrl+Z', press('Z', 'KeyZ', 'Ctrl'))).toBe(true));

test('on a keyboard that stands otherwise, a letter is where it is written', () => {
  expect(isOf('Ctrl+Z', press('z', 'KeyY', 'Ctrl'))).toBe(true); // German
  expect(isOf('Ctrl+Y', press('z', 'KeyY', 'Ctrl'))).toBe(false);
});

test('on a keyboard of another script, letters and signs are where they are on the American one', () => {
  expect(isOf('Ctrl+G', press('ु', 'KeyG', 'Ctrl'))).toBe(true);
  expect(isOf('/', press('य', 'Slash'))).toBe(true);
  expect(isOf('?', press('य़', 'Slash', 'Shift'))).toBe(true);
  expect(isOf('/', press('य़', 'Slash', 'Shift'))).toBe(false);
});

test('a sign is meant by what is written, whether or not it needs Shift there', () => {
  expect(isOf('?', press('?', 'Slash', 'Shift'))).toBe(true);
  expect(isOf('/', press('/', 'Digit7', 'Shift'))).toBe(true); // German
  expect(isOf('?', press('/', 'Slash'))).toBe(false);
  expect(isOf('Ctrl++', press('+', 'NumpadAdd', 'Ctrl'))).toBe(true);
});

test('digits of the upper row and of the keypad are the same, also where the row writes signs', () => {
  expect(isOf('Ctrl+0', press('0', 'Numpad0', 'Ctrl'))).toBe(true);
  expect(isOf('Ctrl+0', press('à', 'Digit0', 'Ctrl'))).toBe(true); // French
  expect(isOf('Alt+1', press('¡', 'Digit1', 'Alt'), true)).toBe(true); // Mac
});

test('on a Mac Command stands for Control, and Control for nothing', () => {
  expect(isOf('Ctrl+K', press('k', 'KeyK', 'Meta'), true)).toBe(true);
  expect(isOf('Ctrl+K', press('k', 'KeyK', 'Ctrl'), true)).toBe(false);
  expect(isOf('Alt+C', press('ç', 'KeyC', 'Alt'), true)).toBe(true);
  expect(chordText('Ctrl+Shift+G', true)).toBe('⇧⌘G');
  expect(ariaChord('Ctrl+Shift+G', true)).toBe('Meta+Shift+G');
});

test('a key is printed as people read it, and named for screen readers as they want it', () => {
  expect(chordText('Alt+ArrowLeft', false)).toBe('Alt+←');
  expect(chordText('Ctrl++', false)).toBe('Ctrl++');
  expect(ariaChord('Ctrl+Shift+G', false)).toBe('Control+Shift+G');
});

test('what writes a character is told from what does not', () => {
  expect(['/', '?', '.'].map((key) => writes(parseChord(key)))).toEqual([true, true, true]);
  expect(['F2', 'Ctrl+.', 'Alt+C', 'Delete'].map((key) => writes(parseChord(key)))).toEqual([false, false, false, false]);
});
