import { expect, test } from 'vitest';
import type { KeptSlot } from '../../../renderer/host/database.ts';
import { withWords, type LastWords } from '../../../renderer/host/last-words.ts';
import type { FileHandle } from '../../../renderer/host/host.ts';

const handle = {} as FileHandle;
const kept = (text: string, at: number): KeptSlot => ({ work: { text, base: '', fileName: 'a.safetensors', handle, step: 40 }, at });
const said = (text: string, at: number, fileName = 'a.safetensors'): LastWords => ({
  work: { text, base: '', fileName, step: 60 },
  at,
});

test('what was said last takes the place of the document, beside the weights and the file that are kept', () => {
  expect(withWords(kept('before', 1), said('after', 2))).toEqual(kept('after', 2));
});

test('what was kept after it was said stays', () => {
  expect(withWords(kept('newer', 3), said('older', 2))).toEqual(kept('newer', 3));
});

test('of another file no place is known, and without anything kept there are no weights', () => {
  expect(withWords(kept('before', 1), said('after', 2, 'b.safetensors')).work.handle).toBeNull();
  expect(withWords(undefined, said('after', 2)).work).toMatchObject({ text: 'after', handle: null, step: 0 });
});
