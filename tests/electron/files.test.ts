import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Files, type Dialogs } from '../../electron/files.ts';

const kind = { title: 'Model', endings: ['.safetensors'] };
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradscape-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A person who always chooses the same. */
const choosing = (paths: readonly string[], place: string | null = null): Dialogs => ({
  choose: () => Promise.resolve(paths),
  choosePlace: () => Promise.resolve(place),
});

test('a file has one id however often it is chosen, and its path is not told', async () => {
  const files = new Files(choosing([join(folder, 'net'), join(folder, 'net')]));
  const [first, second] = await files.open(kind, true);
  expect(first).toEqual(second);
  expect(files.give(join(folder, 'net'))).toEqual(first);
  expect(Object.keys(first!)).toEqual(['id', 'name']);
  expect(JSON.stringify(first)).not.toContain(folder);
});

test('an id that was never given out reads and writes nothing', async () => {
  const files = new Files(choosing([]));
  await expect(files.save(join(folder, 'planted'), 'x', kind)).rejects.toThrow('the file is not known to this window any more');
  await expect(files.read('/etc/passwd')).rejects.toThrow('the file is not known to this window any more');
  await expect(files.changedElsewhere('__proto__')).rejects.toThrow('not known');
  await expect(readFile(join(folder, 'planted'))).rejects.toThrow('ENOENT');
});

test('a suggested name cannot lead out of the folder that the dialog shows', async () => {
  let suggested = '';
  const files = new Files({ ...choosing([]), choosePlace: (_kind, name) => ((suggested = name), Promise.resolve(null)) });
  expect(await files.save(null, '../../.bashrc', kind)).toBeNull();
  expect(suggested).toBe('.bashrc');
});
