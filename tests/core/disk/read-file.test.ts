import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DISK, type Disk } from '../../../core/disk/disk.ts';
import { FileInReading, LARGEST_FILE, readBytes, readPieces } from '../../../core/disk/read-file.ts';
import { COMMAND, Folder } from '../../helpers/gradscape.ts';

let folder: Folder;
beforeEach(() => (folder = new Folder()));
afterEach(() => folder.remove());

const posix = process.platform !== 'win32';
const ten = Uint8Array.from({ length: 10 }, (_, index) => index);

/** Each way of reading, down to its refusal. */
const WAYS: Readonly<Record<string, (path: string) => Promise<unknown>>> = {
  'as a whole': async (path) => readBytes(path),
  'as it grows': async (path) => {
    for await (const piece of readPieces(path)) expect(piece).toBeInstanceOf(Uint8Array);
  },
  'by pieces': async (path) => (await FileInReading.begin(path)).end(),
};

describe.each(Object.entries(WAYS))('read %s', (_way, read) => {
  test('what is not there is refused with its name', async () =>
    expect(read(folder.at('nowhere'))).rejects.toThrow(`${folder.at('nowhere')} cannot be read: there is no such file or folder.`));

  test('a folder is refused', async () => expect(read(folder.path)).rejects.toThrow('it is a folder.'));

  test.runIf(posix)('a pipe that nobody writes to and devices without an end are refused at once', async () => {
    execFileSync('mkfifo', [folder.at('pipe')]);
    for (const path of [folder.at('pipe'), '/dev/zero', '/dev/null'])
      await expect(read(path)).rejects.toThrow(`${path} cannot be read: it is not a regular file.`);
  });

  test.runIf(posix)('links are followed to their file, and refused where there is none', async () => {
    writeFileSync(folder.at('file'), ten);
    for (const [name, to] of Object.entries({ link: 'file', dangling: 'nowhere', round: 'round' })) symlinkSync(to, folder.at(name));
    await read(folder.at('link'));
    await expect(read(folder.at('dangling'))).rejects.toThrow('there is no such file or folder.');
    await expect(read(folder.at('round'))).rejects.toThrow('its links lead in a circle.');
  });

  test('a name as no other is read', async () => {
    const name = posix ? 'a "b"\n% 🧠 {name}' : '% 🧠 {name}';
    writeFileSync(folder.at(name), ten);
    await read(folder.at(name));
  });

  test('a path through a file is refused', async () => {
    writeFileSync(folder.at('file'), ten);
    await expect(read(folder.at('file/below'))).rejects.toThrow(posix ? 'a part of its path is not a folder.' : 'no such file');
  });

  test('a name with a zero in it is no name of a file', async () =>
    expect(read('a\0b')).rejects.toThrow('there is no such file or folder.'));
});

test('a file of many gigabytes without content is refused before any of it is read', async () => {
  writeFileSync(folder.at('sparse'), '');
  truncateSync(folder.at('sparse'), 5 * 2 ** 30);
  const sentence = `sparse has 5,368,709,120 bytes; the largest file of this kind that is opened has ${LARGEST_FILE}.`;
  expect(() => readBytes(folder.at('sparse'))).toThrow(sentence);
  await expect(FileInReading.begin(folder.at('sparse'))).rejects.toThrow(sentence);
});

test('a disk that denies a file, or fails, says so', async () => {
  writeFileSync(folder.at('file'), ten);
  const refusing = (code: string): Disk => ({ ...DISK, open: () => Promise.reject(Object.assign(new Error(code), { code })) });
  await expect(FileInReading.begin(folder.at('file'), refusing('EACCES'))).rejects.toThrow('this account may not do that');
  await expect(FileInReading.begin(folder.at('file'), refusing('EIO'))).rejects.toThrow('the disk failed');
});

describe('a file that is read by pieces', () => {
  test('gives what is asked for, and no more than there is', async () => {
    writeFileSync(folder.at('file'), ten);
    const file = await FileInReading.begin(folder.at('file'));
    expect(file.size).toBe(10);
    expect([...(await file.read(0, 4)), ...(await file.read(4, 4)), ...(await file.read(8, 4))]).toEqual([...ten]);
    expect(await file.read(10, 4)).toHaveLength(0);
    await file.end();
  });

  test.each<[string, (path: string) => void]>([
    ['becomes shorter', (path) => truncateSync(path, 3)],
    ['becomes longer', (path) => appendFileSync(path, 'more')],
    ['is written anew at the same length', (path) => (writeFileSync(path, 'elsewhere!'), utimesSync(path, 1, 1))],
  ])('is refused if it %s meanwhile', async (_how, change) => {
    writeFileSync(folder.at('file'), ten);
    const file = await FileInReading.begin(folder.at('file'));
    await file.read(0, 4);
    change(folder.at('file'));
    await expect(file.read(4, 4)).rejects.toThrow('it was changed while it was read; try again when nobody writes to it.');
    await file.end();
  });

  test.runIf(posix)('is read to its end though it was deleted, or another takes its name', async () => {
    writeFileSync(folder.at('file'), ten);
    const file = await FileInReading.begin(folder.at('file'));
    writeFileSync(folder.at('other'), 'other');
    renameSync(folder.at('other'), folder.at('file'));
    expect([...(await file.read(0, 10))]).toEqual([...ten]);
    rmSync(folder.at('file'));
    await expect(file.read(0, 10)).resolves.toHaveLength(10);
    await file.end();
  });
});

describe.runIf(posix)('the command line', () => {
  test('reads what another command says, by the name that a shell has for it', () => {
    folder.copy('tests/samples/compile/residual-block/document.json', 'net.gradscape.json');
    const run = (command: string) => spawnSync('bash', ['-c', command, process.execPath, COMMAND], { cwd: folder.path, encoding: 'utf8' });
    const direct = run('"$0" "$1" info net.gradscape.json');
    expect(direct.status).toBe(0);
    for (const command of ['cat net.gradscape.json | "$0" "$1" info /dev/stdin', '"$0" "$1" info <(cat net.gradscape.json)'])
      expect([run(command).stdout, run(command).stderr]).toEqual([direct.stdout, direct.stderr]);
    expect(run('"$0" "$1" info /dev/stdin < /dev/zero').stderr).toBe('gradscape: /dev/stdin cannot be read: it is not a regular file.\n');
  });

  test('refuses a file that its account may not read', () => {
    writeFileSync(folder.at('secret'), ten, { mode: 0 });
    const path = folder.at('secret');
    if (process.getuid!() === 0) execFileSync('chmod', ['711', folder.path]);
    const script = `import(${JSON.stringify(join(import.meta.dirname, '../../../core/disk/read-file.ts'))}).then(({ readBytes }) => {
      if (process.getuid() === 0) process.setuid(65534);
      try { readBytes(${JSON.stringify(path)}); } catch (error) { console.log(error.message); }
    })`;
    const { stdout } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
    expect(stdout).toBe(`${path} cannot be read: this account may not do that; change its permissions or choose another place.\n`);
  });
});

test('a folder of the name is no file', () => {
  mkdirSync(folder.at('model.safetensors'));
  expect(() => readBytes(folder.at('model.safetensors'))).toThrow('it is a folder');
});
