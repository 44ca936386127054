import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { NewSealedFile, readSealed, SealedFileInReading, writeSealed } from '../../../core/disk/sealed-file.ts';
import { Folder } from '../../helpers/gradscape.ts';

let folder: Folder;
let path: string;
beforeEach(() => {
  folder = new Folder();
  path = folder.at('document');
});
afterEach(() => folder.remove());

const content = new TextEncoder().encode('the document in work');

test('what is sealed is read again, by pieces or as a whole', async () => {
  await writeSealed(path, content);
  expect(await readSealed(path)).toEqual(content);
  const file = await SealedFileInReading.begin(path);
  expect(file!.size).toBe(content.byteLength);
  expect([...(await file!.read(0, 7)), ...(await file!.read(7, 1000))]).toEqual([...content]);
  await file!.end();
});

test('it says in plain text what it is, how long, and by which digest', async () => {
  await writeSealed(path, content);
  // printf 'the document in work' | sha256sum
  expect(readFileSync(path, 'utf8')).toBe(
    'gradscape-sealed 1\nthe document in work\n0000000000000020 efd53816be9b046817e780f603b214e48f808f0677f6f770604d149880284ee9\n',
  );
});

test('pieces make one whole, also without any', async () => {
  const file = await NewSealedFile.begin(path);
  for (const byte of content) await file.write(Uint8Array.of(byte));
  await file.finish();
  expect(await readSealed(path)).toEqual(content);
  await writeSealed(path, new Uint8Array());
  expect(await readSealed(path)).toEqual(new Uint8Array());
});

test('where there is none there is none', async () => expect(await readSealed(path)).toBeNull());

test('cut at any byte, or with any byte changed, it is not believed and put aside', async () => {
  await writeSealed(path, content);
  const whole = readFileSync(path);
  for (let length = 0; length < whole.length; length++) {
    writeFileSync(path, whole.subarray(0, length));
    expect(await readSealed(path), `cut at ${length}`).toBeNull();
  }
  expect(readdirSync(folder.path)).toEqual(['document.corrupt']);
  for (let at = 0; at < whole.length; at++) {
    const changed = Buffer.from(whole);
    changed[at]! ^= 1;
    writeFileSync(path, changed);
    expect(await readSealed(path), `changed at ${at}`).toBeNull();
  }
  writeFileSync(path, whole);
  expect(await readSealed(path)).toEqual(content);
});

test('more after its end is not believed either', async () => {
  await writeSealed(path, content);
  writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.from('\n')]));
  expect(await readSealed(path)).toBeNull();
});

test('what another version has sealed is left to it', async () => {
  const later = 'gradscape-sealed 2\nwho knows';
  writeFileSync(path, later);
  expect(await readSealed(path)).toBeNull();
  expect(readdirSync(folder.path)).toEqual(['document']);
  expect(readFileSync(path, 'utf8')).toBe(later);
});

test('a gap full of zeros, as some file systems leave after a power cut, is not believed', async () => {
  writeFileSync(path, '');
  truncateSync(path, 5000);
  expect(await readSealed(path)).toBeNull();
});
