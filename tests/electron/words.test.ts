import { expect, test } from 'vitest';
import { say } from '../../electron/words.ts';

test('a sentence says what it is about, whatever stands in the name', () => {
  expect(say('en', 'save_question', { name: '{name} $& 2' })).toBe('Save the changes to {name} $& 2?');
  expect(say('hi', 'save_question', { name: 'XOR' })).toBe('XOR के बदलाव सहेजें?');
});

test('a gap that nobody fills stays to be seen', () => expect(say('en', 'still_saving')).toBe('{name} is still being saved.'));
