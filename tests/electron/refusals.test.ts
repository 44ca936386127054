import { expect, test } from 'vitest';
import { InputError } from '../../core/findings/input-error.ts';
import type { ShellLogEntry } from '../../electron/bridge.ts';
import { refusals } from '../../electron/refusals.ts';

function start() {
  const lines: ShellLogEntry[] = [];
  const clock = { now: 0 };
  return { lines, clock, refuse: refusals({ write: (entry) => lines.push(entry) }, () => clock.now) };
}

test('a message that came to nothing is written down, with why', () => {
  const { lines, refuse } = start();
  refuse('gradscape:notify', 'sender');
  expect(lines).toEqual([{ level: 'warning', text: 'gradscape:notify came to nothing: sender' }]);
});

test('of what a person is told, the code is written down and no path; of what nobody foresaw, all of it', () => {
  const { lines, refuse } = start();
  refuse('gradscape:begin-reading', 'failed', new InputError('file_unreadable', { file: '/home/ada/net', problem: 'clause:disk_denied' }));
  refuse('gradscape:about', 'failed', new TypeError('cannot read'));
  expect(lines[0]!.text).toBe('gradscape:begin-reading came to nothing: failed, file_unreadable');
  expect(lines[1]!.text).toMatch(/^gradscape:about came to nothing: failed, TypeError: cannot read\n {4}at /);
});

test('a page that talks nonsense all the time fills no log, and is heard again when time has passed', () => {
  const { lines, clock, refuse } = start();
  for (let i = 0; i < 100_000; i++) refuse('gradscape:notify', 'values');
  expect(lines).toHaveLength(100);
  clock.now = 10_000;
  for (let i = 0; i < 100_000; i++) refuse('gradscape:notify', 'values');
  expect(lines).toHaveLength(101);
});
