import { mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DISK } from '../../../core/disk/disk.ts';
import { NewFile, writeWhole } from '../../../core/disk/new-file.ts';
import { sweep } from '../../../core/disk/sweep.ts';
import { makerOf, temporaryName } from '../../../core/disk/temporary-name.ts';
import { xorSmall } from '../../../core/lessons/xor-small.ts';
import { Folder } from '../../helpers/gradscape.ts';

let folder: Folder;
beforeEach(() => (folder = new Folder()));
afterEach(() => folder.remove());

const HOUR = 3_600_000;
const NOW = 1_800_000_000_000;
const dead = spawnSync(process.execPath, ['-e', '0']).pid;

/** A name that the process of that number, on this machine or another, gives to a file in the making. */
function nameOf(pid: number, here: boolean): string {
  const mine = temporaryName('model.safetensors');
  const [, , , , tail] = mine.split('.') as [string, string, string, string, string];
  const mark = here ? tail.slice(0, 4) : [...tail.slice(0, 4)].map((digit) => (digit === '0' ? '1' : '0')).join('');
  return `.model.safetensors.${pid}.${mark}${tail.slice(4)}.tmp`;
}

/** Last touched so many milliseconds before NOW. */
function leave(name: string, age = 0): string {
  writeFileSync(folder.at(name), 'half');
  utimesSync(folder.at(name), (NOW - age) / 1000, (NOW - age) / 1000);
  return name;
}

const swept = async () => [await sweep(folder.path, DISK, NOW), readdirSync(folder.path)];

test('what a process that is gone left behind is removed', async () => {
  leave(nameOf(dead, true));
  expect(await swept()).toEqual([1, []]);
});

test('what a process is at stays, however long it takes', async () => {
  const name = leave(nameOf(process.ppid, true), 100 * HOUR);
  expect(await swept()).toEqual([0, [name]]);
});

test('what an earlier process with the number of this one left behind is removed, what this one is at stays', async () => {
  const file = await NewFile.begin(folder.at('model'));
  await file.write('half');
  const [atIt] = readdirSync(folder.path);
  leave(nameOf(process.pid, true));
  expect(await swept()).toEqual([1, [atIt]]);
  await file.finish();
  expect(readdirSync(folder.path)).toEqual(['model']);
});

test('what another machine writes into the folder stays, unless nobody has touched it for an hour', async () => {
  const name = leave(nameOf(dead, false), HOUR - 60_000);
  expect(await swept()).toEqual([0, [name]]);
  leave(name, HOUR + 60_000);
  expect(await swept()).toEqual([1, []]);
});

test('after the clock was put back nothing of another machine is taken for abandoned, and what is dead is still seen to be', async () => {
  const name = leave(nameOf(1, false), -10 * HOUR);
  leave(nameOf(dead, true), -10 * HOUR);
  expect(await swept()).toEqual([1, [name]]);
});

test("nobody else's file is touched", async () => {
  const names = [
    'model.safetensors',
    '.hidden',
    '.tmp',
    `.model.${dead}.tmp`,
    `.model.${dead}.abcdefgh.tmp`,
    `.model.${dead}.0123456789.tmp`,
    `model.${dead}.01234567.tmp`,
    `.model.safetensors.${dead}.01234567.tmp~`,
    '.model.12x.01234567.tmp',
  ];
  for (const name of names) leave(name, 100 * HOUR);
  mkdirSync(folder.at(nameOf(dead, true)));
  symlinkSync('model.safetensors', folder.at(nameOf(dead, true)));
  expect(await swept()).toEqual([0, readdirSync(folder.path)]);
  expect(readdirSync(folder.path)).toHaveLength(names.length + 2);
});

test('a folder that cannot be read is left alone', async () => expect(await sweep(folder.at('nowhere'))).toBe(0));

test('the first file that is written to a folder takes with it what was left there', async () => {
  leave(nameOf(dead, true));
  await writeWhole(folder.at('other'), 'new');
  expect(readdirSync(folder.path)).toEqual(['other']);
});

test('what a command left behind that was killed while it ran is taken away by the next that writes to the folder', async () => {
  writeFileSync(folder.at('net.gradscape.json'), JSON.stringify(xorSmall.document));
  const { process: training, ended } = folder.start('train', 'net.gradscape.json', '--epochs', '1000000', '--out', 'model.safetensors');
  const inTheMaking = () => readdirSync(folder.path).filter((name) => makerOf(name));
  await expect.poll(inTheMaking, { timeout: 30_000 }).toHaveLength(1);
  training.kill('SIGKILL');
  await ended;
  expect(inTheMaking()).toHaveLength(1);
  await folder.run('train', 'net.gradscape.json', '--steps', '1', '--out', 'other.safetensors');
  expect(inTheMaking()).toEqual([]);
});

test('the name of a file in the making tells its maker, and is no longer than a name may be', () => {
  for (const name of ['model.safetensors', 'x'.repeat(255), 'ज'.repeat(85), '🧠'.repeat(63), 'a\nb', '.']) {
    const temporary = temporaryName(name);
    expect(makerOf(temporary)).toEqual({ pid: process.pid, here: true });
    expect(Buffer.byteLength(temporary)).toBeLessThan(128);
    expect(temporary.isWellFormed()).toBe(true);
  }
});
