import * as disk from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeAtomically, type Disk } from '../../electron/atomic-write.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await disk.mkdtemp(join(tmpdir(), 'gradscape-'));
  path = join(folder, 'model.safetensors');
  await disk.writeFile(path, 'old');
});

afterEach(() => disk.rm(folder, { recursive: true }));

const read = () => disk.readFile(path, 'utf8');
const bytes = new TextEncoder().encode('the new content');

test('the whole content takes the place of the old, and nothing else is left in the folder', async () => {
  await writeAtomically(path, bytes);
  expect(await read()).toBe('the new content');
  expect(await disk.readdir(folder)).toEqual(['model.safetensors']);
});

test('a view on a larger buffer writes the bytes of the view', async () => {
  await writeAtomically(path, new Uint8Array(Float32Array.of(1, 2, 3).buffer, 4, 4));
  expect([...(await disk.readFile(path))]).toEqual([...new Uint8Array(Float32Array.of(2).buffer)]);
});

test('a new file is made where there was none', async () => {
  path = join(folder, 'other');
  await writeAtomically(path, bytes);
  expect(await read()).toBe('the new content');
});

test.skipIf(process.platform === 'win32')('a link keeps pointing to its file, which keeps its mode', async () => {
  await disk.chmod(path, 0o600);
  const link = join(folder, 'link');
  await disk.symlink(path, link);
  await writeAtomically(link, bytes);
  expect((await disk.lstat(link)).isSymbolicLink()).toBe(true);
  expect((await disk.stat(path)).mode & 0o777).toBe(0o600);
  expect(await read()).toBe('the new content');
});

/** A disk that fails at one step, as a full or a broken one does. */
function failing(step: 'open' | 'write' | 'sync' | 'rename', code: string): Disk {
  const fail = () => Promise.reject(Object.assign(new Error(code), { code }));
  return {
    ...disk,
    open: async (...args: Parameters<typeof disk.open>) => {
      if (step === 'open') return fail();
      const file = await disk.open(...args);
      if (step === 'write') file.write = fail as typeof file.write;
      if (step === 'sync') file.sync = fail;
      return file;
    },
    ...(step === 'rename' ? { rename: fail } : {}),
  };
}

test.each([
  ['open', 'EACCES'],
  ['write', 'ENOSPC'],
  ['sync', 'EIO'],
  ['rename', 'EPERM'],
] as const)('when the disk fails to %s (%s) the old file is whole and no other is left', async (step, code) => {
  await expect(writeAtomically(path, bytes, failing(step, code))).rejects.toThrow(code);
  expect(await read()).toBe('old');
  expect(await disk.readdir(folder)).toEqual(['model.safetensors']);
});

test('a disk that takes one byte at a time gets them all', async () => {
  const slow: Disk = {
    ...disk,
    open: async (...args: Parameters<typeof disk.open>) => {
      const file = await disk.open(...args);
      const write = file.write.bind(file) as (buffer: Uint8Array, offset: number, length: number) => ReturnType<typeof file.write>;
      file.write = ((buffer: Uint8Array, offset: number) => write(buffer, offset, 1)) as unknown as typeof file.write;
      return file;
    },
  };
  await writeAtomically(path, bytes, slow);
  expect(await read()).toBe('the new content');
});
