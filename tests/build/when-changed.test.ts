import { existsSync, mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { whenChanged, type Step } from '../../build/when-changed.ts';

let folder: string;
let runs: number;
const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
const step: Step = {
  name: 'page',
  inputs: ['source', 'settings.json'],
  outputs: ['dist/page.js'],
  run: () => {
    runs++;
    write('dist/page.js', 'built');
    return Promise.resolve();
  },
};

beforeEach(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  folder = mkdtempSync(join(tmpdir(), 'gradscape-'));
  for (const path of ['dist', 'source/deep']) mkdirSync(join(folder, path), { recursive: true });
  write('source/deep/a.ts', 'a');
  write('package-lock.json', '{}');
  runs = 0;
  await whenChanged(step, folder);
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

test('a step runs the first time, and not again while nothing changes', async () => {
  await whenChanged(step, folder);
  expect(runs).toBe(1);
});

test.each<[string, () => void]>([
  ['a file deep in an input folder changes', () => write('source/deep/a.ts', 'b')],
  ['a file is added', () => write('source/b.ts', '')],
  ['a file is removed', () => rmSync(join(folder, 'source/deep/a.ts'))],
  ['an input that was missing appears', () => write('settings.json', '{}')],
  ['the packages change', () => write('package-lock.json', '{ }')],
  ['its output is gone', () => rmSync(join(folder, 'dist/page.js'))],
])('it runs again when %s', async (_what, change) => {
  change();
  await whenChanged(step, folder);
  expect(runs).toBe(2);
});

test('what it writes itself among its inputs, in a folder named generated, does not count', async () => {
  mkdirSync(join(folder, 'source/generated'));
  write('source/generated/messages.js', '');
  await whenChanged(step, folder);
  expect(runs).toBe(1);
});

test('a step that failed runs again, though its inputs are those of the last run that ended', async () => {
  write('source/deep/a.ts', 'broken');
  await expect(whenChanged({ ...step, run: () => Promise.reject(new Error('broken')) }, folder)).rejects.toThrow('broken');
  write('source/deep/a.ts', 'a');
  await whenChanged(step, folder);
  expect(runs).toBe(2);
  expect(existsSync(join(folder, 'dist/page.js'))).toBe(true);
});
