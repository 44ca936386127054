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

test.each([
  ['../../.bashrc', '.bashrc'],
  ['/etc/cron.d/net', 'net'],
  ['..\\..\\Startup\\net.bat', 'net.bat'],
  ['C:\\Windows\\net', 'net'],
  ['net\0.safetensors', 'net.safetensors'],
  ['two\r\nlines\u001b[2J', 'twolines[2J'],
  ['नेट.safetensors', 'नेट.safetensors'],
])('the suggested name %j cannot lead out of the folder that the dialog shows', async (name, suggested) => {
  let shown = '';
  const files = new Files({ ...choosing([]), choosePlace: (_kind, suggestion) => ((shown = suggestion), Promise.resolve(null)) });
  expect(await files.save(null, name, kind)).toBeNull();
  expect(shown).toBe(suggested);
});

test('one chooser is shown at a time, and the next when that is answered, however it is', async () => {
  const answers: PromiseWithResolvers<readonly string[]>[] = [];
  const choose = () => {
    answers.push(Promise.withResolvers());
    return answers.at(-1)!.promise;
  };
  const files = new Files({ ...choosing([], join(folder, 'net')), choose });
  const first = files.open(kind, false);
  expect(await files.open(kind, false)).toEqual([]);
  expect(await files.save(null, 'net', kind)).toBeNull();
  expect(answers).toHaveLength(1);
  answers[0]!.reject(new Error('the chooser is broken'));
  await expect(first).rejects.toThrow('the chooser is broken');
  const second = files.open(kind, false);
  answers[1]!.resolve([join(folder, 'net')]);
  expect(await second).toMatchObject([{ name: 'net' }]);
});
