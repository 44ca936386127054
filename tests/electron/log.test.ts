import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Log } from '../../electron/log.ts';
import { writeDownTrouble } from '../../electron/trouble.ts';
import { withoutPaths } from '../../electron/without-paths.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gradscape-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** What is in the file, without the time of each line. */
const lines = (path: string) =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z /, ''));

test('lines are written in the order in which they were said, into a folder that need not be there', async () => {
  const log = new Log(join(folder, 'logs', 'gradscape.log'));
  log.write({ level: 'info', text: 'begun' });
  log.write({ level: 'error', text: 'two\nlines' });
  await log.written;
  expect(lines(log.path)).toEqual(['info begun', 'error two', '    lines']);
});

test('nothing that is said looks like a line of its own, or moves the cursor of a terminal', async () => {
  const log = new Log(join(folder, 'gradscape.log'));
  log.write({ level: 'info', text: 'a\r2026-01-01T00:00:00.000Z error forged\u2028b\u001b[2Jc\u202ed' });
  await log.written;
  expect(lines(log.path)).toEqual(['info a', '    2026-01-01T00:00:00.000Z error forged', '    b\\u{1b}[2Jc\\u{202e}d']);
});

test('a file that has become large makes room for a new one, and one before it is kept', async () => {
  const log = new Log(join(folder, 'gradscape.log'));
  writeFileSync(log.path, 'x'.repeat(2 ** 20 + 1));
  log.write({ level: 'info', text: 'new' });
  await log.written;
  expect(lines(log.path)).toEqual(['info new']);
  expect(readdirSync(folder).sort()).toEqual(['gradscape.log', 'gradscape.log.1']);
  writeFileSync(log.path, 'y'.repeat(2 ** 20 + 1));
  log.write({ level: 'info', text: 'newer' });
  await log.written;
  expect(readFileSync(`${log.path}.1`, 'utf8')).toMatch(/^y/);
  expect(readdirSync(folder)).toHaveLength(2);
});

test('a disk that refuses it is borne in silence', async () => {
  writeFileSync(join(folder, 'file'), '');
  const log = new Log(join(folder, 'file', 'gradscape.log'));
  log.write({ level: 'info', text: 'lost' });
  await expect(log.written).resolves.toBeUndefined();
});

test('errors that nobody caught, in the main process, are written down with where they come from', async () => {
  const heard = new Map<string, (why: unknown) => void>();
  const log = new Log(join(folder, 'gradscape.log'));
  writeDownTrouble({ on: (event, listener) => heard.set(event, listener) }, log);
  heard.get('uncaughtException')!(new RangeError('too far'));
  heard.get('unhandledRejection')!('a word');
  await log.written;
  const [first, ...others] = lines(log.path);
  expect(first).toBe('error uncaughtException in the main process: RangeError: too far');
  expect(others[0]).toMatch(/^ {4} {4}at .*log\.test\.ts:\d+:\d+/);
  expect(others.at(-1)).toBe('error unhandledRejection in the main process: a word');
  expect(readFileSync(log.path, 'utf8')).not.toContain(import.meta.dirname);
});

test.each([
  ["ENOENT: no such file or directory, open '/home/asha/my networks/net.json'", 'ENOENT: no such file or directory, open (a path)'],
  ['EPERM, rename "C:\\Users\\Asha\\net.json" -> "D:\\old.json"', 'EPERM, rename (a path) -> (a path)'],
  ['cannot read /home/asha/net.json.', 'cannot read (a path).'],
  ['cannot read \\\\server\\share\\net.json, it says', 'cannot read (a path), it says'],
  ['loading file:///home/asha/net.json failed', 'loading (a path) failed'],
  ['    at open (/opt/Grad scape/app.asar/dist/electron/main.cjs:12:3)', '    at open (main.cjs:12:3)'],
  ['    at async open (file:///C:/Users/Asha/main.cjs:12:3)', '    at async open (main.cjs:12:3)'],
  ['    at /home/asha/main.cjs:12:3\n    at node:internal/fs:1:2', '    at main.cjs:12:3\n    at node:internal/fs:1:2'],
  ['    at train (app://bundle/assets/index.js:1:2)', '    at train (app://bundle/assets/index.js:1:2)'],
  ['https://docs.pytorch.org/docs/stable/', 'https://docs.pytorch.org/docs/stable/'],
  ['step 3/10, and/or a / b, 1e-3', 'step 3/10, and/or a / b, 1e-3'],
])('%s is written down as %s', (text, expected) => expect(withoutPaths(text)).toBe(expected));
