/** @file What a page says into the log, when it is not ours any more. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Log } from '../../electron/log.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gradscape-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** The lines that are in the log after that was said. */
async function lines(...said: string[]): Promise<string[]> {
  const log = new Log(join(folder, 'logs/gradscape.log'));
  for (const text of said) log.write({ level: 'info', text });
  await log.written;
  return readFileSync(log.path, 'utf8').split('\n').slice(0, -1);
}

const MESSAGE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (info|warning|error) /;

test.each(['\n', '\r', '\r\n', '\v', '\f', '\x85', '\u2028', '\u2029'])(
  'what comes after %j looks like no message of its own',
  async (end) => {
    const [first, second, ...more] = await lines(`one${end}2026-01-01T00:00:00.000Z error two`);
    expect(first).toMatch(MESSAGE);
    expect(second).toBe('    2026-01-01T00:00:00.000Z error two');
    expect(more).toEqual([]);
  },
);

test('what would move the cursor, ring, hide or turn the text round is seen as a number', async () => {
  const [line] = await lines('a\u001b[2J\u0007\u0000\u202e\u2066\ufeff\u009b1m\u200fb\ud800');
  expect(line).toMatch(/ info a\\u\{1b\}\[2J\\u\{7\}\\u\{0\}\\u\{202e\}\\u\{2066\}\\u\{feff\}\\u\{9b\}1m\\u\{200f\}b\\u\{d800\}$/);
});

test('Hindi, with the joiners that it is written with, stays as it is', async () => {
  expect((await lines('क्\u200dष train नहीं हुआ\t1'))[0]).toMatch(/ info क्\u200dष train नहीं हुआ\t1$/);
});

test('no text holds up the shell, however it was made to', async () => {
  const units = ['at /', 'at C:\\', 'at /:1:1/', 'at /.,;:', '(/a', "'/", '\n ', ' /.', 'at async /:1:1:1', '"x`/', 'file:///('];
  // each takes minutes where the time grows with the square of the length
  expect(await lines(...units.map((unit) => unit.repeat(400_000 / unit.length)))).not.toEqual([]);
});

test('the file is begun anew before it grows large, and the one before it is kept', async () => {
  const log = new Log(join(folder, 'gradscape.log'));
  for (let i = 0; i < 300; i++) log.write({ level: 'error', text: `${i} ${'x'.repeat(19_000)}` });
  await log.written;
  const [now, before] = [log.path, `${log.path}.1`].map((path) => readFileSync(path, 'utf8'));
  expect(now).toContain('error 299 ');
  for (const kept of [now!, before!]) expect(kept.length).toBeLessThan(2 ** 20 + 20_000);
});
