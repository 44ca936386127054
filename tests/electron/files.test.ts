import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
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

test('a file that was opened is saved to its place by its id, and its path is not told', async () => {
  const path = join(folder, 'net.safetensors');
  await writeFile(path, 'old');
  const files = new Files(choosing([path]));
  const opened = await files.open(kind, false);
  expect(opened).toMatchObject({ ok: true, value: [{ name: 'net.safetensors' }] });
  expect(JSON.stringify(opened)).not.toContain(folder);
  const id = opened.ok ? opened.value[0]!.id : '';
  expect(await files.save(id, 'ignored', kind, new TextEncoder().encode('new'))).toEqual({
    ok: true,
    value: { id, name: 'net.safetensors' },
  });
  expect(await readFile(path, 'utf8')).toBe('new');
});

test('a place chosen by Save as is known from then on', async () => {
  const files = new Files(choosing([], join(folder, 'new.safetensors')));
  const saved = await files.save(null, 'new', kind, new Uint8Array(1));
  const id = saved.ok && saved.value ? saved.value.id : '';
  expect(await files.save(id, '', kind, new Uint8Array(2))).toMatchObject({ ok: true });
  expect(await readFile(join(folder, 'new.safetensors'))).toHaveLength(2);
});

test('turning back from a dialog is no error', async () => {
  const files = new Files(choosing([]));
  expect(await files.open(kind, true)).toEqual({ ok: true, value: [] });
  expect(await files.save(null, 'x', kind, new Uint8Array())).toEqual({ ok: true, value: null });
});

test('an id that was never given out writes nothing', async () => {
  const reply = await new Files(choosing([])).save(join(folder, 'planted'), 'x', kind, new Uint8Array(1));
  expect(reply).toMatchObject({ ok: false, message: expect.stringContaining('not known') });
  await expect(readFile(join(folder, 'planted'))).rejects.toThrow('ENOENT');
});

test('a suggested name cannot lead out of the folder that the dialog shows', async () => {
  let suggested = '';
  const files = new Files({ ...choosing([]), choosePlace: (_kind, name) => ((suggested = name), Promise.resolve(null)) });
  await files.save(null, '../../.bashrc', kind, new Uint8Array());
  expect(suggested).toBe('.bashrc');
});

test('what the disk refuses is told by the name of the file and the reason', async () => {
  const missing = join(folder, 'gone.safetensors');
  expect(await new Files(choosing([missing])).open(kind, false)).toEqual({
    ok: false,
    message: 'gone.safetensors could not be read: it is not there any more.',
  });
  const below = join(folder, 'no-such-folder', 'a.safetensors');
  expect(await new Files(choosing([], below)).save(null, 'a', kind, new Uint8Array(1))).toMatchObject({ ok: false });
});
