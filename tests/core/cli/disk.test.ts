import { lstatSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { NewFile, readBytes } from '../../../core/cli/disk.ts';
import { InputError } from '../../../core/findings/input-error.ts';
import { Folder } from '../../helpers/gradscape.ts';

let folder: Folder;
beforeEach(() => (folder = new Folder()));
afterEach(() => folder.remove());

test('the old file stands until the new one is whole', () => {
  writeFileSync(folder.at('model'), 'old');
  const file = new NewFile(folder.at('model'));
  file.write('new ');
  expect(readFileSync(folder.at('model'), 'utf8')).toBe('old');
  file.write(new TextEncoder().encode('content'));
  file.finish();
  expect(readFileSync(folder.at('model'), 'utf8')).toBe('new content');
  expect(readdirSync(folder.path)).toEqual(['model']);
});

test('what is discarded leaves the old file and nothing else', () => {
  writeFileSync(folder.at('model'), 'old');
  const file = new NewFile(folder.at('model'));
  file.write('half');
  file.discard();
  expect(readFileSync(folder.at('model'), 'utf8')).toBe('old');
  expect(readdirSync(folder.path)).toEqual(['model']);
});

test('discarding after finishing does nothing', () => {
  const file = new NewFile(folder.at('model'));
  file.write('whole');
  file.finish();
  file.discard();
  expect(readFileSync(folder.at('model'), 'utf8')).toBe('whole');
});

test('a place that cannot be written is refused at once, with its name', () => {
  expect(() => new NewFile(folder.at('no/where'))).toThrow(/where cannot be written: there is no such file or folder/);
});

test('a name that is a folder is refused at once, and the folder stays', () => {
  mkdirSync(folder.at('model'));
  expect(() => new NewFile(folder.at('model'))).toThrow(InputError);
  expect(readdirSync(folder.path)).toEqual(['model']);
});

test('a link stays one, and what it points to is replaced', () => {
  writeFileSync(folder.at('model'), 'old');
  symlinkSync('model', folder.at('link'));
  const file = new NewFile(folder.at('link'));
  file.write('new');
  file.finish();
  expect(readFileSync(folder.at('model'), 'utf8')).toBe('new');
  expect(lstatSync(folder.at('link')).isSymbolicLink()).toBe(true);
});

test.skipIf(process.platform === 'win32')('what is no regular file is refused, and stays what it is', () => {
  expect(() => new NewFile('/dev/null')).toThrow(/not a regular file/);
  expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
});

test('what cannot be read is refused with its name', () => {
  expect(() => readBytes(folder.at('nowhere'))).toThrow(/nowhere cannot be read/);
  expect(() => readBytes(folder.path)).toThrow(/it is a folder/);
});
