import { expect, test } from 'vitest';
import { firstWords } from '../../../renderer/canvas/note-text.ts';

test('a short note is called by all its words, on one line', () => {
  expect(firstWords('  Watch\n\nthe first layer ')).toBe('Watch the first layer');
});

test('a long note is called by as many words as there is room for', () => {
  expect(firstWords('one two three four', 9)).toBe('one two…');
});

test('a word without an end is cut', () => {
  expect(firstWords('a'.repeat(50), 10)).toBe(`${'a'.repeat(10)}…`);
});
