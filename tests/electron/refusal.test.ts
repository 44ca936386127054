import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { InputError } from '../../core/findings/input-error.ts';
import { asRefusal } from '../../electron/refusal.ts';

test('the page is told the names of files, and no path', () => {
  const error = new InputError('file_unreadable', { file: '/home/ada/secret/net.safetensors', problem: 'clause:disk_denied' });
  expect(asRefusal(error)).toEqual({
    ok: false,
    code: 'file_unreadable',
    numbers: { file: 'net.safetensors', problem: 'clause:disk_denied' },
  });
});

test.each([
  ["EACCES: permission denied, open '/home/ada/secret/net'", "EACCES: permission denied, open 'net'"],
  [
    "EPERM: operation not permitted, rename 'C:\\Users\\ada\\a' -> 'C:\\Users\\ada\\b'",
    "EPERM: operation not permitted, rename 'a' -> 'b'",
  ],
  ["can't do it", "can't do it"],
])('of what nobody foresaw, %s, neither', (message, told) => {
  expect(asRefusal(new Error(message))).toMatchObject({ code: 'shell_failed', numbers: { sentence: told } });
});

test('what the disk says of itself is told without the folder', async () => {
  const error: unknown = await readFile('/no/such/folder/net').catch((caught: unknown) => caught);
  expect(JSON.stringify(asRefusal(error))).toContain("open 'net'");
  expect(JSON.stringify(asRefusal(error))).not.toContain('folder');
});

test('whatever is thrown becomes a value that can cross', () => {
  for (const thrown of ['text', null, undefined, 42, { message: 'x' }])
    expect(structuredClone(asRefusal(thrown))).toMatchObject({ ok: false });
});
